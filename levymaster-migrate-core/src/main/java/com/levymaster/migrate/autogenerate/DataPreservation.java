package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.TypeCompatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reviews operations for existing data: adds the statements that they need on tables with rows, and describes the data that they
 * lose.
 */
final class DataPreservation {

    private static final String SEQUENCE = "_seq";
    private static final Pattern CASE = Pattern.compile("\\(?case ");

    private final DesiredModel model;
    private final Dialect dialect;
    private final RowCounts rows;
    private final RenameResolution renames;
    private final DatabaseSchema before;
    private final List<ReviewedOperation> steps = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    DataPreservation(DesiredModel model, Dialect dialect, RowCounts rows, RenameResolution renames) {
        this.model = model;
        this.dialect = dialect;
        this.rows = rows;
        this.renames = renames;
        this.before = renames.renamed();
    }

    List<ReviewedOperation> review(List<Operation> operations) {
        operations.forEach(this::review);
        return List.copyOf(steps);
    }

    /** Returns a description of each loss of data. */
    List<String> losses() {
        return List.copyOf(losses);
    }

    private void review(Operation operation) {
        if (operation instanceof AddColumn add) {
            addColumn(add);
        } else if (operation instanceof ChangeNullability change && !change.nullable()) {
            setNotNull(change);
        } else if (operation instanceof DropColumn drop) {
            dropColumn(drop);
        } else if (operation instanceof ChangeType change) {
            changeType(change);
        } else if (operation instanceof DropTable drop) {
            long count = count(drop.name());
            lose(
                    drop,
                    "the table " + drop.name() + " is dropped with its " + ifCounted(rows(count), "rows")
                            + ", which no downgrade restores");
        } else if (operation instanceof DropSequence drop) {
            lose(drop, "the position of the sequence " + drop.name() + " is lost");
        } else if (operation instanceof DropAttribute drop) {
            lose(
                    drop,
                    "values of " + drop.name() + " lose their " + drop.attribute() + ", which no downgrade restores");
        } else if (operation instanceof ChangeAttributeType change) {
            steps.add(new ReviewedOperation(
                    change, "PostgreSQL refuses this while a column has the type " + change.name()));
        } else {
            withStatements(operation);
        }
    }

    /** Adds the statements that some operations need before or after them. */
    private void withStatements(Operation operation) {
        if (operation instanceof DropEnum drop) {
            casts(drop.name(), false);
            add(drop);
        } else if (operation instanceof RemoveEnumValue remove) {
            casts(remove.name(), false);
            steps.add(new ReviewedOperation(remove, "fails while a row still has " + remove.label()));
            casts(remove.name(), true);
        } else {
            add(operation);
            if (operation instanceof CreateEnum create) {
                casts(create.type().name(), true);
            } else if (operation instanceof CreateTable create) {
                model.initialRows()
                        .getOrDefault(create.table().name(), List.of())
                        .forEach(this::sql);
            } else if (operation instanceof ChangeIdentity change) {
                continueAfterRows(change);
            } else if (operation instanceof CreateSequence create) {
                continueAfterRows(create.sequence().name());
            }
        }
    }

    /** PostgreSQL rejects a new NOT NULL column without a default if the table has rows: adds, fills and then restricts it. */
    private void addColumn(AddColumn add) {
        Column column = add.column();
        boolean allowsMissingValue = column.nullable()
                || column.defaultValue() != null
                || column.identity() != null
                || column.generated() != null;
        long count = allowsMissingValue || !before.tables().containsKey(add.table()) ? 0 : count(add.table());
        if (count == 0) {
            add(add);
            return;
        }
        add(new AddColumn(add.table(), column.withNullable(true)));
        backfill(add.table(), column, count);
        add(new ChangeNullability(add.table(), column.name(), false));
    }

    private void backfill(ObjectName table, Column column, long count) {
        String value = BackfillValue.value(column.type(), desired(table), column.name(), model.schema());
        String set = "update " + quote(table) + " set " + dialect.quote(column.name()) + " = " + value + " where "
                + dialect.quote(column.name()) + " is null";
        steps.add(new ReviewedOperation(
                new ExecuteSql(set, null),
                rows(count) + " of " + table + " need a value for " + column.name() + ": is " + value
                        + " the right one?"));
    }

    private Table desired(ObjectName table) {
        Table desired = model.schema().tables().get(table);
        return desired == null ? Table.of(table, List.of()) : desired;
    }

    private void setNotNull(ChangeNullability change) {
        Column column = before.tables().containsKey(change.table())
                ? desired(change.table()).column(change.column()).orElse(null)
                : null;
        long nulls = column == null ? 0 : count(change.table()) - values(change.table(), change.column());
        if (column != null && nulls > 0) {
            losses.add(change.describe() + ": " + rows(nulls) + " have no value");
            backfill(change.table(), column, nulls);
        }
        add(change);
    }

    private void dropColumn(DropColumn drop) {
        if (drop.was() != null && drop.was().generated() != null) {
            add(drop);
            return;
        }
        long count = values(drop.table(), drop.name());
        lose(
                drop,
                "the column " + drop.table() + "." + drop.name() + " is dropped with its values"
                        + ifCounted(" in " + rows(count), "") + ", which no downgrade restores");
    }

    private void changeType(ChangeType change) {
        String using = change.using();
        if (using != null && CASE.matcher(using).lookingAt()) {
            steps.add(new ReviewedOperation(
                    change, "is this the order of the enum's constants? They are identified only by their position"));
            return;
        }
        if (change.from() == null
                || TypeCompatibility.isLossless(
                        change.from().type(), change.to().type())) {
            add(change);
            return;
        }
        long count = values(change.table(), change.column());
        lose(
                change,
                "values of " + change.table() + "." + change.column() + " may not fit "
                        + change.to().type().display() + ifCounted(" (" + rows(count) + " with a value)", ""));
    }

    /** A new identity starts at 1, even if the table has rows numbered by other means. */
    private void continueAfterRows(ChangeIdentity change) {
        boolean starts =
                change.to() != null && (change.from() == null || change.from().value() == null);
        if (starts && before.tables().containsKey(change.table()) && count(change.table()) > 0) {
            String sequence = "pg_catalog.pg_get_serial_sequence(" + dialect.literal(quote(change.table())) + ", "
                    + dialect.literal(change.column()) + ")";
            sql("select pg_catalog.setval(" + sequence + ", (select pg_catalog.max(" + dialect.quote(change.column())
                    + ") from " + quote(change.table()) + "))");
        }
    }

    /** Likewise a new sequence named after an existing table. */
    private void continueAfterRows(ObjectName sequence) {
        if (!sequence.name().endsWith(SEQUENCE)) {
            return;
        }
        String name = sequence.name().substring(0, sequence.name().length() - SEQUENCE.length());
        Table table = name.isEmpty() ? null : before.tables().get(sequence.renamed(name));
        List<String> key = table == null
                ? List.of()
                : table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        if (table != null && key.size() == 1 && isIntegral(table, key.get(0)) && count(table.name()) > 0) {
            sql("select pg_catalog.setval(" + dialect.literal(quote(sequence)) + ", (select pg_catalog.max("
                    + dialect.quote(key.get(0)) + ") from " + quote(table.name()) + "))");
        }
    }

    private static boolean isIntegral(Table table, String column) {
        return table.column(column).map(c -> c.type().isInteger()).orElse(false);
    }

    /** Creates the implicit casts that Hibernate uses for an enum type, or drops them: they prevent the drop of the type. */
    private void casts(ObjectName type, boolean create) {
        List<DesiredModel.ReversibleSql> casts = model.afterEnums().getOrDefault(type, List.of());
        if (create) {
            casts.forEach(cast -> steps.add(ReviewedOperation.of(new ExecuteSql(cast.sql(), cast.reverse()))));
        } else if (!casts.isEmpty() || rows.hasCasts(type)) {
            sql("drop cast if exists (varchar as " + quote(type) + ")");
            sql("drop cast if exists (" + quote(type) + " as varchar)");
        }
    }

    private String ifCounted(String counted, String otherwise) {
        return rows == RowCounts.UNKNOWN ? otherwise : counted;
    }

    private void lose(Operation operation, String loss) {
        losses.add(operation.describe() + ": " + loss);
        steps.add(new ReviewedOperation(operation, loss));
    }

    private void add(Operation operation) {
        steps.add(ReviewedOperation.of(operation));
    }

    private void sql(String sql) {
        steps.add(ReviewedOperation.of(new ExecuteSql(sql, null)));
    }

    private long count(ObjectName table) {
        return before.tables().containsKey(table) ? rows.rows(renames.formerTable(table)) : 0;
    }

    private long values(ObjectName table, String column) {
        Table present = before.tables().get(table);
        return present == null || present.column(column).isEmpty()
                ? 0
                : rows.values(renames.formerTable(table), renames.formerColumn(table, column));
    }

    private String quote(ObjectName name) {
        return (name.schema() == null ? "" : dialect.quote(name.schema()) + ".") + dialect.quote(name.name());
    }

    private static String rows(long count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}
