package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.diff.TypeConversions;
import com.levymaster.migrate.diff.ValueConversion;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.TypeCompatibility;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reviews operations for existing data: adds the statements that they need on tables with rows, and describes the data that they
 * lose.
 */
final class DataPreservation {

    private final DesiredModel model;
    private final Dialect dialect;
    private final RowCounts rows;
    private final RenameResolution renames;
    private final boolean downgrade;
    private final DatabaseSchema before;
    private final DatabaseSchema after;
    private final CounterReview counters;
    private final ReviewedSteps steps;
    private final RuleReview rules;
    private final EnumReview enums;
    private final RowMoves moves;
    private final ViolatingRows fitting;

    private DataPreservation(
            DesiredModel model,
            Dialect dialect,
            RowCounts rows,
            RenameResolution renames,
            List<RenameHint> hints,
            DatabaseSchema before,
            DatabaseSchema after,
            RowMoves moves,
            boolean downgrade) {
        this.model = model;
        this.dialect = dialect;
        this.rows = rows;
        this.renames = renames;
        this.downgrade = downgrade;
        this.before = before;
        this.after = after;
        this.moves = moves;
        this.steps = new ReviewedSteps(downgrade);
        this.rules =
                new RuleReview(dialect, before, after, model.values(), steps, hints, this::matching, rows, downgrade);
        this.enums = new EnumReview(model, dialect, rows, after, steps, rules);
        this.fitting = new ViolatingRows(dialect, before, after);
        this.counters = new CounterReview(
                new CounterStatements(dialect, before, after, model.values(), downgrade), steps, downgrade);
    }

    /** Reviews the operations that follow the renames. */
    static DataPreservation upgrade(
            DesiredModel model,
            Dialect dialect,
            RowCounts rows,
            RenameResolution renames,
            List<RenameHint> hints,
            DatabaseSchema target,
            RowMoves moves) {
        return new DataPreservation(model, dialect, rows, renames, hints, renames.renamed(), target, moves, false);
    }

    /** Reviews the operations that precede the inverse renames: on rows that no one can count today. */
    static DataPreservation downgrade(
            DesiredModel model,
            Dialect dialect,
            RenameResolution renames,
            List<RenameHint> hints,
            DatabaseSchema target,
            RowMoves moves) {
        return new DataPreservation(
                model, dialect, RowCounts.UNKNOWN, renames, hints, target, renames.renamed(), moves, true);
    }

    List<ReviewedOperation> review(List<Operation> operations) {
        BackfillValue.referencesFirst(moves.insertedInto(operations), after).forEach(this::review);
        return steps.steps();
    }

    List<String> losses() {
        return steps.losses();
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
            counters.before(drop);
            steps.drop(
                    drop,
                    "the table " + drop.name() + " is dropped with its " + counted("", count(drop.name()), "rows")
                            + moves.end(drop.name()));
        } else if (operation instanceof DropSequence drop) {
            counters.before(drop);
            steps.drop(drop, "the position of the sequence " + drop.name() + " is lost");
        } else if (operation instanceof DropAttribute drop) {
            steps.drop(
                    drop,
                    "values of " + drop.name() + " lose their " + drop.attribute() + ", which no downgrade restores");
        } else if (operation instanceof ChangeAttributeType change) {
            steps.add(change, "PostgreSQL refuses this while a column has the type " + change.name());
        } else {
            withStatements(operation);
        }
    }

    private void withStatements(Operation operation) {
        if (operation instanceof TypeOperation change) {
            enums.review(change);
        } else if (operation instanceof AddConstraint add) {
            rules.review(add);
        } else if (operation instanceof CreateIndex create) {
            rules.review(create);
        } else if (moves.of(operation).isPresent()) {
            move(moves.of(operation).get());
        } else {
            counters.before(operation);
            steps.add(operation, counters.remark(operation));
            if (operation instanceof CreateTable create) {
                model.initialRows()
                        .getOrDefault(create.table().name(), List.of())
                        .forEach(steps::sql);
            }
            counters.after(operation);
        }
    }

    private void move(RowMove move) {
        steps.add(move.operation(), move.review());
        if (moves.isLastInsert(move)) {
            counters.moved(move.destination());
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
        boolean allowsMissingValue = !PlaceChange.isRequired(column);
        if (present == null || column.generated() != null || allowsMissingValue && computed == null) {
            steps.add(add);
            return;
        }
        steps.add(new AddColumn(add.table(), column.withNullable(true)));
        if (computed == null) {
            backfill(add.table(), column, false);
        } else {
            steps.sql("update " + quote(add.table()) + " set " + dialect.quote(column.name()) + " = "
                    + computed.expression());
        }
        if (!column.nullable()) {
            steps.add(new ChangeNullability(add.table(), column.name(), false, null));
        }
    }

    private void backfill(ObjectName table, Column column, boolean partly) {
        BackfillValue value = BackfillValue.of(column, table(table), after, counterOf(table, column.name()));
        if (downgrade && value.sql().equals("null")) {
            value = BackfillValue.ofReference(column, table(table), dialect).orElse(value);
        }
        String which = partly && moves.fillsSome(table, column.name())
                ? "rows of " + table + " that still have no " + column.name()
                : "rows of " + table + " without " + column.name() + here(missing(table, column.name()));
        steps.add(
                new ExecuteSql(value.statement(quote(table), column.name(), dialect, partly), null),
                value.generated() ? "" : which + " get a value: " + value.remark());
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
            if (column != null && moves.fillsSome(change.table(), change.column())) {
                backfill(change.table(), column, true);
            }
            steps.add(change);
        }
    }

    /** The value of a key differs in each row and cannot be chosen: the operation fails for rows without one. */
    private void fillMissing(ChangeNullability change, Column column) {
        String rowsWithout = "rows of " + change.table() + " without " + change.column()
                + here(missing(change.table(), change.column()));
        if (BackfillValue.isKey(column, table(change.table()))) {
            String find =
                    "select * from " + quote(change.table()) + " where " + dialect.quote(change.column()) + " is null";
            steps.add(change, rowsWithout + " make this fail: " + find);
            return;
        }
        steps.loss(change, rowsWithout + " get a value");
        backfill(change.table(), column, true);
        steps.add(change);
    }

    private void dropColumn(DropColumn drop) {
        String left = moves.leftBehind(drop.table());
        if (drop.was() != null && drop.was().generated() != null || !left.isEmpty()) {
            steps.addOnce(drop, left);
            return;
        }
        long count = values(drop.table(), drop.name());
        steps.drop(
                drop,
                "the column " + drop.table() + "." + drop.name() + " is dropped with its values"
                        + counted(" in ", count, "") + moves.end(drop.table(), drop.name()));
    }

    private void changeType(ChangeType change) {
        String using = change.using();
        ColumnType from =
                change.from() == null ? change.to().type() : change.from().type();
        ColumnType to = change.to().type();
        String column = change.table() + "." + change.column();
        if (using != null && ReviewedSteps.CASE.matcher(using).lookingAt()) {
            steps.add(
                    change,
                    "is this what the values of " + column + " mean?"
                            + (ValueConversion.isNumber(from) || ValueConversion.isNumber(to)
                                    ? " Numbers stand for the enum's constants in their order"
                                    : ""));
        } else if (TypeConversions.dependsOnTimeZone(from, to)) {
            steps.add(
                    change,
                    "are the values of " + column + " without a time zone in "
                            + model.values().timeZone() + "?");
        } else if (TypeCompatibility.isLossless(from, to)
                || TypeConversions.isExact(from, to)
                || fitting.alwaysFit(change.table(), change.column(), from, to)) {
            steps.add(change);
        } else if (TypeConversions.removesPadding(from, to)) {
            steps.add(change, "values of " + column + " no longer end with blanks");
        } else {
            mayNotFit(change, column, to);
        }
    }

    private void mayNotFit(ChangeType change, String column, ColumnType to) {
        Optional<String> query = Optional.ofNullable(change.from())
                .flatMap(from -> fitting.of(change.table(), change.column(), from, change.to()));
        String counted = here(values(change.table(), change.column()));
        steps.lose(
                change,
                "values of " + column + " may not fit " + to.display()
                        + query.map(sql -> rules.here(sql) + ": " + sql).orElse(counted));
    }

    /** {@code  (2 rows here)}, where rows were counted and there are some. */
    private static String here(long count) {
        return count > 0 ? " (" + rows(count) + " here)" : "";
    }

    private long missing(ObjectName table, String column) {
        return count(table) - values(table, column);
    }

    private static String counted(String before, long count, String otherwise) {
        return count > 0 ? before + rows(count) : otherwise;
    }

    /** The number of rows that the query yields; negative if a rename keeps it from being counted before the revision. */
    private long matching(String query) {
        return rows == RowCounts.UNKNOWN || !renames.operations().isEmpty() ? -1 : rows.matching(query);
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
