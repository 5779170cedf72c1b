package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks one statement of raw SQL for what has no operation. */
final class SqlChecks {

    private static final Set<String> REINDEXED = Set.of("table", "index", "schema", "database", "system");

    private static final Pattern KINDS = Pattern.compile(
            "(?i)\\A\\W*(?:create|alter|drop|truncate|refresh|grant|reindex|vacuum|cluster)\\b|\\A\\s*(?:--|/\\*)");

    private SqlChecks() {}

    /** Whether a statement is of a kind that can harm; most texts with many rows are not. */
    static boolean concerns(String statement) {
        return KINDS.matcher(statement).find();
    }

    static List<Hazard> check(ExecuteSql step, String statement, LintContext context) {
        SqlTokens sql = SqlTokens.of(statement);
        List<Hazard> hazards = new ArrayList<>();
        index(step, sql, context).ifPresent(hazards::add);
        maintenance(step, sql).ifPresent(hazards::add);
        builtConcurrently(step, sql, context).ifPresent(hazards::add);
        DomainChecks.check(step, sql, context).ifPresent(hazards::add);
        PartitionChecks.check(step, sql, context).ifPresent(hazards::add);
        if (sql.at(0, "drop") && has(sql, "cascade") && !sql.at(1, "table")) {
            hazards.add(new Hazard(
                    Rule.CASCADE,
                    step,
                    "Everything that depends on it is removed too, and this revision does not name it.",
                    "remove what depends on it in separate steps, and leave out cascade"));
        }
        if (sql.at(0, "drop", "schema") || sql.at(0, "drop", "database")) {
            hazards.add(new Hazard(
                    Rule.DATA_LOSS,
                    step,
                    "What it contains is lost, and no downgrade restores it.",
                    "drop the tables that are not needed any more one by one, with a backup"));
        }
        if (has(sql, "security", "definer") && !has(sql, "search_path")) {
            hazards.add(new Hazard(
                    Rule.UNSAFE_FUNCTION,
                    step,
                    "It runs with the privileges of its owner, and finds the objects that it names by the search path"
                            + " of the caller, who can put others in their place.",
                    "add to the function: set search_path to pg_catalog, pg_temp"));
        }
        for (int i = 0; i + 1 < sql.tokens().size(); i++) {
            if (sql.at(i, "password")
                    && sql.tokens().get(i + 1).kind() == TokenKind.STRING
                    && (sql.at(0, "create") || sql.at(0, "alter"))) {
                hazards.add(new Hazard(
                        Rule.SECRET_IN_SQL,
                        step,
                        "The password is in the source, and in the log of the server.",
                        "let the administrator set it, outside of the revisions"));
            }
        }
        return hazards;
    }

    /** {@code create index … on table}, of any kind. */
    private static Optional<Hazard> index(ExecuteSql step, SqlTokens sql, LintContext context) {
        int at = sql.at(0, "create", "unique", "index") ? 3 : sql.at(0, "create", "index") ? 2 : -1;
        if (at < 0 || sql.at(at, "concurrently")) {
            return Optional.empty();
        }
        for (int i = at; i < sql.tokens().size(); i++) {
            if (sql.at(i, "on")) {
                ObjectName table = table(sql, sql.at(i + 1, "only") ? i + 2 : i + 1);
                boolean only = sql.at(i + 1, "only");
                return table == null || !context.isInUse(table) || only && PartitionChecks.isPartitioned(table, context)
                        ? Optional.empty()
                        : Optional.of(new Hazard(
                                Rule.INDEX_BLOCKS_WRITES,
                                step,
                                table + " cannot be written to until the index is built.",
                                PartitionChecks.isPartitioned(table, context)
                                        ? PartitionChecks.INDEX_REMEDY
                                        : concurrently("build it concurrently", sql, at)));
            }
        }
        return Optional.empty();
    }

    /** An index that is built concurrently, of any statement. */
    private static Optional<Hazard> builtConcurrently(ExecuteSql step, SqlTokens sql, LintContext context) {
        int at = -1;
        for (int i = 1; i < Math.min(sql.tokens().size(), 5); i++) {
            at = at < 0 && sql.at(i, "concurrently") ? i : at;
        }
        boolean builds = sql.at(0, "reindex") || sql.at(0, "create", "index") || sql.at(0, "create", "unique", "index");
        if (at < 0 || !builds || isOnNewTable(sql, at, context)) {
            return Optional.empty();
        }
        String plain =
                sql.between(0, at) + " " + sql.between(at + 1, sql.tokens().size());
        return Optional.of(IndexChecks.corrupted(step, RemedyCode.execute(plain.replaceAll("\\s+", " "))));
    }

    private static boolean isOnNewTable(SqlTokens sql, int from, LintContext context) {
        for (int i = from; i < sql.tokens().size(); i++) {
            if (sql.at(i, "on")) {
                ObjectName table = table(sql, sql.at(i + 1, "only") ? i + 2 : i + 1);
                return table != null && !context.isInUse(table);
            }
        }
        return false;
    }

    static boolean createsPolicy(String sql, ObjectName table) {
        SqlTokens tokens = SqlTokens.of(sql);
        return tokens.at(0, "create", "policy") && tokens.at(3, "on") && table.equals(table(tokens, 4));
    }

    private static Optional<Hazard> maintenance(ExecuteSql step, SqlTokens sql) {
        if (sql.at(0, "reindex") && !has(sql, "concurrently")) {
            int kind = 1;
            while (kind < sql.tokens().size()
                    && !REINDEXED.contains(sql.tokens().get(kind).lower())) {
                kind++;
            }
            return Optional.of(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    step,
                    "The tables cannot be written to until their indexes are built again.",
                    sql.at(kind, "system")
                            ? "run it while the database is not in use"
                            : concurrently(
                                    "build them concurrently",
                                    sql,
                                    Math.min(kind + 1, sql.tokens().size()))));
        }
        boolean full = sql.at(0, "vacuum")
                && (sql.at(1, "full")
                        || sql.tokens().size() > 1
                                && sql.tokens().get(1).isGroup()
                                && sql.tokens().get(1).lower().contains("full"));
        return full || sql.at(0, "cluster")
                ? Optional.of(new Hazard(
                        Rule.TABLE_REWRITE,
                        step,
                        "The table and its indexes are rewritten, and the table cannot be read meanwhile.",
                        "run it while the table is not in use, or let pg_repack do it"))
                : Optional.empty();
    }

    private static String concurrently(String introduction, SqlTokens sql, int at) {
        String text = sql.between(0, at) + " concurrently" + (at < sql.tokens().size() ? " " : "")
                + sql.between(at, sql.tokens().size());
        return RemedyCode.lines(
                introduction,
                RemedyCode.autocommit("op.execute(" + RemedyCode.sql(text.replaceAll("\\s+", " ")) + ")"));
    }

    static @Nullable ObjectName table(SqlTokens sql, int at) {
        List<Token> tokens = sql.tokens();
        String first = at < tokens.size() ? tokens.get(at).identifier() : "";
        boolean qualified = at + 2 < tokens.size() && tokens.get(at + 1).text().equals(".");
        String second = qualified ? tokens.get(at + 2).identifier() : first;
        if (first.isEmpty() || second.isEmpty()) {
            return null;
        }
        return qualified ? new ObjectName(first, second) : ObjectName.of(first);
    }

    static boolean has(SqlTokens sql, String... keywords) {
        for (int i = 0; i < sql.tokens().size(); i++) {
            if (sql.at(i, keywords)) {
                return true;
            }
        }
        return false;
    }
}
