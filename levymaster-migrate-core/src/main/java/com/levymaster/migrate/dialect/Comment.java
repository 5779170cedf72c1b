package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Writes comments, one statement each; {@code null} takes a comment away. */
final class Comment {

    private Comment() {}

    static Statement on(String kind, String quotedName, @Nullable String text) {
        return Statement.of("comment on " + kind + " " + quotedName + " is " + Literals.literal(text));
    }

    static Statement onColumn(ObjectName table, String column, @Nullable String text) {
        return on("column", quote(table) + "." + quote(column), text);
    }

    static Statement onConstraint(ObjectName table, String constraint, @Nullable String text) {
        return on("constraint", quote(constraint) + " on " + quote(table), text);
    }

    static Statement onIndex(ObjectName table, String index, @Nullable String text) {
        return on("index", Identifiers.qualified(table.schema(), index), text);
    }
}
