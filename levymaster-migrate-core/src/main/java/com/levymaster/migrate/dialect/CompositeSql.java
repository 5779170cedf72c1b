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

/** Composite types. */
interface CompositeSql extends Family, CompositeOperation.Visitor<List<Statement>> {

    @Override
    default List<Statement> createComposite(CompositeOperation.CreateComposite operation) {
        CompositeType type = operation.type();
        String body = type.attributes().stream()
                .map(a -> "\n  " + definition(a))
                .collect(Collectors.joining(",", " (", type.attributes().isEmpty() ? ")" : "\n)"));
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of("create type " + quote(type.name()) + " as" + body));
        if (type.comment() != null) {
            statements.add(Comment.on("type", quote(type.name()), type.comment()));
        }
        type.attributes().forEach(a -> statements.addAll(comment(type.name(), a)));
        return statements;
    }

    @Override
    default List<Statement> dropComposite(CompositeOperation.DropComposite operation) {
        return Family.one("drop type " + quote(operation.name()));
    }

    @Override
    default List<Statement> addAttribute(CompositeOperation.AddAttribute operation) {
        List<Statement> statements = new ArrayList<>();
        statements.add(alter(operation.name(), "add attribute " + definition(operation.attribute())));
        statements.addAll(comment(operation.name(), operation.attribute()));
        return statements;
    }

    @Override
    default List<Statement> dropAttribute(CompositeOperation.DropAttribute operation) {
        return List.of(alter(operation.name(), "drop attribute " + quote(operation.attribute())));
    }

    @Override
    default List<Statement> renameAttribute(CompositeOperation.RenameAttribute operation) {
        return List.of(alter(
                operation.name(), "rename attribute " + quote(operation.from()) + " to " + quote(operation.to())));
    }

    @Override
    default List<Statement> changeAttributeType(CompositeOperation.ChangeAttributeType operation) {
        return List.of(alter(
                operation.name(),
                "alter attribute " + quote(operation.attribute()) + " type "
                        + Types.of(operation.to().type())
                        + collation(operation.to().collation())));
    }

    private static Statement alter(ObjectName type, String action) {
        return Statement.of("alter type " + quote(type) + " " + action);
    }

    private static String definition(Attribute attribute) {
        return quote(attribute.name()) + " " + Types.of(attribute.type()) + collation(attribute.collation());
    }

    private static String collation(@Nullable String name) {
        return name == null ? "" : " collate " + quote(name);
    }

    private static List<Statement> comment(ObjectName type, Attribute attribute) {
        return attribute.comment() == null
                ? List.of()
                : List.of(Comment.onColumn(type, attribute.name(), attribute.comment()));
    }
}
