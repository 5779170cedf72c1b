package com.levymaster.migrate.definition;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SQL that runs around revisions, each point in a transaction of its own, under the lock. */
public record SqlCallbacks(Map<Point, List<Statement>> statements) {

    /** No SQL. */
    public static final SqlCallbacks NONE = new SqlCallbacks(Map.of());

    /** When SQL runs. */
    public enum Point {
        /** Before the first revision of a run that has something to do. */
        BEFORE_RUN,
        /** Before each revision. */
        BEFORE_REVISION,
        /** After each revision, once it is committed. */
        AFTER_REVISION,
        /** After the last revision and the repeatables. */
        AFTER_RUN,
        /** After a revision has failed, once it is rolled back. */
        AFTER_FAILURE;

        /** The name of its file: {@code before-run.sql}. */
        public String fileName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".sql";
        }
    }

    /** @param source its file and line, such as {@code before-run.sql:3} */
    public record Statement(String sql, String source) {}

    public SqlCallbacks {
        Map<Point, List<Statement>> copy = new EnumMap<>(Point.class);
        statements.forEach((point, several) -> copy.put(point, List.copyOf(several)));
        statements = java.util.Collections.unmodifiableMap(copy);
    }

    /** Returns a copy with the statements of others after these. */
    public SqlCallbacks and(SqlCallbacks others) {
        Map<Point, List<Statement>> all = new EnumMap<>(Point.class);
        for (Point point : Point.values()) {
            List<Statement> both = new ArrayList<>(at(point));
            both.addAll(others.at(point));
            if (!both.isEmpty()) {
                all.put(point, both);
            }
        }
        return new SqlCallbacks(all);
    }

    /** The statements of a point, in order. */
    public List<Statement> at(Point point) {
        return statements.getOrDefault(point, List.of());
    }
}
