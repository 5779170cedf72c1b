package com.levymaster.migrate.store;

import java.util.List;
import java.util.stream.Stream;

/** The definitions of the version table and the history table. */
final class VersionTableDdl {

    private VersionTableDdl() {}

    static List<String> statements(TableNames tables) {
        return Stream.concat(versions(tables).stream(), history(tables).stream())
                .toList();
    }

    static List<String> versions(TableNames tables) {
        String version = tables.qualifiedVersion();
        return List.of(
                """
                create table %s (
                  revision pg_catalog.text not null,
                  applied_at timestamp with time zone not null default pg_catalog.clock_timestamp(),
                  ordinal bigint generated always as identity,
                  constraint %s primary key (revision),
                  constraint %s unique (ordinal)
                )\
                """.formatted(
                                version,
                                TableNames.quote(tables.version() + "_pk"),
                                TableNames.quote(tables.version() + "_ordinal")),
                "comment on table " + version
                        + " is 'Applied revisions, one row each; maintained by LevyMaster Migrate'");
    }

    static List<String> history(TableNames tables) {
        String history = tables.qualifiedHistory();
        return List.of(
                """
                create table %s (
                  id bigint generated always as identity,
                  run pg_catalog.text not null,
                  event pg_catalog.text not null,
                  revision pg_catalog.text not null,
                  message pg_catalog.text not null,
                  recorded_at timestamp with time zone not null default pg_catalog.clock_timestamp(),
                  duration_ms bigint not null,
                  checksum pg_catalog.text,
                  operations pg_catalog.text,
                  database_user pg_catalog.text not null default session_user,
                  os_user pg_catalog.text,
                  host pg_catalog.text,
                  application pg_catalog.text,
                  application_version pg_catalog.text,
                  error pg_catalog.text,
                  sql pg_catalog.text,
                  step pg_catalog.text,
                  guards pg_catalog.text,
                  constraint %s primary key (id)
                )\
                """.formatted(history, TableNames.quote(tables.history() + "_pk")),
                "comment on table " + history + " is 'History of revisions, append-only; maintained by LevyMaster"
                        + " Migrate'");
    }

    /** The table of applications with repeatables. */
    static List<String> repeatables(TableNames tables) {
        String repeatable = tables.qualifiedRepeatable();
        return List.of(
                """
                create table if not exists %s (
                  name pg_catalog.text not null,
                  checksum pg_catalog.text not null,
                  content pg_catalog.text not null,
                  applied_at timestamp with time zone not null default pg_catalog.clock_timestamp(),
                  constraint %s primary key (name)
                )\
                """.formatted(repeatable, TableNames.quote(tables.repeatable() + "_pk")),
                "comment on table " + repeatable
                        + " is 'Applied repeatables, one row each; maintained by LevyMaster Migrate'");
    }

    /** The table of applications with backfills. */
    static List<String> backfills(TableNames tables) {
        String backfill = tables.qualifiedBackfill();
        return List.of(
                """
                create table if not exists %s (
                  revision pg_catalog.text not null,
                  step pg_catalog.text not null,
                  description pg_catalog.text not null,
                  operation pg_catalog.text not null,
                  history bigint not null,
                  "position" pg_catalog.text[],
                  pass integer not null,
                  batches bigint not null,
                  rows bigint not null,
                  visited bigint not null,
                  total bigint not null,
                  rows_per_second bigint not null,
                  remaining_ms bigint,
                  started_at timestamp with time zone not null default pg_catalog.clock_timestamp(),
                  updated_at timestamp with time zone not null default pg_catalog.clock_timestamp(),
                  finished_at timestamp with time zone,
                  constraint %s primary key (revision, step)
                )\
                """.formatted(backfill, TableNames.quote(tables.backfill() + "_pk")),
                "comment on table " + backfill
                        + " is 'Progress of backfills, one row each; maintained by LevyMaster Migrate'");
    }

    /**
     * The column of applications with modules.
     *
     * @param rows an id and a module each
     */
    static List<String> modules(TableNames tables, String rows) {
        String history = tables.qualifiedHistory();
        return List.of(
                "alter table " + history + " add column if not exists module pg_catalog.text",
                "update " + history + " h set module = v.module from (values " + rows + ") v(revision, module)"
                        + " where h.revision operator(pg_catalog.=) v.revision and h.module is null");
    }

    /** @param rows an id and a module each */
    static String lacksModules(TableNames tables, String rows) {
        return "select exists (select from " + tables.qualifiedHistory() + " h, (values " + rows
                + ") v(revision, module) where h.revision operator(pg_catalog.=) v.revision and h.module is null)";
    }

    /** The columns that tables of earlier versions lack. */
    static List<String> added(TableNames tables) {
        return List.of("alter table " + tables.qualifiedHistory() + " add column if not exists guards pg_catalog.text");
    }
}
