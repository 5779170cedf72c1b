package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.Subject.Kind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Optional;

/** Names the part of a table that an operation is about, or the table where it is about the whole. */
interface SubjectOfPart
        extends ColumnOperation.Visitor<Optional<Subject>>,
                ConstraintOperation.Visitor<Optional<Subject>>,
                IndexOperation.Visitor<Optional<Subject>>,
                SettingOperation.Visitor<Optional<Subject>> {

    @Override
    default Optional<Subject> addColumn(ColumnOperation.AddColumn o) {
        return part(Kind.COLUMN, o.table(), o.column().name());
    }

    @Override
    default Optional<Subject> dropColumn(ColumnOperation.DropColumn o) {
        return part(Kind.COLUMN, o.table(), o.name());
    }

    @Override
    default Optional<Subject> renameColumn(ColumnOperation.RenameColumn o) {
        return part(Kind.COLUMN, o.table(), o.from());
    }

    @Override
    default Optional<Subject> changeType(ColumnOperation.ChangeType o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> changeNullability(ColumnOperation.ChangeNullability o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> changeDefault(ColumnOperation.ChangeDefault o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> changeIdentity(ColumnOperation.ChangeIdentity o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> changeGenerated(ColumnOperation.ChangeGenerated o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> changeStatistics(SettingOperation.ChangeStatistics o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> changeStorage(SettingOperation.ChangeStorage o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> convertColumn(ColumnOperation.ConvertColumn o) {
        return part(Kind.COLUMN, o.table(), o.column());
    }

    @Override
    default Optional<Subject> addConstraint(ConstraintOperation.AddConstraint o) {
        return part(Kind.CONSTRAINT, o.table(), o.constraint().name());
    }

    @Override
    default Optional<Subject> dropConstraint(ConstraintOperation.DropConstraint o) {
        return part(Kind.CONSTRAINT, o.table(), o.name());
    }

    @Override
    default Optional<Subject> renameConstraint(ConstraintOperation.RenameConstraint o) {
        return part(Kind.CONSTRAINT, o.table(), o.from());
    }

    @Override
    default Optional<Subject> validateConstraint(ConstraintOperation.ValidateConstraint o) {
        return part(Kind.CONSTRAINT, o.table(), o.name());
    }

    @Override
    default Optional<Subject> createIndex(IndexOperation.CreateIndex o) {
        return part(Kind.INDEX, o.table(), o.index().name());
    }

    @Override
    default Optional<Subject> dropIndex(IndexOperation.DropIndex o) {
        return part(Kind.INDEX, o.table(), o.name());
    }

    @Override
    default Optional<Subject> renameIndex(IndexOperation.RenameIndex o) {
        return part(Kind.INDEX, o.table(), o.from());
    }

    @Override
    default Optional<Subject> changeStorageParameter(SettingOperation.ChangeStorageParameter o) {
        return Optional.of(new Subject(Kind.TABLE, o.table(), null));
    }

    @Override
    default Optional<Subject> changeLogging(SettingOperation.ChangeLogging o) {
        return Optional.of(new Subject(Kind.TABLE, o.table(), null));
    }

    @Override
    default Optional<Subject> changeTablespace(SettingOperation.ChangeTablespace o) {
        return Optional.of(new Subject(Kind.TABLE, o.table(), null));
    }

    private static Optional<Subject> part(Kind kind, ObjectName table, String name) {
        return Optional.of(new Subject(kind, table, name));
    }
}
