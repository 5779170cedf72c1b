package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;

import java.util.stream.Stream;

/** Parts of tables, views and routines that a schema does not hold. */
final class PartSituations {

    private PartSituations() {}

    static Stream<Situation> all() {
        return Stream.of(tables(), partitions(), routines()).flatMap(situations -> situations);
    }

    private static Stream<Situation> tables() {
        return Stream.of(
                Situation.of("create table t (a integer not null unique, b integer not null);"
                                + " alter table t replica identity using index t_a_key")
                        .refuses(
                                "column a of t is in the replica identity: index t_a_key",
                                op -> op.alterTable("t", t -> t.dropNotNull("a")))
                        .accepts(op -> op.alterTable("t", t -> t.dropNotNull("b"))),
                Situation.of(
                                "create table t (a integer, b integer); alter table t add constraint nn not null a not valid;"
                                        + " create table u (a integer, constraint nu not null a no inherit)")
                        .since(18)
                        .refuses(
                                "not-null constraints of its columns are not valid, or not inherited: constraint nn",
                                op -> op.alterTable(
                                        "t", t -> t.addPrimaryKey("pk").on("b", "a")))
                        .refuses(
                                "not-null constraints of its columns are not valid, or not inherited: constraint nu",
                                op -> op.alterTable(
                                        "u", t -> t.addPrimaryKey("pk").on("a")))
                        .accepts(op ->
                                op.alterTable("t", t -> t.addPrimaryKey("pk").on("b"))),
                Situation.of(
                                "create table t (a integer constraint pk primary key, b integer); create unique index ux on t (b);"
                                        + " create table r (a integer constraint fk_a references t, b integer constraint fk_b references t (b));"
                                        + " alter table t add constraint later unique (a)")
                        .refuses(
                                "foreign keys reference the constraint: foreign key fk_a of r",
                                op -> op.alterTable("t", t -> t.dropPrimaryKey("pk")))
                        .refuses(
                                "foreign keys reference the index: foreign key fk_b of r",
                                op -> op.alterTable("t", t -> t.dropIndex("ux")))
                        .accepts(op -> op.alterTable("t", t -> t.dropUnique("later"))),
                Situation.of("create table p (a integer, b integer generated always as (a * 2) stored);"
                                + " create table k () inherits (p)")
                        .refuses(
                                "column b of k is inherited and can only be changed",
                                op -> op.alterTable(
                                        "k", t -> t.changeGenerated("b").toNone()))
                        .accepts(op ->
                                op.alterTable("p", t -> t.changeGenerated("b").toNone())),
                Situation.of(
                                "create type mood as enum ('LOW', 'HIGH'); create table p (m mood); create table q (m mood);"
                                        + " create table k () inherits (p); create table two () inherits (p, q)")
                        .refuses(
                                "tables inherit columns of the enum from several tables: two.m",
                                op -> op.types().removeEnumValue("mood", "HIGH")),
                Situation.of("create type mood as enum ('LOW', 'HIGH'); create table p (m mood);"
                                + " create table k () inherits (p); insert into k values ('LOW')")
                        .accepts(op -> op.types().removeEnumValue("mood", "HIGH")),
                Situation.of("create table p (a integer) partition by list (a); create table t (a integer)")
                        .since(18)
                        .refuses(
                                "column b forbids null without inheritance, but p is partitioned",
                                op -> op.alterTable(
                                        "p", t -> t.addColumn("b", integer()).notNullNoInherit()))
                        .refuses(
                                "column b forbids null without inheritance, but q is partitioned",
                                op -> op.createTable("q", t -> {
                                    t.column("b", integer()).notNullNoInherit();
                                    t.partitionBy("list (b)");
                                }))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.addColumn("b", integer()).notNullNoInherit())),
                Situation.of("create table t (a text default 'x', n integer default 4, b boolean default true, c text)")
                        .refuses(
                                "the default of column a of t cannot be cast to integer automatically",
                                op -> op.alterTable(
                                        "t",
                                        t -> t.changeType("a")
                                                .from(text())
                                                .to(integer())
                                                .using("length(a)")))
                        .refuses(
                                "the default of column n of t cannot be cast to boolean automatically",
                                op -> op.alterTable(
                                        "t",
                                        t -> t.changeType("n")
                                                .from(integer())
                                                .to(bool())
                                                .using("n > 0")))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.changeType("n").from(integer()).to(bigint())))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.changeType("b").from(bool()).to(text())))
                        .accepts(op -> op.alterTable(
                                "t",
                                t -> t.changeType("c")
                                        .from(text())
                                        .to(integer())
                                        .using("length(c)"))),
                Situation.of(
                                "create table t (a integer, b integer); create materialized view plain as select a, b from t;"
                                        + " create unique index on plain (a) where a > 0; create unique index on plain ((a + b));"
                                        + " create materialized view \"Keyed\" as select a from t; create unique index on \"Keyed\" (a)")
                        .refuses(
                                "materialized view plain has no unique index over columns and all rows",
                                op -> op.views().refreshConcurrently("plain"))
                        .accepts(op -> op.views().refresh("plain"))
                        .accepts(op -> op.views().refreshConcurrently("Keyed")));
    }

    private static Stream<Situation> partitions() {
        return Stream.of(Situation.of(
                        "create table r (id integer primary key);"
                                + " create table p (a integer primary key, b integer constraint fk references r) partition by list (a);"
                                + " create table \"C\" partition of p default; create index ix on p (b); create index own on \"C\" (b)")
                .refuses(
                        "belongs to that of the partitioned table, and goes with it: index ix of p",
                        op -> op.alterTable("C", t -> t.dropIndex("C_b_idx").was(i -> i.on("b"))))
                .refuses(
                        "belongs to that of the partitioned table, and goes with it: constraint fk of p",
                        op -> op.alterTable("C", t -> t.dropForeignKey("fk")))
                .refuses(
                        "belongs to that of the partitioned table, and goes with it: constraint p_pkey of p",
                        op -> op.alterTable("C", t -> t.dropPrimaryKey("C_pkey")))
                .accepts(op -> op.alterTable("C", t -> t.dropIndex("own")))
                .accepts(op -> op.alterTable("p", t -> t.dropIndex("ix")))
                .accepts(op -> op.alterTable("p", t -> t.dropForeignKey("fk"))));
    }

    private static Stream<Situation> routines() {
        return Stream.of(
                Situation.of("create function f(a integer) returns integer language sql immutable as 'select 1';"
                                + " create function g() returns integer language sql as 'select 1';"
                                + " create function g(a integer) returns integer language sql as 'select 1';"
                                + " create function h() returns trigger language plpgsql as 'begin return new; end';"
                                + " create function free() returns integer language sql as 'select 1';"
                                + " create table t (x integer constraint ck check (f(x) > 0), y integer default g());"
                                + " create index ix on t (f(x)); create view v as select f(x) from t;"
                                + " create trigger tr before insert on t for each row execute function h();"
                                + " create domain d as integer constraint ck_d check (f(value) > 1)")
                        .refuses(
                                "other objects use it: constraint ck on table t, constraint ck_d, index ix, view v",
                                op -> op.functions().drop("f(a int)"))
                        .refuses(
                                "other objects use it: trigger tr on table t",
                                op -> op.functions().drop("h()"))
                        .accepts(op -> op.functions().drop("g(a int)"))
                        .accepts(op -> op.functions().drop("free()")),
                Situation.of(
                                "create type rr as range (subtype = numeric); create type \"Free\" as range (subtype = numeric);"
                                        + " create table t (x rr, y rr[])")
                        .refuses(
                                "type rr is used: t.x, t.y",
                                op -> op.rangeTypes().drop("rr"))
                        .accepts(op -> op.rangeTypes().drop("Free")));
    }
}
