package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.diff.TypeConversions;
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
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.TypeCompatibility;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reviews operations for existing data: adds the statements that they need on tables with rows, and describes the data that they
 * lose.
 */
final class DataPreservation {

    private static final Pattern CASE = Pattern.compile("\\(?case ");

    private final DesiredModel model;
    private final Dialect dialect;
    private final RowCounts rows;
    private final RenameResolution renames;
    private final DatabaseSchema before;
    private final DatabaseSchema after;
    private final boolean downgrade;
    private final CounterStatements counters;
    private final List<ReviewedOperation> steps = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();

    private DataPreservation(
            DesiredModel model,
            Dialect dialect,
            RowCounts rows,
            RenameResolution renames,
            DatabaseSchema before,
            DatabaseSchema after,
            boolean downgrade) {
        this.model = model;
        this.dialect = dialect;
        this.rows = rows;
        this.renames = renames;
        this.before = before;
        this.after = after;
        this.downgrade = downgrade;
        this.counters = new CounterStatements(
                dialect, before, after, model.values().counters());
    }

    /** Reviews the operations that follow the renames. */
    static DataPreservation upgrade(
            DesiredModel model, Dialect dialect, RowCounts rows, RenameResolution renames, DatabaseSchema target) {
        return new DataPreservation(model, dialect, rows, renames, renames.renamed(), target, false);
    }

    /** Reviews the operations that precede the inverse renames: on rows that no one can count today. */
    static DataPreservation downgrade(
            DesiredModel model, Dialect dialect, RenameResolution renames, DatabaseSchema target) {
        return new DataPreservation(model, dialect, RowCounts.UNKNOWN, renames, target, renames.renamed(), true);
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
            lose(
                    drop,
                    "the table " + drop.name() + " is dropped with its " + ifCounted(rows(count(drop.name())), "rows")
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
            removeLabel(remove);
            casts(remove.name(), true);
        } else {
            add(operation);
            if (operation instanceof CreateEnum create) {
                casts(create.type().name(), true);
            } else if (operation instanceof CreateTable create) {
                model.initialRows()
                        .getOrDefault(create.table().name(), List.of())
                        .forEach(this::sql);
            } else if (operation instanceof ChangeIdentity change && change.to() != null) {
                continueCounting(change, change.to());
            } else if (operation instanceof CreateSequence create) {
                counters.sequence(create.sequence()).ifPresent(this::sql);
            }
        }
    }

    /** A new identity starts at 1, even if the table has rows numbered by other means. */
    private void continueCounting(ChangeIdentity change, Identity identity) {
        if (change.from() == null || change.from().value() == null) {
            counters.identity(change.table(), change.column(), identity.options())
                    .ifPresent(this::sql);
        }
    }

    /**
     * PostgreSQL rejects a new NOT NULL column without a default if the table has rows: adds, fills and then restricts it. A
     * column that was computed until now is filled with the values that it had.
     */
    private void addColumn(AddColumn add) {
        Column column = add.column();
        Table present = before.tables().get(add.table());
        GenerationExpression computed = present == null
                ? null
                : present.column(column.name()).map(Column::generated).orElse(null);
        boolean allowsMissingValue = column.nullable()
                || column.defaultValue() != null
                || column.identity() != null
                || column.generated() != null;
        if (present == null || column.generated() != null || allowsMissingValue && computed == null) {
            add(add);
            return;
        }
        add(new AddColumn(add.table(), column.withNullable(true)));
        if (computed == null) {
            backfill(add.table(), column);
        } else {
            sql("update " + quote(add.table()) + " set " + dialect.quote(column.name()) + " = "
                    + computed.expression());
        }
        if (!column.nullable()) {
            add(new ChangeNullability(add.table(), column.name(), false));
        }
    }

    private void backfill(ObjectName table, Column column) {
        BackfillValue value = BackfillValue.of(column, table(table), after, counterOf(table, column.name()));
        String set = "update " + quote(table) + " set " + dialect.quote(column.name()) + " = " + value.sql()
                + " where " + dialect.quote(column.name()) + " is null";
        String remark = value.generated()
                ? ""
                : "rows of " + table + " without " + column.name() + here(missing(table, column.name()))
                        + " get a value: " + value.remark();
        steps.add(new ReviewedOperation(new ExecuteSql(set, null), remark));
    }

    /** The call that yields the next number for the column; {@code null} if no sequence numbers it. */
    private @Nullable String counterOf(ObjectName table, String column) {
        MappedColumn numbered = new MappedColumn(table, column);
        return model.values().counters().entrySet().stream()
                .filter(counter -> counter.getValue().contains(numbered)
                        && after.sequences().containsKey(counter.getKey()))
                .map(counter -> "nextval(" + dialect.literal(quote(counter.getKey())) + ")")
                .sorted()
                .findFirst()
                .orElse(null);
    }

    /** The table as it will be. */
    private Table table(ObjectName name) {
        Table table = after.tables().get(name);
        return table == null ? Table.of(name, List.of()) : table;
    }

    private void setNotNull(ChangeNullability change) {
        Table present = before.tables().get(change.table());
        Column column = table(change.table()).column(change.column()).orElse(null);
        if (present != null && column != null && present.column(change.column()).isPresent()) {
            fillMissing(change, column);
        } else {
            add(change);
        }
    }

    /** The value of a key differs in each row and cannot be chosen: the operation fails for rows without one. */
    private void fillMissing(ChangeNullability change, Column column) {
        String rowsWithout =
                "rows of " + change.table() + " without " + change.column() + here(missing(change.table(), change.column()));
        if (BackfillValue.isKey(column, table(change.table()))) {
            String find = "select * from " + quote(change.table()) + " where " + dialect.quote(change.column()) + " is null";
            steps.add(new ReviewedOperation(change, rowsWithout + " make this fail: " + find));
            return;
        }
        if (!downgrade) {
            losses.add(change.describe() + ": " + rowsWithout + " get a value");
        }
        backfill(change.table(), column);
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
        ColumnType from = change.from() == null ? change.to().type() : change.from().type();
        ColumnType to = change.to().type();
        String column = change.table() + "." + change.column();
        if (using != null && CASE.matcher(using).lookingAt()) {
            steps.add(new ReviewedOperation(
                    change,
                    "is this what the values of " + column + " mean? Numbers stand for the enum's constants in their order"));
        } else if (TypeConversions.dependsOnTimeZone(from, to)) {
            steps.add(new ReviewedOperation(
                    change,
                    "are the values of " + column + " without a time zone in " + model.values().timeZone() + "?"));
        } else if (TypeCompatibility.isLossless(from, to) || TypeConversions.isExact(from, to)) {
            add(change);
        } else {
            mayNotFit(change, column, to);
        }
    }

    private void mayNotFit(ChangeType change, String column, ColumnType to) {
        String loss = "values of " + column + " may not fit " + to.display()
                + ifCounted(" (" + rows(values(change.table(), change.column())) + " with a value)", "");
        if (!downgrade) {
            losses.add(change.describe() + ": " + loss);
        }
        steps.add(new ReviewedOperation(change, loss));
    }

    /** Rows that have the removed label get another one, unless the label only moves. */
    private void removeLabel(RemoveEnumValue remove) {
        EnumType type = after.enums().get(remove.name());
        boolean moves = type != null && type.labels().contains(remove.label());
        if (moves || type == null || type.labels().isEmpty()) {
            steps.add(new ReviewedOperation(remove, "fails while a row still has " + remove.label()));
            return;
        }
        String replacement = type.labels().get(0);
        String loss = "rows with the value " + remove.label() + " of " + remove.name() + " get the value " + replacement;
        if (!downgrade) {
            losses.add(remove.describe() + ": " + loss);
        }
        steps.add(new ReviewedOperation(
                new RemoveEnumValue(
                        remove.name(), remove.label(), remove.beforeLabel(), remove.afterLabel(), replacement),
                loss + ": is it the right one?"));
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

    /** {@code  (2 rows here)}, where rows were counted and there are some. */
    private static String here(long count) {
        return count > 0 ? " (" + rows(count) + " here)" : "";
    }

    private long missing(ObjectName table, String column) {
        return count(table) - values(table, column);
    }

    private String ifCounted(String counted, String otherwise) {
        return rows == RowCounts.UNKNOWN ? otherwise : counted;
    }

    /** In a downgrade, an object is dropped that the upgrade created: that is what the downgrade is for. */
    private void lose(Operation operation, String loss) {
        if (downgrade) {
            add(operation);
            return;
        }
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
