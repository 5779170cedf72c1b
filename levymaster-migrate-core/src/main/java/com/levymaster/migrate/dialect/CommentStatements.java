package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/** Writes {@code comment on} statements, one per comment; {@code null} removes a comment. */
final class CommentStatements {

    private CommentStatements() {}

    static SqlStatement on(String kind, String quotedName, @Nullable String text) {
        return SqlStatement.of("comment on " + kind + " " + quotedName + " is " + Literals.literal(text));
    }

    static SqlStatement onColumn(ObjectName table, String column, @Nullable String text) {
        return on("column", quote(table) + "." + quote(column), text);
    }

    static SqlStatement onConstraint(ObjectName table, String constraint, @Nullable String text) {
        return on("constraint", quote(constraint) + " on " + quote(table), text);
    }

    static SqlStatement onIndex(ObjectName table, String index, @Nullable String text) {
        return on("index", Identifiers.qualified(table.schema(), index), text);
    }
}
