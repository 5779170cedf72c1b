package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.Subject.Kind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names what each operation is about. */
final class SubjectOf implements Operation.Visitor<Optional<Subject>>, SubjectOfPart {

    @Override
    public Optional<Subject> createTable(TableOperation.CreateTable o) {
        return one(Kind.TABLE, o.table().name(), null);
    }

    @Override
    public Optional<Subject> dropTable(TableOperation.DropTable o) {
        return one(Kind.TABLE, o.name(), null);
    }

    @Override
    public Optional<Subject> renameTable(TableOperation.RenameTable o) {
        return one(Kind.TABLE, o.name(), null);
    }

    @Override
    public Optional<Subject> moveTable(TableOperation.MoveTable o) {
        return one(Kind.TABLE, o.name(), null);
    }

    @Override
    public Optional<Subject> createSequence(SequenceOperation.CreateSequence o) {
        return one(Kind.SEQUENCE, o.sequence().name(), null);
    }

    @Override
    public Optional<Subject> dropSequence(SequenceOperation.DropSequence o) {
        return one(Kind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<Subject> renameSequence(SequenceOperation.RenameSequence o) {
        return one(Kind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<Subject> alterSequence(SequenceOperation.AlterSequence o) {
        return one(Kind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<Subject> changeSequenceOwner(SequenceOperation.ChangeSequenceOwner o) {
        return one(Kind.SEQUENCE, o.name(), null);
    }

    @Override
    public Optional<Subject> createEnum(TypeOperation.CreateEnum o) {
        return one(Kind.TYPE, o.type().name(), null);
    }

    @Override
    public Optional<Subject> dropEnum(TypeOperation.DropEnum o) {
        return one(Kind.TYPE, o.name(), null);
    }

    @Override
    public Optional<Subject> addEnumValue(TypeOperation.AddEnumValue o) {
        return one(Kind.ENUM_VALUE, o.name(), o.label());
    }

    @Override
    public Optional<Subject> removeEnumValue(TypeOperation.RemoveEnumValue o) {
        return one(Kind.ENUM_VALUE, o.name(), o.label());
    }

    @Override
    public Optional<Subject> renameEnumValue(TypeOperation.RenameEnumValue o) {
        return one(Kind.ENUM_VALUE, o.name(), o.from());
    }

    @Override
    public Optional<Subject> renameType(TypeOperation.RenameType o) {
        return one(Kind.TYPE, o.name(), null);
    }

    @Override
    public Optional<Subject> createDomain(TypeOperation.CreateDomain o) {
        return one(Kind.TYPE, o.domain().name(), null);
    }

    @Override
    public Optional<Subject> dropDomain(TypeOperation.DropDomain o) {
        return one(Kind.TYPE, o.name(), null);
    }

    @Override
    public Optional<Subject> alterDomain(TypeOperation.AlterDomain o) {
        return one(Kind.TYPE, o.to().name(), null);
    }

    @Override
    public Optional<Subject> createComposite(CompositeOperation.CreateComposite o) {
        return one(Kind.TYPE, o.type().name(), null);
    }

    @Override
    public Optional<Subject> dropComposite(CompositeOperation.DropComposite o) {
        return one(Kind.TYPE, o.name(), null);
    }

    @Override
    public Optional<Subject> addAttribute(CompositeOperation.AddAttribute o) {
        return one(Kind.ATTRIBUTE, o.name(), o.attribute().name());
    }

    @Override
    public Optional<Subject> dropAttribute(CompositeOperation.DropAttribute o) {
        return one(Kind.ATTRIBUTE, o.name(), o.attribute());
    }

    @Override
    public Optional<Subject> renameAttribute(CompositeOperation.RenameAttribute o) {
        return one(Kind.ATTRIBUTE, o.name(), o.from());
    }

    @Override
    public Optional<Subject> changeAttributeType(CompositeOperation.ChangeAttributeType o) {
        return one(Kind.ATTRIBUTE, o.name(), o.attribute());
    }

    @Override
    public Optional<Subject> createSchema(NamespaceOperation.CreateSchema o) {
        return one(Kind.SCHEMA, ObjectName.of(o.name()), null);
    }

    @Override
    public Optional<Subject> dropSchema(NamespaceOperation.DropSchema o) {
        return one(Kind.SCHEMA, ObjectName.of(o.name()), null);
    }

    @Override
    public Optional<Subject> createExtension(NamespaceOperation.CreateExtension o) {
        return one(Kind.EXTENSION, ObjectName.of(o.extension().name()), null);
    }

    @Override
    public Optional<Subject> dropExtension(NamespaceOperation.DropExtension o) {
        return one(Kind.EXTENSION, ObjectName.of(o.name()), null);
    }

    @Override
    public Optional<Subject> changeComment(NamespaceOperation.ChangeComment o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> grantPrivileges(NamespaceOperation.GrantPrivileges o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> revokePrivileges(NamespaceOperation.RevokePrivileges o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> createView(ViewOperation.CreateView o) {
        return one(Kind.VIEW, o.view().name(), null);
    }

    @Override
    public Optional<Subject> dropView(ViewOperation.DropView o) {
        return one(Kind.VIEW, o.name(), null);
    }

    @Override
    public Optional<Subject> replaceView(ViewOperation.ReplaceView o) {
        return one(Kind.VIEW, o.name(), null);
    }

    @Override
    public Optional<Subject> renameView(ViewOperation.RenameView o) {
        return one(Kind.VIEW, o.name(), null);
    }

    @Override
    public Optional<Subject> refreshView(ViewOperation.RefreshView o) {
        return one(Kind.VIEW, o.name(), null);
    }

    @Override
    public Optional<Subject> insertRows(DataOperation.InsertRows o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> deleteRows(DataOperation.DeleteRows o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> truncate(DataOperation.Truncate o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> executeSql(DataOperation.ExecuteSql o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> runData(DataOperation.RunData o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> autocommit(FlowOperation.Autocommit o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> savepoint(FlowOperation.Savepoint o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> ifMissing(FlowOperation.IfMissing o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> ifPresent(FlowOperation.IfPresent o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> setLocal(FlowOperation.SetLocal o) {
        return Optional.empty();
    }

    @Override
    public Optional<Subject> nothing(FlowOperation.Nothing o) {
        return Optional.empty();
    }

    private static Optional<Subject> one(Kind kind, ObjectName object, @Nullable String part) {
        return Optional.of(new Subject(kind, object, part));
    }
}
