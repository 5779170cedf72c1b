package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.StorageOperation.ChangeStatisticsTarget;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorage;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.Objects;
import java.util.Optional;

/** The columns of one table: added, then changed, then dropped. */
final class ColumnDiff {

    private final DiffBuilder journal;
    private final Table before;
    private final Table wanted;

    /**
     * @param before the table with the constraints that it had at first
     */
    ColumnDiff(DiffBuilder journal, Table before, Table wanted) {
        this.journal = journal;
        this.before = before;
        this.wanted = wanted;
    }

    void run() {
        dropComputed();
        for (Column column : wanted.columns()) {
            now(column.name())
                    .ifPresentOrElse(now -> change(now, column), () -> journal.add(new AddColumn(table(), column)));
        }
        for (Column column : journal.table(wanted.name()).columns()) {
            if (wanted.column(column.name()).isEmpty()) {
                journal.add(new DropColumn(wanted.name(), column.name(), column, false));
            }
        }
    }

    private Optional<Column> now(String name) {
        return journal.table(wanted.name()).column(name);
    }

    /**
     * A generated column that goes, that becomes a plain one or the other way round, or that uses a column of another
     * type now, is dropped before the columns that it is computed from change.
     */
    private void dropComputed() {
        Table table = journal.table(wanted.name());
        boolean retyped = table.columns().stream().anyMatch(this::isRetyped);
        for (Column column : table.columns()) {
            Column other = wanted.column(column.name()).orElse(null);
            boolean computed = column.generated() != null;
            boolean replaced = other != null && mustReplace(column, other);
            if (replaced || computed && (other == null || retyped)) {
                journal.add(new DropColumn(wanted.name(), column.name(), column, false));
            }
        }
    }

    private boolean isRetyped(Column column) {
        return wanted.column(column.name())
                .map(other -> !other.type().equals(column.type()))
                .orElse(false);
    }

    private static boolean mustReplace(Column now, Column wanted) {
        GenerationExpression before = now.generated();
        GenerationExpression after = wanted.generated();
        if (before == null || after == null) {
            return before != after;
        }
        return before.stored() != after.stored() || !now.type().equals(wanted.type());
    }

    /** What stands in the way of a type goes before it, and comes back after it. */
    private void change(Column now, Column column) {
        boolean retyped = !shape(now).equals(shape(column));
        if (now.identity() != null && column.identity() == null) {
            journal.add(new ChangeIdentity(table(), column.name(), Previous.of(now.identity()), null));
        }
        boolean inTheWay = retyped && !UsingExpressions.keepsDefault(now, column);
        boolean redefined = !Objects.equals(now.defaultValue(), column.defaultValue());
        if (now.defaultValue() != null && (redefined && column.defaultValue() == null || inTheWay)) {
            journal.add(new ChangeDefault(table(), column.name(), Previous.of(now.defaultValue()), null));
        }
        if (retyped) {
            retype(now, column);
        }
        if (now.nullable() != column.nullable()) {
            journal.add(new ChangeNullability(table(), column.name(), column.nullable()));
        }
        DefaultValue left = now(column.name()).map(Column::defaultValue).orElse(null);
        if (!Objects.equals(left, column.defaultValue())) {
            journal.add(new ChangeDefault(table(), column.name(), Previous.of(left), column.defaultValue()));
        }
        changeRest(now, column);
    }

    private void retype(Column now, Column column) {
        EnumOrdinalConversion codes = EnumOrdinalConversion.between(now, before, column, wanted, journal.current());
        journal.add(new ChangeType(
                table(),
                column.name(),
                shape(now),
                shape(column),
                codes == null ? UsingExpressions.using(column.name(), now.type(), column.type()) : codes.using(),
                codes == null
                        ? UsingExpressions.using(column.name(), column.type(), now.type())
                        : codes.reversed(now.type()).using()));
    }

    private void changeRest(Column now, Column column) {
        if (column.identity() != null && !column.identity().equals(now.identity())) {
            journal.add(new ChangeIdentity(table(), column.name(), Previous.of(now.identity()), column.identity()));
        }
        if (!Objects.equals(now.generated(), column.generated())) {
            journal.add(new ChangeGenerated(table(), column.name(), Previous.of(now.generated()), column.generated()));
        }
        if (!Objects.equals(now.statistics(), column.statistics())) {
            journal.add(new ChangeStatisticsTarget(
                    table(), column.name(), Previous.of(now.statistics()), column.statistics()));
        }
        if (!Objects.equals(now.storage(), column.storage())) {
            journal.add(new ChangeStorage(table(), column.name(), Previous.of(now.storage()), column.storage()));
        }
        if (!Objects.equals(now.comment(), column.comment())) {
            CommentTarget on = new CommentTarget(CommentTarget.Kind.COLUMN, table(), column.name());
            journal.add(new ChangeComment(on, Previous.of(now.comment()), column.comment()));
        }
    }

    private ObjectName table() {
        return wanted.name();
    }

    private static Shape shape(Column column) {
        return new Shape(column.type(), column.collation());
    }
}
