package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import java.util.ArrayList;
import java.util.List;

/** Compiles operations on enum types and domains. */
interface TypeCompiler extends CompilerContext, TypeOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createEnum(TypeOperation.CreateEnum operation) {
        EnumType type = operation.type();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of(EnumValueRemoval.create(type)));
        if (type.comment() != null) {
            statements.add(CommentStatements.on("type", quote(type.name()), type.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropEnum(TypeOperation.DropEnum operation) {
        return CompilerContext.one("drop type " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> addEnumValue(TypeOperation.AddEnumValue operation) {
        String before = operation.beforeLabel();
        String after = operation.afterLabel();
        return CompilerContext.one(
                "alter type " + quote(operation.name()) + " add value " + Literals.quoted(operation.label())
                        + (before == null ? "" : " before " + Literals.quoted(before))
                        + (after == null ? "" : " after " + Literals.quoted(after)));
    }

    @Override
    default List<SqlStatement> removeEnumValue(TypeOperation.RemoveEnumValue operation) {
        return new EnumValueRemoval(before().get(), operation).statements();
    }

    @Override
    default List<SqlStatement> renameEnumValue(TypeOperation.RenameEnumValue operation) {
        return CompilerContext.one("alter type " + quote(operation.name()) + " rename value "
                + Literals.quoted(operation.from()) + " to " + Literals.quoted(operation.to()));
    }

    @Override
    default List<SqlStatement> renameType(TypeOperation.RenameType operation) {
        return CompilerContext.one("alter type " + quote(operation.name()) + " rename to " + quote(operation.to()));
    }

    @Override
    default List<SqlStatement> createDomain(TypeOperation.CreateDomain operation) {
        Domain domain = operation.domain();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of(DomainClause.create(server(), domain)));
        if (domain.comment() != null) {
            statements.add(CommentStatements.on("domain", quote(domain.name()), domain.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropDomain(TypeOperation.DropDomain operation) {
        return CompilerContext.one("drop domain " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> alterDomain(TypeOperation.AlterDomain operation) {
        return DomainClause.alter(before(), operation);
    }
}
