package com.levymaster.migrate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogSnapshotTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create()
            .execute(
                    "create table county (id bigint primary key, name varchar(80))",
                    "create type level as enum ('low', 'high')",
                    "create function f() returns trigger language plpgsql as 'begin return new; end'");

    @Test
    void the_order_of_columns_does_not_count() {
        CatalogSnapshot before = CatalogSnapshot.of(database);

        database.execute(
                "alter table county drop column id, drop column name",
                "alter table county add column name varchar(80), add column id bigint primary key");

        assertThat(CatalogSnapshot.of(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table county alter name type varchar(81)",
                "alter table county alter name set not null",
                "alter table county alter name set default 'x'",
                "alter table county add check (id > 0)",
                "create index on county (name)",
                "comment on column county.name is 'x'",
                "create trigger t before insert on county for each row execute function f()",
                "create or replace function f() returns trigger language plpgsql as 'begin return null; end'",
                "create policy p on county using (true)",
                "alter table county enable row level security",
                "grant select on county to public",
                "grant select (name) on county to public",
                "alter type level add value 'middle' before 'high'",
                "create sequence s",
                "create view v as select 1",
                "create rule r as on update to county do instead nothing",
                "create schema tax",
                "alter default privileges grant select on tables to public"
            })
    void everything_else_does(String change) {
        CatalogSnapshot before = CatalogSnapshot.of(database);

        database.execute(change);

        assertThat(CatalogSnapshot.of(database)).isNotEqualTo(before);
    }

    @Test
    void lines_can_be_left_out() {
        CatalogSnapshot before = CatalogSnapshot.of(database);

        database.execute("create table migrate_version (id text primary key)");

        assertThat(CatalogSnapshot.of(database).without("migrate_version")).isEqualTo(before);
    }
}
