package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a type change by way of a temporary column that holds the new values. The column itself remains and the
 * server rebuilds what depends on it from its catalog, so no expression is written from the schema known here.
 */
final class ColumnConversion {

    private final ServerVersion server;
    private final DatabaseSchema before;
    private final ColumnOperation.ConvertColumn operation;
    private final ObjectName name;
    private final Table table;
    private final Column column;

    ColumnConversion(ServerVersion server, DatabaseSchema before, ColumnOperation.ConvertColumn operation) {
        this.server = server;
        this.before = before;
        this.operation = operation;
        this.name = operation.table();
        this.table = before.catalog().table(name).orElseThrow(() -> unknown(operation));
        this.column = table.column(operation.column()).orElseThrow(() -> unknown(operation));
    }

    List<SqlStatement> statements() {
        validate();
        String temporary = quote(TemporaryNames.unused(
                column.name(), "_converted", c -> table.column(c).isPresent()));
        String alter = "alter table " + quote(name) + " ";
        String type = TypeText.of(operation.to())
                + (column.collation() == null ? "" : " collate " + quote(column.collation()));
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of(alter + "add column " + temporary + " " + type));
        statements.add(SqlStatement.of("update " + quote(name) + " set " + temporary + " = " + operation.using()));
        statements.add(SqlStatement.of(alter + String.join(", ", actions(type, temporary))));
        statements.add(SqlStatement.of(alter + "drop column " + temporary));
        if (column.storage() != null) {
            statements.add(ColumnClause.storage(server, name, column.name(), column.storage()));
        }
        compress(table, statements);
        return statements;
    }

    /** The tables below lose their compression too, and do not get it back with that of their parent. */
    private void compress(Table of, List<SqlStatement> statements) {
        of.column(column.name())
                .map(Column::compression)
                .map(method -> ColumnClause.compression(server, of.name(), column.name(), method))
                .ifPresent(clause -> statements.add(ColumnClause.alter(of.name(), column.name(), "set " + clause)));
        InheritanceEffects.children(before, of.name()).forEach(child -> compress(child, statements));
    }

    /** The server converts the expression of a default itself, but a literal of one type need not be one of another. */
    private List<String> actions(String type, String temporary) {
        String alter = "alter column " + quote(column.name()) + " ";
        DefaultValue value = column.defaultValue();
        DefaultValue literal = value instanceof DefaultValue.Expression ? null : value;
        List<String> actions = new ArrayList<>();
        if (literal != null) {
            actions.add(alter + "drop default");
        }
        actions.add(alter + "type " + type + " using " + temporary);
        if (literal != null) {
            actions.add(alter + "set default " + Literals.literal(literal));
        }
        return actions;
    }

    private void validate() {
        String what = "Column " + name + "." + column.name() + " cannot be converted: ";
        if (column.generated() != null) {
            throw new MigrationException(what + "it is a generated column.", "drop the column and add it again");
        }
        List<String> keys = referring();
        if (!keys.isEmpty()) {
            throw new MigrationException(
                    what + "foreign keys refer to it: " + String.join(", ", keys) + ".",
                    "drop them first, convert their columns too, and add them again afterwards");
        }
    }

    /** The foreign keys that reference the column, each with its table. */
    private List<String> referring() {
        List<String> keys = new ArrayList<>();
        for (Table other : before.tables().values()) {
            other.constraints(ForeignKey.class)
                    .filter(key -> before.resolve(key.referencedTable()).equals(before.resolve(name)))
                    .filter(key -> key.referencedColumns().contains(column.name()))
                    .forEach(key -> keys.add(key.name() + " of " + other.name()));
        }
        return keys;
    }

    private static UnknownObjectException unknown(ColumnOperation.ConvertColumn operation) {
        return new UnknownObjectException(
                "Column " + operation.table() + "." + operation.column()
                        + " cannot be converted because it is not known at this point.",
                "check the name, or create the column in an earlier step");
    }
}
