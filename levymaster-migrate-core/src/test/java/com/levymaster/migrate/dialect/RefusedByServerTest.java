package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused when it is recorded is nothing that PostgreSQL would do. */
class RefusedByServerTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeAll
    static void make_a_world() {
        database.execute("create extension btree_gin; create domain whole as bigint;"
                + " create table t (a integer primary key, b integer, c text, unique (a, b)); create sequence s;"
                + " create type e as enum ('A', 'B')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index on t using hash (a) include (b)",
                "create index on t using gin (a) include (b)",
                "create index on t using brin (a) include (b)",
                "create unique index on t using hash (a)",
                "create unique index on t using gin (a)",
                "create unique index on t using gist (c)",
                "create unique index on t using spgist (c)",
                "create unique index on t using brin (a)",
                "create index on t using hash (a, b)",
                "create index on t using spgist (c, c)",
                "create index on t using gin (a desc)",
                "create index on t using brin (a nulls first)",
                "create index on t using hash (a desc)",
                "alter table t add exclude using gin (a with =)",
                "alter table t add exclude using brin (a with =)",
                "create table p (a integer) partition by range (a) with (fillfactor = 70)",
                "create table p (a integer) inherits (t) partition by range (a)",
                "create type d as enum ('A', 'A')",
                "alter type e add value 'C' before 'C'",
                "alter type e rename value 'A' to 'A'",
                "create type c as (a integer, a integer)",
                "create table p (a integer collate \"C\")",
                "create table p (a text generated always as identity)",
                "create table p (a bigint[] generated always as identity)",
                "create table p (a whole generated always as identity)",
                "create table p (a integer default 1 generated always as identity)",
                "alter table t alter column c set storage huge",
                "alter table t alter column c set statistics -2",
                "create sequence q increment by 0",
                "create sequence q cache 0",
                "create sequence q minvalue 5 maxvalue 5",
                "create sequence q start with 9 maxvalue 5",
                "create sequence q as text",
                "alter table t add constraint k unique (b, b)",
                "alter table t add constraint k foreign key (b) references t (a) on delete set null (c)",
                "alter table t rename to t",
                "alter table t rename column a to a",
                "alter sequence s rename to s",
                "alter type e rename to e",
                "grant usage on table t to public",
                "grant insert on sequence s to public",
                "grant select on schema public to public",
                "grant all, select on t to public",
                "insert into t (a, a) values (1, 2)",
                "create table p (a numeric(0, 0))",
                "create table p (a varchar(0))",
                "create table p (a bit(0))"
            })
    void what_is_refused_when_it_is_recorded_the_server_refuses_too(String sql) {
        assertThatThrownBy(() -> database.execute(sql)).isInstanceOf(RuntimeException.class);
    }
}
