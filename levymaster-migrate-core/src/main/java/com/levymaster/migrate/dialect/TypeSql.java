package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import java.util.ArrayList;
import java.util.List;

/** Enum types and domains. */
interface TypeSql extends Family, TypeOperation.Visitor<List<Statement>> {

    @Override
    default List<Statement> createEnum(TypeOperation.CreateEnum operation) {
        EnumType type = operation.type();
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(EnumSwap.create(type)));
        if (type.comment() != null) {
            statements.add(Comment.on("type", quote(type.name()), type.comment()));
        }
        return statements;
    }

    @Override
    default List<Statement> dropEnum(TypeOperation.DropEnum operation) {
        return Family.one("drop type " + quote(operation.name()));
    }

    @Override
    default List<Statement> addEnumValue(TypeOperation.AddEnumValue operation) {
        String before = operation.beforeLabel();
        String after = operation.afterLabel();
        return Family.one("alter type " + quote(operation.name()) + " add value " + Literals.quoted(operation.label())
                + (before == null ? "" : " before " + Literals.quoted(before))
                + (after == null ? "" : " after " + Literals.quoted(after)));
    }

    @Override
    default List<Statement> removeEnumValue(TypeOperation.RemoveEnumValue operation) {
        return new EnumSwap(server(), before().get(), operation).statements();
    }

    @Override
    default List<Statement> renameEnumValue(TypeOperation.RenameEnumValue operation) {
        return Family.one("alter type " + quote(operation.name()) + " rename value " + Literals.quoted(operation.from())
                + " to " + Literals.quoted(operation.to()));
    }

    @Override
    default List<Statement> renameType(TypeOperation.RenameType operation) {
        return Family.one("alter type " + quote(operation.name()) + " rename to " + quote(operation.to()));
    }

    @Override
    default List<Statement> createDomain(TypeOperation.CreateDomain operation) {
        Domain domain = operation.domain();
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(DomainText.create(domain)));
        if (domain.comment() != null) {
            statements.add(Comment.on("domain", quote(domain.name()), domain.comment()));
        }
        return statements;
    }

    @Override
    default List<Statement> dropDomain(TypeOperation.DropDomain operation) {
        return Family.one("drop domain " + quote(operation.name()));
    }

    @Override
    default List<Statement> alterDomain(TypeOperation.AlterDomain operation) {
        return DomainText.alter(before(), operation);
    }
}
