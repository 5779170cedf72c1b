package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes indexes. */
final class IndexText {

    /** What PostgreSQL's own methods cannot do; an extension's method may do anything. */
    private static final Set<String> NOT_UNIQUE = Set.of("hash", "gin", "gist", "spgist", "brin");

    private static final Set<String> NO_INCLUDE = Set.of("hash", "gin", "brin");

    private static final Set<String> NO_ORDER = NOT_UNIQUE;

    private IndexText() {}

    static String create(Server server, ObjectName table, Index index, boolean concurrently) {
        refuse(server, index);
        return "create " + (index.unique() ? "unique " : "") + "index " + (concurrently ? "concurrently " : "")
                + quote(index.name()) + " on " + quote(table)
                + (index.method().equals("btree") ? "" : " using " + quote(index.method()))
                + index.parts().stream().map(IndexText::part).collect(Collectors.joining(", ", " (", ")"))
                + ConstraintText.include(index.include())
                + (index.nullsNotDistinct() ? " nulls not distinct" : "")
                + Storage.with(index.options())
                + (index.tablespace() == null ? "" : " tablespace " + quote(index.tablespace()))
                + (index.where() == null ? "" : " where " + index.where());
    }

    private static String part(Index.Part part) {
        String expression = part.expression();
        StringBuilder text = new StringBuilder(
                expression == null
                        ? quote(java.util.Objects.requireNonNull(part.column()))
                        : Expressions.inKey(expression));
        if (part.collation() != null) {
            text.append(" collate ").append(quote(part.collation()));
        }
        if (part.operatorClass() != null) {
            text.append(' ').append(part.operatorClass());
        }
        if (part.descending()) {
            text.append(" desc");
        }
        if (part.nullsFirst() != null) {
            text.append(part.nullsFirst() ? " nulls first" : " nulls last");
        }
        return text.toString();
    }

    private static void refuse(Server server, Index index) {
        if (index.nullsNotDistinct()) {
            server.require(
                    15,
                    "Index " + index.name() + " is nulls not distinct",
                    "make it a unique index over coalesce(…) of its columns");
        }
        if (index.unique() && NOT_UNIQUE.contains(index.method())) {
            throw cannot(index, "be unique", "make it a btree index, or not unique");
        }
        if (!index.include().isEmpty() && NO_INCLUDE.contains(index.method())) {
            throw cannot(index, "include columns", "make it a btree index, or leave the included columns out");
        }
        boolean ordered = index.parts().stream().anyMatch(p -> p.descending() || p.nullsFirst() != null);
        if (ordered && NO_ORDER.contains(index.method())) {
            throw cannot(index, "be ordered", "make it a btree index, or leave descending and nulls first out");
        }
        if (index.nullsNotDistinct() && !index.unique()) {
            throw new MigrateException(
                    "Index " + index.name() + " is nulls not distinct but not unique.",
                    "make it unique, or leave nulls not distinct out");
        }
    }

    private static MigrateException cannot(Index index, String what, String remedy) {
        return new MigrateException(
                "Index " + index.name() + " uses " + index.method() + ", and such an index cannot " + what + ".",
                remedy);
    }
}
