package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.uuid;
import static com.levymaster.migrate.Types.varchar;
import static com.levymaster.migrate.schema.ForeignKey.Action.CASCADE;
import static com.levymaster.migrate.schema.ForeignKey.Action.SET_NULL;

import java.util.stream.Stream;

/** Constraints and generated columns. */
final class KeySituations {

    private KeySituations() {}

    static Stream<Situation> all() {
        return Stream.of(
                Situation.of(
                                "create table county (id bigint primary key, name text, n integer, r int4range, v varchar(9));"
                                        + " create table other (name text unique, d date unique, x integer unique)")
                        .refuses(
                                "exclude constraint e: type integer of column n has no default operator class for gist",
                                op -> op.alterTable(
                                        "county",
                                        t -> t.addExclusion("e").using("gist").with("n", "=")))
                        .refuses(
                                "exclude constraint e: type integer of column n has no default operator class for gist",
                                op -> op.createTable("t", t -> {
                                    t.column("n", integer());
                                    t.exclusion("e").using("gist").with("n", "=");
                                }))
                        .accepts(op -> op.alterTable(
                                "county", t -> t.addExclusion("e").using("gist").with("r", "&&")))
                        .accepts(op -> op.alterTable(
                                "county",
                                t -> t.addExclusion("e").using("btree").with("n", "=")))
                        .refuses(
                                "no operator = compares text with bigint",
                                op -> op.alterTable(
                                        "county",
                                        t -> t.addForeignKey("fk").on("name").references("county", "id")))
                        .refuses(
                                "no operator = compares integer with date",
                                op -> op.alterTable(
                                        "county",
                                        t -> t.addForeignKey("fk").on("n").references("other", "d")))
                        .accepts(op -> op.alterTable(
                                "county", t -> t.addForeignKey("fk").on("v").references("other", "name")))
                        .accepts(op -> op.alterTable(
                                "county", t -> t.addForeignKey("fk").on("id").references("other", "x"))),
                Situation.of("create table county (id bigint primary key, code text unique);"
                                + " create table x (c bigint constraint fk references county, t text references county (code),"
                                + " g bigint generated always as (c) stored)")
                        .refuses(
                                "the other column of foreign keys: foreign key fk of x",
                                op -> op.alterTable(
                                        "x",
                                        t -> t.changeType("c")
                                                .from(bigint())
                                                .to(text())
                                                .using("c::text")))
                        .refuses(
                                "the other column of foreign keys: foreign key fk of x",
                                op -> op.alterTable(
                                        "county",
                                        t -> t.changeType("id")
                                                .from(bigint())
                                                .to(uuid())
                                                .using("null")))
                        .accepts(op -> op.alterTable(
                                "county", t -> t.changeType("id").from(bigint()).to(numeric(10, 2))))
                        .accepts(op -> op.alterTable(
                                "x", t -> t.changeType("t").from(text()).to(varchar(9))))
                        .refuses(
                                "would replace values of generated columns: g",
                                op -> op.alterTable(
                                        "x",
                                        t -> t.addForeignKey("f2")
                                                .on("g")
                                                .references("county", "id")
                                                .onDelete(SET_NULL)))
                        .accepts(op -> op.alterTable(
                                "x",
                                t -> t.addForeignKey("f2")
                                        .on("g")
                                        .references("county", "id")
                                        .onDelete(CASCADE))),
                Situation.of("create type mood as enum ('A'); create domain d as mood;"
                                + " create table t (d d primary key, m mood unique, e mood)")
                        .refuses(
                                "no operator = compares d with d",
                                op -> op.alterTable(
                                        "t", t -> t.addForeignKey("fk").on("d").references("t", "d")))
                        .refuses(
                                "no operator = compares mood with d",
                                op -> op.alterTable(
                                        "t", t -> t.addForeignKey("fk").on("m").references("t", "d")))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.addForeignKey("fk").on("e").references("t", "m"))),
                Situation.of("create extension btree_gist; create table county (n integer)")
                        .accepts(op -> op.alterTable(
                                "county", t -> t.addExclusion("e").using("gist").with("n", "="))),
                Situation.of("create table t (a integer, g integer generated always as (a * 2) stored)")
                        .refuses(
                                "uses generated columns: g",
                                op -> op.alterTable(
                                        "t", t -> t.addColumn("h", integer()).generatedStored("g * 2")))
                        .refuses(
                                "uses generated columns: b",
                                op -> op.createTable("u", t -> {
                                    t.column("a", integer());
                                    t.column("b", integer()).generatedStored("a + 1");
                                    t.column("c", integer()).generatedStored("b + 1");
                                }))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.addColumn("h", integer()).generatedStored("a * 3"))),
                Situation.of("create table t (a integer generated always as identity, b text, c text default 'x')")
                        .refuses(
                                "is an identity column, whose type is smallint, integer or bigint",
                                op -> op.alterTable(
                                        "t",
                                        t -> t.changeType("a").from(integer()).to(text())))
                        .refuses(
                                "cannot be cast to integer automatically",
                                op -> op.alterTable(
                                        "t", t -> t.changeType("b").from(text()).to(integer())))
                        .accepts(op -> op.alterTable(
                                "t",
                                t -> t.changeType("b")
                                        .from(text())
                                        .to(integer())
                                        .using("b::integer")))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.changeType("a").from(integer()).to(bigint()))),
                Situation.of("create table p (a integer, b integer) partition by list (b)")
                        .refuses(
                                "lacks columns of the partition key of p: b",
                                op -> op.alterTable(
                                        "p",
                                        t -> t.addExclusion("e").using("btree").with("a", "="))),
                Situation.of("create extension citext; create table t (c citext, n integer primary key)")
                        .accepts(op -> op.createTable("u", t -> {
                            t.column("c", nativeType("citext"));
                            t.unique("uq").on("c");
                        })));
    }
}
