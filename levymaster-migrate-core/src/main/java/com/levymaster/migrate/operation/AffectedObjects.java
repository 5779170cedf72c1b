package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.AffectedObject.ObjectKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Determines the affected object of each operation. */
final class AffectedObjects implements Operation.Visitor<Optional<AffectedObject>>, AffectedParts {

    @Override
    public Optional<AffectedObject> createTable(TableOperation.CreateTable o) {
        return one(ObjectKind.TABLE, o.table().name(), null);
    }

    @Override
    public Optional<AffectedObject> dropTable(TableOperation.DropTable o) {
        return one(ObjectKind.TABLE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> renameTable(TableOperation.RenameTable o) {
        return one(ObjectKind.TABLE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> moveTable(TableOperation.MoveTable o) {
        return one(ObjectKind.TABLE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> createSequence(SequenceOperation.CreateSequence o) {
        return one(ObjectKind.SEQUENCE, o.sequence().name(), null);
    }

    @Override
    public Optional<AffectedObject> dropSequence(SequenceOperation.DropSequence o) {
        return one(ObjectKind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> renameSequence(SequenceOperation.RenameSequence o) {
        return one(ObjectKind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> alterSequence(SequenceOperation.AlterSequence o) {
        return one(ObjectKind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> changeSequenceOwner(SequenceOperation.ChangeSequenceOwner o) {
        return one(ObjectKind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> createEnum(TypeOperation.CreateEnum o) {
        return one(ObjectKind.TYPE, o.type().name(), null);
    }

    @Override
    public Optional<AffectedObject> dropEnum(TypeOperation.DropEnum o) {
        return one(ObjectKind.TYPE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> addEnumValue(TypeOperation.AddEnumValue o) {
        return one(ObjectKind.ENUM_VALUE, o.name(), o.label());
    }

    @Override
    public Optional<AffectedObject> removeEnumValue(TypeOperation.RemoveEnumValue o) {
        return one(ObjectKind.ENUM_VALUE, o.name(), o.label());
    }

    @Override
    public Optional<AffectedObject> renameEnumValue(TypeOperation.RenameEnumValue o) {
        return one(ObjectKind.ENUM_VALUE, o.name(), o.from());
    }

    @Override
    public Optional<AffectedObject> renameType(TypeOperation.RenameType o) {
        return one(ObjectKind.TYPE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> createDomain(TypeOperation.CreateDomain o) {
        return one(ObjectKind.TYPE, o.domain().name(), null);
    }

    @Override
    public Optional<AffectedObject> dropDomain(TypeOperation.DropDomain o) {
        return one(ObjectKind.TYPE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> alterDomain(TypeOperation.AlterDomain o) {
        return one(ObjectKind.TYPE, o.to().name(), null);
    }

    @Override
    public Optional<AffectedObject> createComposite(CompositeOperation.CreateComposite o) {
        return one(ObjectKind.TYPE, o.type().name(), null);
    }

    @Override
    public Optional<AffectedObject> dropComposite(CompositeOperation.DropComposite o) {
        return one(ObjectKind.TYPE, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> addAttribute(CompositeOperation.AddAttribute o) {
        return one(ObjectKind.ATTRIBUTE, o.name(), o.attribute().name());
    }

    @Override
    public Optional<AffectedObject> dropAttribute(CompositeOperation.DropAttribute o) {
        return one(ObjectKind.ATTRIBUTE, o.name(), o.attribute());
    }

    @Override
    public Optional<AffectedObject> renameAttribute(CompositeOperation.RenameAttribute o) {
        return one(ObjectKind.ATTRIBUTE, o.name(), o.from());
    }

    @Override
    public Optional<AffectedObject> changeAttributeType(CompositeOperation.ChangeAttributeType o) {
        return one(ObjectKind.ATTRIBUTE, o.name(), o.attribute());
    }

    @Override
    public Optional<AffectedObject> createSchema(SchemaOperation.CreateSchema o) {
        return one(ObjectKind.SCHEMA, ObjectName.of(o.name()), null);
    }

    @Override
    public Optional<AffectedObject> dropSchema(SchemaOperation.DropSchema o) {
        return one(ObjectKind.SCHEMA, ObjectName.of(o.name()), null);
    }

    @Override
    public Optional<AffectedObject> createExtension(ExtensionOperation.CreateExtension o) {
        return one(ObjectKind.EXTENSION, ObjectName.of(o.extension().name()), null);
    }

    @Override
    public Optional<AffectedObject> dropExtension(ExtensionOperation.DropExtension o) {
        return one(ObjectKind.EXTENSION, ObjectName.of(o.name()), null);
    }

    @Override
    public Optional<AffectedObject> changeComment(CommentOperation.ChangeComment o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> grantPrivileges(PrivilegeOperation.GrantPrivileges o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> revokePrivileges(PrivilegeOperation.RevokePrivileges o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> createView(ViewOperation.CreateView o) {
        return one(ObjectKind.VIEW, o.view().name(), null);
    }

    @Override
    public Optional<AffectedObject> dropView(ViewOperation.DropView o) {
        return one(ObjectKind.VIEW, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> replaceView(ViewOperation.ReplaceView o) {
        return one(ObjectKind.VIEW, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> renameView(ViewOperation.RenameView o) {
        return one(ObjectKind.VIEW, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> refreshView(ViewOperation.RefreshView o) {
        return one(ObjectKind.VIEW, o.name(), null);
    }

    @Override
    public Optional<AffectedObject> changeDefinition(DefinitionOperation.ChangeDefinition o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> changeOption(DefinitionOperation.ChangeOption o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> changeRowSecurity(DefinitionOperation.ChangeRowSecurity o) {
        return one(ObjectKind.TABLE, o.table(), null);
    }

    @Override
    public Optional<AffectedObject> changeDefaultPrivileges(DefinitionOperation.ChangeDefaultPrivileges o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> insertRows(DataOperation.InsertRows o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> deleteRows(DataOperation.DeleteRows o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> truncate(DataOperation.Truncate o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> executeSql(DataOperation.ExecuteSql o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> runJava(DataOperation.RunJava o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> backfill(Backfill o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> autocommit(ControlOperation.Autocommit o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> savepoint(ControlOperation.Savepoint o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> ifNotExists(ControlOperation.IfNotExists o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> ifExists(ControlOperation.IfExists o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> setLocal(ControlOperation.SetLocal o) {
        return Optional.empty();
    }

    @Override
    public Optional<AffectedObject> noOp(ControlOperation.NoOp o) {
        return Optional.empty();
    }

    /** Until the columns are swapped, only the new one is changed. */
    @Override
    public Optional<AffectedObject> stage(ControlOperation.SafeStage o) {
        return o.part() == ControlOperation.SafeStage.Part.PREPARE ? o.change().accept(this) : Optional.empty();
    }

    private static Optional<AffectedObject> one(ObjectKind kind, ObjectName object, @Nullable String part) {
        return Optional.of(new AffectedObject(kind, object, part));
    }
}
