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
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.StorageOperation.ChangeCompression;
import com.levymaster.migrate.operation.StorageOperation.ChangeStatisticsTarget;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorage;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares the columns of one table: added, then changed, then dropped. */
final class ColumnDiff {

    private final DiffBuilder builder;
    private final Table before;
    private final Table desired;

    /** @param before the table with its original constraints */
    ColumnDiff(DiffBuilder builder, Table before, Table desired) {
        this.builder = builder;
        this.before = before;
        this.desired = desired;
    }

    void run() {
        dropComputed();
        for (Column column : desired.columns()) {
            current(column.name())
                    .ifPresentOrElse(
                            actual -> change(actual, column), () -> builder.add(new AddColumn(table(), column)));
        }
        for (Column column : builder.table(desired.name()).columns()) {
            if (desired.column(column.name()).isEmpty()) {
                builder.add(new DropColumn(desired.name(), column.name(), column, false));
            }
        }
    }

    private Optional<Column> current(String name) {
        return builder.table(desired.name()).column(name);
    }

    /**
     * Drops generated columns before the columns change from which they are computed: those that are removed, that
     * become plain columns or were plain columns, and that use a column whose type changes.
     */
    private void dropComputed() {
        Table table = builder.table(desired.name());
        List<String> retyped = table.columns().stream()
                .filter(this::isRetyped)
                .map(Column::name)
                .toList();
        for (Column column : table.columns()) {
            Column other = desired.column(column.name()).orElse(null);
            GenerationExpression generated = column.generated();
            boolean replaced = other != null && mustReplace(column, other);
            if (replaced
                    || generated != null
                            && (other == null || retyped.stream().anyMatch(name -> ColumnUses.in(generated, name)))) {
                DropColumn drop = new DropColumn(desired.name(), column.name(), column, false);
                if (other != null) {
                    dropWhatGoesWith(drop);
                }
                builder.add(drop);
            }
        }
    }

    /** What comes back with the column is dropped by operations of its own, so that their inverses restore it. */
    private void dropWhatGoesWith(DropColumn drop) {
        Table present = builder.table(desired.name());
        Table without = drop.applyTo(builder.current()).tables().getOrDefault(desired.name(), present);
        present.constraints().values().stream()
                .filter(constraint -> !without.constraints().containsKey(constraint.name()))
                .forEach(constraint ->
                        builder.add(new DropConstraint(table(), constraint.name(), constraint, null, false)));
        present.indexes().values().stream()
                .filter(index -> !without.indexes().containsKey(index.name()))
                .forEach(index -> builder.add(new DropIndex(table(), index.name(), index, false)));
    }

    private boolean isRetyped(Column column) {
        return desired.column(column.name())
                .map(other -> !other.type().equals(column.type()))
                .orElse(false);
    }

    private static boolean mustReplace(Column actual, Column desired) {
        GenerationExpression before = actual.generated();
        GenerationExpression after = desired.generated();
        if (before == null || after == null) {
            return before != after;
        }
        return before.stored() != after.stored() || !actual.type().equals(desired.type());
    }

    /** Changes a column. Identity and default that block a type change are dropped before it and restored after it. */
    private void change(Column actual, Column column) {
        boolean retyped = !shape(actual).equals(shape(column));
        if (actual.identity() != null && column.identity() == null) {
            builder.add(new ChangeIdentity(table(), column.name(), Previous.of(actual.identity()), null));
        }
        boolean blocksTypeChange = retyped && !TypeConversions.keepsDefault(actual, column);
        boolean redefined = !Objects.equals(actual.defaultValue(), column.defaultValue());
        if (actual.defaultValue() != null && (redefined && column.defaultValue() == null || blocksTypeChange)) {
            builder.add(new ChangeDefault(table(), column.name(), Previous.of(actual.defaultValue()), null));
        }
        if (retyped) {
            retype(actual, column);
        }
        if (actual.nullable() != column.nullable()) {
            String constraint = column.nullable() ? actual.notNullName() : column.notNullName();
            builder.add(new ChangeNullability(table(), column.name(), column.nullable(), constraint));
        } else if (!Objects.equals(actual.notNullName(), column.notNullName()) && !hasNameOfParent(actual)) {
            builder.add(new RenameConstraint(
                    table(), SchemaEffects.notNullName(desired, actual), SchemaEffects.notNullName(desired, column)));
        }
        DefaultValue remaining =
                current(column.name()).map(Column::defaultValue).orElse(null);
        if (!Objects.equals(remaining, column.defaultValue())) {
            builder.add(new ChangeDefault(table(), column.name(), Previous.of(remaining), column.defaultValue()));
        }
        changeOtherProperties(actual, column);
    }

    /** The server renames no inherited constraint. */
    private static boolean hasNameOfParent(Column actual) {
        return actual.inherited() && actual.notNullName() == null;
    }

    /** A change of type resets storage and compression to those of the new type. */
    private void retype(Column actual, Column column) {
        ValueConversion conversion = ValueConversion.between(actual, before, column, desired, builder.values());
        String timeZone = builder.values().timeZone();
        builder.add(new ChangeType(
                table(),
                column.name(),
                shape(actual),
                shape(column),
                conversion == null
                        ? TypeConversions.using(column.name(), actual.type(), column.type(), timeZone)
                        : conversion.using(),
                conversion == null
                        ? TypeConversions.using(column.name(), column.type(), actual.type(), timeZone)
                        : conversion.reversed().using()));
    }

    private void changeOtherProperties(Column actual, Column column) {
        if (column.identity() != null && !column.identity().equals(actual.identity())) {
            builder.add(new ChangeIdentity(table(), column.name(), Previous.of(actual.identity()), column.identity()));
        }
        if (!Objects.equals(actual.generated(), column.generated())) {
            builder.add(
                    new ChangeGenerated(table(), column.name(), Previous.of(actual.generated()), column.generated()));
        }
        if (!Objects.equals(actual.statistics(), column.statistics())) {
            builder.add(new ChangeStatisticsTarget(
                    table(), column.name(), Previous.of(actual.statistics()), column.statistics()));
        }
        String storage = shape(actual).equals(shape(column)) ? actual.storage() : null;
        if (!Objects.equals(storage, column.storage())) {
            builder.add(new ChangeStorage(table(), column.name(), Previous.of(storage), column.storage()));
        }
        String compression = shape(actual).equals(shape(column)) ? actual.compression() : null;
        if (!Objects.equals(compression, column.compression())) {
            builder.add(new ChangeCompression(table(), column.name(), Previous.of(compression), column.compression()));
        }
        if (!Objects.equals(actual.comment(), column.comment())) {
            CommentTarget on = new CommentTarget(CommentTarget.CommentableKind.COLUMN, table(), column.name());
            builder.add(new ChangeComment(on, Previous.of(actual.comment()), column.comment()));
        }
    }

    private ObjectName table() {
        return desired.name();
    }

    private static Shape shape(Column column) {
        return new Shape(column.type(), column.collation());
    }
}
