package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles a type change by way of a temporary column: adds, copies, drops and renames columns, then recreates
 * everything that depended on the old column.
 */
final class ColumnConversion {

    private final ServerVersion server;
    private final DatabaseSchema before;
    private final ColumnOperation.ConvertColumn operation;
    private final Table table;
    private final Column restoreProperties;
    private final ObjectName name;
    private final List<SqlStatement> statements = new ArrayList<>();

    ColumnConversion(ServerVersion server, DatabaseSchema before, ColumnOperation.ConvertColumn operation) {
        this.server = server;
        this.before = before;
        this.operation = operation;
        this.name = operation.table();
        this.table = before.catalog().table(name).orElseThrow(() -> unknown(operation));
        this.restoreProperties = table.column(operation.column()).orElseThrow(() -> unknown(operation));
    }

    List<SqlStatement> statements() {
        validate();
        Dependents dependents = Dependents.of(before, table, restoreProperties.name());
        List<Sequence> sequences = owned();
        sequences.forEach(s -> add("alter sequence " + quote(s.name()) + " owned by none"));
        replaceColumn();
        restoreProperties();
        sequences.forEach(s -> add("alter sequence " + quote(s.name()) + " owned by " + quote(name) + "."
                + quote(restoreProperties.name())));
        statements.addAll(dependents.create(server, name));
        return statements;
    }

    private void replaceColumn() {
        String temporary = quote(TemporaryNames.unused(
                restoreProperties.name(), "_converted", c -> table.column(c).isPresent()));
        String alter = "alter table " + quote(name) + " ";
        String collation =
                restoreProperties.collation() == null ? "" : " collate " + quote(restoreProperties.collation());
        add(alter + "add column " + temporary + " " + TypeText.of(operation.to()) + collation);
        add("update " + quote(name) + " set " + temporary + " = " + operation.using());
        add(alter + "drop column " + quote(restoreProperties.name()));
        add(alter + "rename column " + temporary + " to " + quote(restoreProperties.name()));
    }

    private void restoreProperties() {
        if (!restoreProperties.nullable()) {
            alter("set not null");
        }
        if (restoreProperties.defaultValue() != null) {
            alter("set default " + Literals.literal(restoreProperties.defaultValue()));
        }
        if (restoreProperties.identity() != null) {
            restoreIdentity(restoreProperties.identity());
        }
        statements.addAll(ColumnClause.extras(server, name, restoreProperties));
        if (restoreProperties.comment() != null) {
            statements.add(CommentStatements.onColumn(name, restoreProperties.name(), restoreProperties.comment()));
        }
    }

    /** The new sequence continues after the last existing value. */
    private void restoreIdentity(Identity identity) {
        alter("add " + ColumnClause.identity(identity));
        String last = (identity.options().increment() > 0 ? "max(" : "min(") + quote(restoreProperties.name()) + ")";
        add("select setval(pg_get_serial_sequence(" + Literals.quoted(quote(name)) + ", "
                + Literals.quoted(restoreProperties.name()) + "), " + last + ") from " + quote(name) + " having count("
                + quote(restoreProperties.name()) + ") > 0");
    }

    private List<Sequence> owned() {
        return before.sequences().values().stream()
                .filter(s -> s.ownedBy() != null
                        && before.resolve(s.ownedBy().table()).equals(before.resolve(name))
                        && s.ownedBy().column().equals(restoreProperties.name()))
                .toList();
    }

    private void alter(String action) {
        statements.add(ColumnClause.alter(name, restoreProperties.name(), action));
    }

    private void add(String sql) {
        statements.add(SqlStatement.of(sql));
    }

    private void validate() {
        String what = "Column " + name + "." + restoreProperties.name() + " cannot be converted: ";
        if (restoreProperties.generated() != null) {
            throw new MigrationException(what + "it is a generated column.", "drop the column and add it again");
        }
        List<String> keys = Dependents.referring(before, table, restoreProperties.name());
        if (!keys.isEmpty()) {
            throw new MigrationException(
                    what + "foreign keys refer to it: " + String.join(", ", keys) + ".",
                    "drop them first, convert their columns too, and add them again afterwards");
        }
    }

    private static MigrationException unknown(ColumnOperation.ConvertColumn operation) {
        return new MigrationException(
                "Column " + operation.table() + "." + operation.column()
                        + " cannot be converted because it is not known at this point; objects that depend on it would be lost.",
                "check the name, or create the column in an earlier step");
    }
}
