package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.Backfill.Change;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the batches of a backfill.
 *
 * @param key the columns of the primary key, in its order; empty if the table has none
 */
public record BackfillStatements(Backfill operation, List<KeyColumn> key) {

    /** A column of the primary key, and its type as the server writes it. */
    public record KeyColumn(String name, String type) {}

    private static final int MAX_TUPLES_OF_PAGE = 291;

    public BackfillStatements {
        key = List.copyOf(key);
    }

    /** The quoted name of its table. */
    public static String quotedTable(Backfill operation) {
        return quote(operation.table());
    }

    /** Reads the key of the last row of a full batch, as text; no row if fewer follow. */
    public String lastKey(@Nullable List<String> after) {
        return key(after, "", " offset " + (operation.batchSize() - 1));
    }

    /** Reads the last key of all rows that follow. */
    public String finalKey(@Nullable List<String> after) {
        return key(after, " desc", "");
    }

    private String key(@Nullable List<String> after, String direction, String offset) {
        String order = key.stream().map(k -> quote(k.name()) + direction).collect(Collectors.joining(", "));
        return "select " + columns("::pg_catalog.text") + " from (select " + columns("") + " from "
                + quote(operation.table()) + (after == null ? "" : " where " + compared(">", after)) + " order by "
                + order
                + offset + " limit 1) last";
    }

    private String columns(String suffix) {
        return key.stream().map(k -> quote(k.name()) + suffix).collect(Collectors.joining(", "));
    }

    /** The condition of the rows after a key, or from the first one, up to another. */
    public String keys(@Nullable List<String> after, List<String> upTo) {
        return (after == null ? "" : compared(">", after) + " and ") + compared("<=", upTo);
    }

    /**
     * The condition of the rows in a range of pages.
     *
     * @param ranges whether the server finds such a range without reading the whole table, as PostgreSQL 14 and later do
     */
    public String pages(long from, long to, boolean ranges) {
        if (ranges) {
            return "ctid >= '(" + from + ",0)'::pg_catalog.tid and ctid < '(" + to + ",0)'::pg_catalog.tid";
        }
        return "ctid = any (array(select pg_catalog.format('(%s,%s)', page, line)::pg_catalog.tid from"
                + " pg_catalog.generate_series(" + from + ", " + (to - 1) + ") page, pg_catalog.generate_series(1, "
                + MAX_TUPLES_OF_PAGE + ") line))";
    }

    /** The condition of the rows of a batch that are to be changed. */
    public String condition(String range) {
        String where = operation.change().where();
        return where == null ? range : "(" + range + ") and " + grouped(where);
    }

    /** Changes the rows of a range. */
    public String update(String range) {
        return "update " + quote(operation.table()) + " set " + assignments(operation.change()) + " where "
                + condition(range);
    }

    /**
     * Changes the rows of a range of pages. Returns how many, and the new places of those that the condition may still match: a
     * changed row may be on any page.
     */
    public String updateReturningPlaces(String range) {
        return "with changed as (" + update(range) + " returning ctid as place, "
                + grouped(Objects.requireNonNull(operation.change().where()))
                + " as still) select pg_catalog.count(*), pg_catalog.array_agg(place) filter (where still) from changed";
    }

    /** Changes the rows of a range, whose keys may change. Returns how many, and how many of them match the condition still. */
    public String updateReturningMatching(String range) {
        return "with changed as (" + update(range) + " returning "
                + grouped(Objects.requireNonNull(operation.change().where()))
                + " as still) select pg_catalog.count(*), pg_catalog.count(*) filter (where still) from changed";
    }

    /** Whether a row that is changed may leave the range of keys that is being changed. */
    public boolean movesKey() {
        return operation.change().assignments().stream()
                .anyMatch(a -> key.stream().anyMatch(k -> k.name().equals(a.column())));
    }

    /** The condition of the rows at these places, as an array in text. */
    public String places(String array) {
        return "ctid = any (" + Literals.literal(array) + "::pg_catalog.tid[])";
    }

    /** Counts the rows of a range that the current transaction has changed and that match the condition. */
    public String changedAndMatching(String range) {
        return matching(range) + " and xmin = pg_catalog.pg_current_xact_id()::pg_catalog.xid";
    }

    /** Counts the rows of a range that match the condition. */
    public String matching(String range) {
        return "select pg_catalog.count(*) from " + quote(operation.table()) + " where " + condition(range);
    }

    /** Whether any row of the table matches the condition. */
    public String matchesAny() {
        return "select exists (select from " + quote(operation.table()) + " where " + condition("true") + ")";
    }

    private String compared(String operator, List<String> values) {
        StringBuilder literals = new StringBuilder();
        for (int i = 0; i < key.size(); i++) {
            literals.append(i == 0 ? "" : ", ")
                    .append(Literals.literal(values.get(i)))
                    .append("::")
                    .append(key.get(i).type());
        }
        return key.size() == 1
                ? columns("") + " " + operator + " " + literals
                : "(" + columns("") + ") " + operator + " (" + literals + ")";
    }

    private static String assignments(Change change) {
        return change.assignments().stream()
                .map(a -> quote(a.column()) + " = " + a.expression())
                .collect(Collectors.joining(", "));
    }

    /** A comment in the text must not reach what follows. */
    private static String grouped(String condition) {
        return "(" + condition + (condition.contains("--") ? "\n)" : ")");
    }

    /**
     * The same as a block that commits after each batch, for a script. It finds the key when it runs, and does not keep its
     * progress.
     */
    static List<SqlStatement> script(Backfill operation) {
        Change change = operation.change();
        if (change.step() != null) {
            return List.of(
                    SqlStatement.comment(
                            "backfill '" + change.description()
                                    + "' is Java and has no SQL: run this revision with the application, or write the SQL of the step here by hand"));
        }
        String table = quote(operation.table());
        String where = change.where() == null ? "null" : Literals.literal(grouped(change.where()));
        return List.of(SqlStatement.outsideTransaction("""
                do $levymaster$
                declare keys text; texts text; low text; high text;
                begin
                  -- each batch is committed; this block does not store its progress, as a run does: started again, it begins anew
                  select string_agg(quote_ident(a.attname), ', ' order by k.n),
                      string_agg('quote_literal(' || quote_ident(a.attname) || ')', ' || '', '' || ' order by k.n)
                    into keys, texts from pg_index i, unnest(i.indkey) with ordinality k (attnum, n), pg_attribute a
                    where i.indrelid = %1$s::regclass and i.indisprimary and a.attrelid = i.indrelid and a.attnum = k.attnum;
                  if keys is null then
                    raise exception using message = %2$s;
                  end if;
                  loop
                    execute 'select ' || texts || ' from (select ' || keys || ' from ' || %3$s
                      || coalesce(' where (' || keys || ') > (' || low || ')', '') || ' order by ' || keys
                      || ' offset %4$s limit 1) last' into high;
                    execute %5$s || ' where ' || concat_ws(' and ', '(' || keys || ') > (' || low || ')',
                      '(' || keys || ') <= (' || high || ')', %6$s, 'true');
                    commit;
                    exit when high is null;
                    low := high;
                  end loop;
                end $levymaster$""".formatted(
                        Literals.literal(table),
                        Literals.literal("Table " + operation.table()
                                + " has no primary key: run this backfill with the application."),
                        Literals.literal(table),
                        operation.batchSize() - 1,
                        Literals.literal("update " + table + " set " + assignments(change)),
                        where)));
    }
}
