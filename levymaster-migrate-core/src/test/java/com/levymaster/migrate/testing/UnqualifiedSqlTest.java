package com.levymaster.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnqualifiedSqlTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                "select x::text -> type text",
                "select cast(x as oid) -> type oid",
                "select 'c'::regclass -> type regclass",
                "select name 'x' -> type of the literal name",
                "select a = b -> operator =",
                "select a <> b -> operator <>",
                "select a || b -> operator ||",
                "select a - 1 -> operator -",
                "select a operator(public.=) b -> operator public",
                "select a in (1, 2) -> operator behind in",
                "select a between 1 and 2 -> operator behind between",
                "select a like 'x' -> operator behind like",
                "select a is distinct from b -> operator behind distinct",
                "select nullif(a, b) -> operator behind nullif",
                "select case a when 1 then 2 end -> operator behind case",
                "select from pg_catalog.pg_class c join pg_catalog.pg_index i using (oid) -> operator behind using",
                "select lower(x) -> function lower",
                "select public.lower(x) -> function lower",
                "select now() -> function now",
                "select count(*) -> function count",
                "select from pg_class -> relation pg_class",
                "select from pg_catalog.pg_class c, pg_index i -> relation pg_index",
                "select from pg_catalog.pg_class c left join pg_index i on true -> relation pg_index",
                "select from public.pg_class -> relation public",
                "insert into history values (1) -> relation history",
                "delete from history -> relation history",
                "select x collate \"C\" from \"t\" -> collation \"C\"",
                "create table \"v\" (revision text not null) -> type text",
                "create table \"v\" (n bigint, revision text not null) -> type text",
                "alter table \"v\" add column if not exists guards text -> type text",
                "do $x$ begin if exists (select from \"v\" where r = 'a') then null; end if; end $x$ -> operator =",
                "do 'begin create table pg_temp.x (n bigint, m text); end' -> type text",
                "do 'declare a text; begin perform f(''x''); end' -> type text",
            })
    void what_the_search_path_resolves_is_found(String sql, String violation) {
        assertThat(UnqualifiedSql.in(sql)).contains(violation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select x::pg_catalog.text, cast(x as pg_catalog._oid), x::integer, coalesce(a, b), array[1, 2]",
                "select a operator(pg_catalog.=) any ('{r,p}'), b operator(pg_catalog.<>) -1, c is null, -1",
                "select pg_catalog.count(*), pg_catalog.row_number() over (), array(select true) from \"t\"",
                "select case when a then 'x' else 'y' end from (values (1, 'x')) v (n, name)",
                "with c as materialized (select a.* from pg_catalog.pg_attribute a) select c.attname from c",
                "select from pg_catalog.unnest($1::pg_catalog._text) with ordinality u(name, n)",
                "select distinct on (revision) revision from \"levymaster_history\" order by revision, id desc limit ?",
                "create table \"v\" (revision pg_catalog.text not null, n bigint, constraint \"k\" primary key (revision))",
                "create table pg_temp.p (like \"t\")",
                "comment on table \"v\" is 'a = b'",
                "update \"t\" set \"a\" = 1, \"b\" = 2 where \"a\" is null",
                "set lock_timeout = 5; begin; commit",
                "do $x$ declare a pg_catalog._text := array['b = c']; begin for i in 1 .. 2 loop null; end loop; end $x$",
            })
    void what_the_grammar_resolves_is_allowed(String sql) {
        assertThat(UnqualifiedSql.in(sql)).isEmpty();
    }

    @Test
    void what_is_only_known_at_run_time_is_not_judged() {
        assertThat(UnqualifiedSql.in("select " + UnqualifiedSql.HOLE + " from " + UnqualifiedSql.HOLE + " where true"))
                .isEmpty();
    }
}
