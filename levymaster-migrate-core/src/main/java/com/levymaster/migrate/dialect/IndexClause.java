package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes index definitions. */
final class IndexClause {

    /** Built-in index methods that do not support a feature; the methods of extensions are not checked. */
    private static final Set<String> NOT_UNIQUE = Set.of("hash", "gin", "gist", "spgist", "brin");

    private static final Set<String> NO_INCLUDE = Set.of("hash", "gin", "brin");

    private static final Set<String> NO_ORDER = NOT_UNIQUE;

    private IndexClause() {}

    static String create(ServerVersion server, ObjectName table, Index index, boolean concurrently, boolean only) {
        validate(server, index);
        return "create " + (index.unique() ? "unique " : "") + "index " + (concurrently ? "concurrently " : "")
                + quote(index.name()) + " on " + (only ? "only " : "") + quote(table)
                + (index.method().equals("btree") ? "" : " using " + quote(index.method()))
                + index.keys().stream().map(IndexClause::key).collect(Collectors.joining(", ", " (", ")"))
                + ConstraintClause.include(index.include())
                + (index.nullsNotDistinct() ? " nulls not distinct" : "")
                + StorageParameters.with(index.options())
                + (index.tablespace() == null ? "" : " tablespace " + quote(index.tablespace()))
                + (index.where() == null ? "" : " where " + index.where());
    }

    private static String key(Index.Key part) {
        String expression = part.expression();
        StringBuilder text = new StringBuilder(
                expression == null
                        ? quote(java.util.Objects.requireNonNull(part.column()))
                        : Expressions.inKey(expression));
        if (part.collation() != null) {
            text.append(" collate ").append(Identifiers.collation(part.collation()));
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

    private static void validate(ServerVersion server, Index index) {
        if (index.nullsNotDistinct()) {
            server.require(
                    15,
                    "Index " + index.name() + " is nulls not distinct",
                    "create a unique index over coalesce(…) of its columns");
        }
        if (!index.include().isEmpty() && index.method().equals("spgist")) {
            server.require(
                    14,
                    "Index " + index.name() + " of method spgist includes columns",
                    "leave the included columns out");
        }
        if (index.unique() && NOT_UNIQUE.contains(index.method())) {
            throw cannot(index, "be unique", "make it a btree index, or not unique");
        }
        if (!index.include().isEmpty() && NO_INCLUDE.contains(index.method())) {
            throw cannot(index, "include columns", "make it a btree index, or leave the included columns out");
        }
        boolean ordered = index.keys().stream().anyMatch(p -> p.descending() || p.nullsFirst() != null);
        if (ordered && NO_ORDER.contains(index.method())) {
            throw cannot(index, "be ordered", "make it a btree index, or leave descending and nulls first out");
        }
        if (index.nullsNotDistinct() && !index.unique()) {
            throw new MigrationException(
                    "Index " + index.name() + " is nulls not distinct but not unique.",
                    "make it unique, or leave nulls not distinct out");
        }
    }

    private static MigrationException cannot(Index index, String what, String remedy) {
        return new MigrationException(
                "Index " + index.name() + " uses " + index.method() + ", and such an index cannot " + what + ".",
                remedy);
    }
}
