package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.AffectedObject.ObjectKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Optional;

/** Determines the part of a table that an operation affects, or the table if it affects the whole table. */
interface AffectedParts
        extends ColumnOperation.Visitor<Optional<AffectedObject>>,
                ConstraintOperation.Visitor<Optional<AffectedObject>>,
                IndexOperation.Visitor<Optional<AffectedObject>>,
                StorageOperation.Visitor<Optional<AffectedObject>> {

    @Override
    default Optional<AffectedObject> addColumn(ColumnOperation.AddColumn o) {
        return part(ObjectKind.COLUMN, o.table(), o.column().name());
    }

    @Override
    default Optional<AffectedObject> dropColumn(ColumnOperation.DropColumn o) {
        return part(ObjectKind.COLUMN, o.table(), o.name());
    }

    @Override
    default Optional<AffectedObject> renameColumn(ColumnOperation.RenameColumn o) {
        return part(ObjectKind.COLUMN, o.table(), o.from());
    }

    @Override
    default Optional<AffectedObject> changeType(ColumnOperation.ChangeType o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> changeNullability(ColumnOperation.ChangeNullability o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> changeDefault(ColumnOperation.ChangeDefault o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> changeIdentity(ColumnOperation.ChangeIdentity o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> changeGenerated(ColumnOperation.ChangeGenerated o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> changeStatisticsTarget(StorageOperation.ChangeStatisticsTarget o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> changeCompression(StorageOperation.ChangeCompression o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> changeStorage(StorageOperation.ChangeStorage o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> convertColumn(ColumnOperation.ConvertColumn o) {
        return part(ObjectKind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<AffectedObject> addConstraint(ConstraintOperation.AddConstraint o) {
        return part(ObjectKind.CONSTRAINT, o.table(), o.constraint().name());
    }

    @Override
    default Optional<AffectedObject> dropConstraint(ConstraintOperation.DropConstraint o) {
        return part(ObjectKind.CONSTRAINT, o.table(), o.name());
    }

    @Override
    default Optional<AffectedObject> renameConstraint(ConstraintOperation.RenameConstraint o) {
        return part(ObjectKind.CONSTRAINT, o.table(), o.from());
    }

    @Override
    default Optional<AffectedObject> validateConstraint(ConstraintOperation.ValidateConstraint o) {
        return part(ObjectKind.CONSTRAINT, o.table(), o.name());
    }

    @Override
    default Optional<AffectedObject> createIndex(IndexOperation.CreateIndex o) {
        return part(ObjectKind.INDEX, o.table(), o.index().name());
    }

    @Override
    default Optional<AffectedObject> dropIndex(IndexOperation.DropIndex o) {
        return part(ObjectKind.INDEX, o.table(), o.name());
    }

    @Override
    default Optional<AffectedObject> renameIndex(IndexOperation.RenameIndex o) {
        return part(ObjectKind.INDEX, o.table(), o.from());
    }

    @Override
    default Optional<AffectedObject> changeStorageParameter(StorageOperation.ChangeStorageParameter o) {
        return Optional.of(new AffectedObject(ObjectKind.TABLE, o.table(), null));
    }

    @Override
    default Optional<AffectedObject> setUnlogged(StorageOperation.SetUnlogged o) {
        return Optional.of(new AffectedObject(ObjectKind.TABLE, o.table(), null));
    }

    @Override
    default Optional<AffectedObject> changeTablespace(StorageOperation.ChangeTablespace o) {
        return Optional.of(new AffectedObject(ObjectKind.TABLE, o.table(), null));
    }

    private static Optional<AffectedObject> part(ObjectKind kind, ObjectName table, String name) {
        return Optional.of(new AffectedObject(kind, table, name));
    }
}
