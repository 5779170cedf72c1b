package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compiles composite type operations. */
interface CompositeCompiler extends CompilerContext, CompositeOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createComposite(CompositeOperation.CreateComposite operation) {
        CompositeType type = operation.type();
        String body = type.attributes().stream()
                .map(a -> "\n  " + definition(a))
                .collect(Collectors.joining(",", " (", type.attributes().isEmpty() ? ")" : "\n)"));
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of("create type " + quote(type.name()) + " as" + body));
        if (type.comment() != null) {
            statements.add(CommentStatements.on("type", quote(type.name()), type.comment()));
        }
        type.attributes().forEach(a -> statements.addAll(comment(type.name(), a)));
        return statements;
    }

    @Override
    default List<SqlStatement> dropComposite(CompositeOperation.DropComposite operation) {
        return CompilerContext.one("drop type " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> addAttribute(CompositeOperation.AddAttribute operation) {
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(alter(operation.name(), "add attribute " + definition(operation.attribute())));
        statements.addAll(comment(operation.name(), operation.attribute()));
        return statements;
    }

    @Override
    default List<SqlStatement> dropAttribute(CompositeOperation.DropAttribute operation) {
        return List.of(alter(operation.name(), "drop attribute " + quote(operation.attribute())));
    }

    @Override
    default List<SqlStatement> renameAttribute(CompositeOperation.RenameAttribute operation) {
        return List.of(alter(
                operation.name(), "rename attribute " + quote(operation.from()) + " to " + quote(operation.to())));
    }

    @Override
    default List<SqlStatement> changeAttributeType(CompositeOperation.ChangeAttributeType operation) {
        return List.of(alter(
                operation.name(),
                "alter attribute " + quote(operation.attribute()) + " type "
                        + TypeText.of(server(), operation.to().type())
                        + collation(operation.to().collation())));
    }

    private static SqlStatement alter(ObjectName type, String action) {
        return SqlStatement.of("alter type " + quote(type) + " " + action);
    }

    private String definition(Attribute attribute) {
        return quote(attribute.name()) + " " + TypeText.of(server(), attribute.type())
                + collation(attribute.collation());
    }

    private static String collation(@Nullable String name) {
        return name == null ? "" : " collate " + Identifiers.collation(name);
    }

    private static List<SqlStatement> comment(ObjectName type, Attribute attribute) {
        return attribute.comment() == null
                ? List.of()
                : List.of(CommentStatements.onColumn(type, attribute.name(), attribute.comment()));
    }
}
