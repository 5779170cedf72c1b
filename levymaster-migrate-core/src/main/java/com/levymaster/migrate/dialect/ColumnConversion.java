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

/** A change of type by way of a temporary column: add, copy, drop, rename, and all that hung on the old one anew. */
final class ColumnConversion {

    private final ServerVersion server;
    private final DatabaseSchema before;
    private final ColumnOperation.ConvertColumn operation;
    private final Table table;
    private final Column column;
    private final ObjectName name;
    private final List<SqlStatement> statements = new ArrayList<>();

    ColumnConversion(ServerVersion server, DatabaseSchema before, ColumnOperation.ConvertColumn operation) {
        this.server = server;
        this.before = before;
        this.operation = operation;
        this.name = operation.table();
        this.table = before.catalog().table(name).orElseThrow(() -> unknown(operation));
        this.column = table.column(operation.column()).orElseThrow(() -> unknown(operation));
    }

    List<SqlStatement> statements() {
        refuse();
        Dependents dependents = Dependents.of(before, table, column.name());
        List<Sequence> sequences = owned();
        sequences.forEach(s -> add("alter sequence " + quote(s.name()) + " owned by none"));
        move();
        column();
        sequences.forEach(s ->
                add("alter sequence " + quote(s.name()) + " owned by " + quote(name) + "." + quote(column.name())));
        statements.addAll(dependents.create(server, name));
        return statements;
    }

    private void move() {
        String temporary = quote(TemporaryNames.unused(
                column.name(), "_converted", c -> table.column(c).isPresent()));
        String alter = "alter table " + quote(name) + " ";
        String collation = column.collation() == null ? "" : " collate " + quote(column.collation());
        add(alter + "add column " + temporary + " " + TypeText.of(operation.to()) + collation);
        add("update " + quote(name) + " set " + temporary + " = " + operation.using());
        add(alter + "drop column " + quote(column.name()));
        add(alter + "rename column " + temporary + " to " + quote(column.name()));
    }

    private void column() {
        if (!column.nullable()) {
            alter("set not null");
        }
        if (column.defaultValue() != null) {
            alter("set default " + Literals.literal(column.defaultValue()));
        }
        if (column.identity() != null) {
            identity(column.identity());
        }
        statements.addAll(ColumnClause.extras(server, name, column));
        if (column.comment() != null) {
            statements.add(CommentStatements.onColumn(name, column.name(), column.comment()));
        }
    }

    /** The new sequence goes on where the rows end. */
    private void identity(Identity identity) {
        alter("add " + ColumnClause.identity(identity));
        String last = (identity.options().increment() > 0 ? "max(" : "min(") + quote(column.name()) + ")";
        add("select setval(pg_get_serial_sequence(" + Literals.quoted(quote(name)) + ", "
                + Literals.quoted(column.name()) + "), " + last + ") from " + quote(name) + " having count("
                + quote(column.name()) + ") > 0");
    }

    private List<Sequence> owned() {
        return before.sequences().values().stream()
                .filter(s -> s.ownedBy() != null
                        && before.resolve(s.ownedBy().table()).equals(before.resolve(name))
                        && s.ownedBy().column().equals(column.name()))
                .toList();
    }

    private void alter(String action) {
        statements.add(ColumnClause.alter(name, column.name(), action));
    }

    private void add(String sql) {
        statements.add(SqlStatement.of(sql));
    }

    private void refuse() {
        String what = "Column " + name + "." + column.name() + " cannot be converted: ";
        if (column.generated() != null) {
            throw new MigrationException(what + "it is a generated one.", "drop the column and add it anew");
        }
        List<String> keys = Dependents.referring(before, table, column.name());
        if (!keys.isEmpty()) {
            throw new MigrationException(
                    what + "foreign keys refer to it: " + String.join(", ", keys) + ".",
                    "drop them before, convert their columns too, and add them again after");
        }
    }

    private static MigrationException unknown(ColumnOperation.ConvertColumn operation) {
        return new MigrationException(
                "Column " + operation.table() + "." + operation.column()
                        + " is to be converted, but is not known at this point; what hangs on it would be lost.",
                "check the name, or create the column in an earlier step");
    }
}
