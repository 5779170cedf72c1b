package com.levymaster.migrate.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key: each row references a row of another table, or none.
 *
 * @param referencedColumns the key columns of the other table, in the order of {@code columns}
 * @param onDeleteColumns for {@code set null} and {@code set default}: the columns that are set; empty for all
 * @param matchFull whether either all or none of the columns are null ({@code match full})
 * @param validated whether the existing rows have been checked ({@code not valid} otherwise)
 * @param notEnforced whether no row is checked (PostgreSQL 18 and later); it is then not validated either
 * @param period whether the last column is a range that ranges of the referenced rows must cover (PostgreSQL 18 and
 *     later)
 */
public record ForeignKey(
        String name,
        List<String> columns,
        ObjectName referencedTable,
        List<String> referencedColumns,
        Action onDelete,
        List<String> onDeleteColumns,
        Action onUpdate,
        boolean matchFull,
        Deferral deferral,
        boolean validated,
        boolean notEnforced,
        boolean period,
        @Nullable String comment)
        implements Constraint {

    /** What happens to referencing rows. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT
    }

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
        onDeleteColumns = List.copyOf(onDeleteColumns);
    }

    /** Creates a foreign key without actions on delete and update, validated, not deferrable. */
    public static ForeignKey of(
            String name, List<String> columns, ObjectName referencedTable, List<String> referencedColumns) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                Action.NO_ACTION,
                List.of(),
                Action.NO_ACTION,
                false,
                Deferral.NOT_DEFERRABLE,
                true,
                false,
                false,
                null);
    }

    @Override
    public ForeignKey withName(String value) {
        return copy(value, columns, referencedTable, referencedColumns, onDelete, validated, comment);
    }

    @Override
    public ForeignKey withComment(@Nullable String value) {
        return copy(name, columns, referencedTable, referencedColumns, onDelete, validated, value);
    }

    /** Returns a copy with this validation state. */
    public ForeignKey withValidated(boolean value) {
        return copy(name, columns, referencedTable, referencedColumns, onDelete, value, comment);
    }

    /** Returns a copy with this action on delete. */
    public ForeignKey withOnDelete(Action value) {
        return copy(name, columns, referencedTable, referencedColumns, value, validated, comment);
    }

    /** Returns a copy with these columns for the action on delete; empty for all. */
    public ForeignKey withOnDeleteColumns(List<String> value) {
        return new ForeignKey(
                name,
                columns,
                referencedTable,
                referencedColumns,
                onDelete,
                value,
                onUpdate,
                matchFull,
                deferral,
                validated,
                notEnforced,
                period,
                comment);
    }

    /** Returns a copy with these columns. */
    public ForeignKey withColumns(List<String> value) {
        return copy(name, value, referencedTable, referencedColumns, onDelete, validated, comment);
    }

    /** Returns a copy that references these columns of another table. */
    public ForeignKey withReference(ObjectName table, List<String> tableColumns) {
        return copy(name, columns, table, tableColumns, onDelete, validated, comment);
    }

    private ForeignKey copy(
            String newName,
            List<String> newColumns,
            ObjectName newTable,
            List<String> newReferenced,
            Action newOnDelete,
            boolean newValidated,
            @Nullable String newComment) {
        return new ForeignKey(
                newName,
                newColumns,
                newTable,
                newReferenced,
                newOnDelete,
                onDeleteColumns,
                onUpdate,
                matchFull,
                deferral,
                newValidated,
                notEnforced,
                period,
                newComment);
    }
}
