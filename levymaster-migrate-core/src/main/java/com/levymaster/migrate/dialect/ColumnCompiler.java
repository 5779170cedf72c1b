package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import java.util.ArrayList;
import java.util.List;

/** Compiles column operations. */
interface ColumnCompiler extends CompilerContext, ColumnOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> addColumn(ColumnOperation.AddColumn operation) {
        ObjectName table = operation.table();
        Column column = operation.column();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of(
                "alter table " + quote(table) + " add column " + ColumnClause.definition(server(), table, column)));
        statements.addAll(ColumnClause.extras(server(), table, column));
        if (column.comment() != null) {
            statements.add(CommentStatements.onColumn(table, column.name(), column.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropColumn(ColumnOperation.DropColumn operation) {
        return CompilerContext.one("alter table " + quote(operation.table()) + " drop column " + quote(operation.name())
                + (operation.cascade() ? " cascade" : ""));
    }

    @Override
    default List<SqlStatement> renameColumn(ColumnOperation.RenameColumn operation) {
        return CompilerContext.one("alter table " + quote(operation.table()) + " rename column "
                + quote(operation.from()) + " to " + quote(operation.to()));
    }

    @Override
    default List<SqlStatement> changeType(ColumnOperation.ChangeType operation) {
        String collation = operation.to().collation();
        return alter(
                operation.table(),
                operation.column(),
                "type " + TypeText.of(server(), operation.to().type())
                        + (collation == null ? "" : " collate " + Identifiers.collation(collation))
                        + (operation.using() == null ? "" : " using " + operation.using()));
    }

    @Override
    default List<SqlStatement> changeNullability(ColumnOperation.ChangeNullability operation) {
        if (operation.nullable() && server().major() >= 18) {
            refuseInheritedNotNull(operation);
        }
        String constraint = operation.constraint();
        if (constraint != null) {
            ColumnClause.requireNamed(server(), operation.table(), operation.column(), constraint);
        }
        if (constraint != null && !operation.nullable()) {
            return CompilerContext.one("alter table " + quote(operation.table()) + " add constraint "
                    + quote(constraint) + " not null " + quote(operation.column()));
        }
        List<SqlStatement> statements = new ArrayList<>(
                alter(operation.table(), operation.column(), (operation.nullable() ? "drop" : "set") + " not null"));
        if (operation.nullable() && server().major() < 18) {
            // these versions allow null in all tables below, whatever their other parents say
            InheritanceEffects.keptNotNull(before().get(), operation.table(), operation.column())
                    .forEach(table -> statements.addAll(alter(table, operation.column(), "set not null")));
        }
        return statements;
    }

    /** PostgreSQL 18 and later has a constraint for each not-null column, and tables inherit it. */
    private void refuseInheritedNotNull(ColumnOperation.ChangeNullability operation) {
        DatabaseSchema schema = before().get();
        Table table = schema.tables().get(schema.resolve(operation.table()));
        for (ObjectName name : table == null ? List.<ObjectName>of() : InheritanceEffects.parents(table)) {
            Table parent = schema.tables().get(schema.resolve(name));
            if (parent != null
                    && parent.column(operation.column())
                            .filter(column -> !column.nullable() && !column.noInherit())
                            .isPresent()) {
                throw new MigrationException(
                        "Column " + operation.table() + "." + operation.column()
                                + " cannot allow null: it is inherited from " + name + ", where it is not null.",
                        "apply the operation to " + name);
            }
        }
    }

    @Override
    default List<SqlStatement> changeDefault(ColumnOperation.ChangeDefault operation) {
        DefaultValue to = operation.to();
        return alter(
                operation.table(),
                operation.column(),
                to == null ? "drop default" : "set default " + Literals.literal(to));
    }

    @Override
    default List<SqlStatement> changeIdentity(ColumnOperation.ChangeIdentity operation) {
        Identity to = operation.to();
        if (to == null) {
            return alter(operation.table(), operation.column(), "drop identity");
        }
        Identity from = operation.from() == null
                ? column(operation).map(Column::identity).orElse(null)
                : operation.from().value();
        if (from == null) {
            return alter(operation.table(), operation.column(), "add " + ColumnClause.identity(to));
        }
        String kind = from.always() == to.always() ? "" : " set generated " + (to.always() ? "always" : "by default");
        String changes = kind + SequenceClause.changes(from.options(), to.options(), null, "set ");
        return changes.isEmpty() ? List.of() : alter(operation.table(), operation.column(), changes.strip());
    }

    @Override
    default List<SqlStatement> changeGenerated(ColumnOperation.ChangeGenerated operation) {
        String name = operation.table() + "." + operation.column();
        GenerationExpression to = operation.to();
        GenerationExpression from =
                operation.from() == null ? null : operation.from().value();
        if (to == null) {
            if (from != null && !from.stored()) {
                throw new MigrationException(
                        "Column " + name
                                + " is a virtual generated column: it stores no values that a plain column could keep.",
                        "drop it and add a plain column");
            }
            return alter(operation.table(), operation.column(), "drop expression");
        }
        if (operation.from() != null && (from == null || from.stored() != to.stored())) {
            throw new MigrationException(
                    "Column " + name + " cannot become a " + (to.stored() ? "stored" : "virtual")
                            + " generated column in place.",
                    "drop the column and add it again");
        }
        server().require(
                        17,
                        "Column " + name + " changes its generation expression",
                        "drop the column and add it again");
        return alter(operation.table(), operation.column(), "set expression as (" + to.expression() + ")");
    }

    @Override
    default List<SqlStatement> convertColumn(ColumnOperation.ConvertColumn operation) {
        return new ColumnConversion(server(), before().get(), operation).statements();
    }

    private java.util.Optional<Column> column(ColumnOperation.ChangeIdentity operation) {
        return before().get().catalog().table(operation.table()).flatMap(t -> t.column(operation.column()));
    }

    private static List<SqlStatement> alter(ObjectName table, String column, String action) {
        return List.of(ColumnClause.alter(table, column, action));
    }
}
