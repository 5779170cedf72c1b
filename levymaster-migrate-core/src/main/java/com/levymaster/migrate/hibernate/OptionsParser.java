package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the {@code options} of an index, key or check say: the clauses that PostgreSQL has after the column list. */
final class OptionsParser {

    private final SqlTokens sql;

    private OptionsParser(SqlTokens sql) {
        this.sql = sql;
    }

    static OptionsParser of(@Nullable String options) {
        return new OptionsParser(SqlTokens.of(options == null ? "" : options));
    }

    Deferral deferral() {
        if (has("initially", "deferred")) {
            return Deferral.INITIALLY_DEFERRED;
        }
        return has("deferrable") && !has("not", "deferrable") ? Deferral.INITIALLY_IMMEDIATE : Deferral.NOT_DEFERRABLE;
    }

    boolean has(String... words) {
        return find(words) >= 0;
    }

    @Nullable
    String where() {
        int at = find("where");
        if (at < 0) {
            return null;
        }
        boolean bracketed =
                at + 2 == sql.tokens().size() && sql.tokens().get(at + 1).isGroup();
        return bracketed
                ? sql.tokens().get(at + 1).inner()
                : sql.between(at + 1, sql.tokens().size());
    }

    List<String> include() {
        int at = find("include");
        return at < 0
                ? List.of()
                : Arrays.stream(sql.tokens().get(at + 1).inner().split(","))
                        .map(IdentifierFolding::folded)
                        .toList();
    }

    /** Storage parameters: {@code with (fillfactor = 70)}. */
    Map<String, String> storage() {
        Map<String, String> storage = new TreeMap<>();
        int at = find("with");
        if (at >= 0 && at + 1 < sql.tokens().size() && sql.tokens().get(at + 1).isGroup()) {
            for (String option : sql.tokens().get(at + 1).inner().split(",")) {
                String[] pair = option.split("=", 2);
                storage.put(pair[0].strip(), pair.length == 1 ? "true" : pair[1].strip());
            }
        }
        return storage;
    }

    @Nullable
    String tablespace() {
        int at = find("tablespace");
        return at < 0 ? null : IdentifierFolding.folded(sql.tokens().get(at + 1).text());
    }

    @Nullable
    String partitionBy() {
        int at = find("partition", "by");
        return at < 0
                ? null
                : sql.tokens().get(at + 2).text().toUpperCase(java.util.Locale.ROOT) + " "
                        + sql.tokens().get(at + 3).text();
    }

    @Nullable
    Action action(String event) {
        int at = find("on", event);
        if (at < 0) {
            return null;
        }
        for (Action action : Action.values()) {
            if (sql.at(at + 2, action.name().toLowerCase(java.util.Locale.ROOT).split("_"))) {
                return action;
            }
        }
        return null;
    }

    /** The number after the keyword. */
    @Nullable
    Long number(String keyword) {
        int at = find(keyword);
        if (at < 0 || has("no", keyword)) {
            return null;
        }
        String number =
                sql.between(at + 1, sql.tokens().size()).replaceFirst("(?s)^(?i:by|with)?\\s*(-?\\s*\\d+).*", "$1");
        return Long.valueOf(number.replace(" ", ""));
    }

    SqlTokens tokens() {
        return sql;
    }

    private int find(String... words) {
        for (int at = 0; at < sql.tokens().size(); at++) {
            if (sql.at(at, words)) {
                return at;
            }
        }
        return -1;
    }
}
