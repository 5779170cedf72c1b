package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.schema.Identity;
import java.util.stream.Stream;

/** Sequences, views, schemas, extensions, privileges, publications and rows. */
final class ObjectSituations {

    private ObjectSituations() {}

    static Stream<Situation> all() {
        return Stream.of(sequences(), views(), containers(), privileges(), publications(), rows())
                .flatMap(situations -> situations);
    }

    private static Stream<Situation> sequences() {
        return Stream.of(
                Situation.of("create table county (id bigint generated always as identity, num serial, n integer);"
                                + " create table other (m bigint)")
                        .refuses(
                                "belongs to identity column county.id",
                                op -> op.sequences()
                                        .changeOwner("county_id_seq")
                                        .fromNone()
                                        .to("county", "n"))
                        .refuses(
                                "belongs to identity column county.id",
                                op -> op.sequences().drop("county_id_seq"))
                        .refuses(
                                "defaults of columns use the sequence: county.num",
                                op -> op.sequences().drop("county_num_seq"))
                        .accepts(op -> op.sequences()
                                .changeOwner("county_num_seq")
                                .from("county", "num")
                                .to("county", "n"))
                        .accepts(op -> op.sequences().rename("county_id_seq").to("sq")),
                Situation.of("create table county (id bigint generated always as identity); drop table county;"
                                + " create sequence county_id_seq; create table county (id bigint not null)")
                        .accepts(op -> op.sequences().drop("county_id_seq"))
                        .accepts(op -> op.alterTable(
                                "county", t -> t.changeIdentity("id").fromNone().to(Identity.byDefault()))));
    }

    private static Stream<Situation> views() {
        return Stream.of(
                Situation.of("create table county (id integer primary key, n integer, s text);"
                                + " create view v as select id, n from county;"
                                + " create view w (a, b) as select id, n + 1 from county;"
                                + " create view o as select id from county")
                        .refuses(
                                "the type of column n of the view would become bigint",
                                op -> op.views().replace("v").to("select id, n::bigint as n from county"))
                        .refuses(
                                "the type of column n of the view would become text",
                                op -> op.views().replace("v").to("select id, s as n from county"))
                        .refuses(
                                "the first of the query are not",
                                op -> op.views().replace("v").to("select id from county"))
                        .refuses(
                                "the first of the query are not",
                                op -> op.views().replace("v").to("select id, n as m from county"))
                        .refuses(
                                "the first of the query are not",
                                op -> op.views().replace("v").to("select id, n + 1 as m from county"))
                        .refuses(
                                "the first of the query are not",
                                op -> op.views().replace("w").to("select id as a, n + 1 as c from county"))
                        .accepts(op -> op.views().replace("w").to("select id as a, n + 2 as b from county"))
                        .accepts(op -> op.views().replace("v").to("select id, n, s from county where n > 1"))
                        .accepts(op -> op.views()
                                .replace("v")
                                .to("select id, n::bigint as n from county")
                                .changingColumns()),
                Situation.of(
                                "create table county (id integer, n integer); create view v as select 'a'::text as word;"
                                        + " create view on_v as select * from v; create view n as select n from county;"
                                        + " create view on_n as select n from n; create materialized view m as select word from v")
                        .refuses(
                                "other views use the view, whose columns change: materialized view m, view on_v",
                                op -> op.views()
                                        .replace("v")
                                        .to("select id, n from county")
                                        .changingColumns())
                        .refuses(
                                "other views use the view, whose columns change: view on_n",
                                op -> op.views()
                                        .replace("n")
                                        .to("select n::bigint as n from county")
                                        .changingColumns())
                        .refuses(
                                "the first of the query are not",
                                op -> op.views().replace("v").to("select id, n from county"))
                        .accepts(op -> op.views().replace("v").to("select 'b'::text as word"))
                        .accepts(op -> op.views()
                                .replace("n")
                                .to("select n, id from county")
                                .changingColumns()),
                Situation.of("create table county (id integer primary key, name text, n integer);"
                                + " create view v as select id, name, count(*) as c from county group by id")
                        .refuses(
                                "other objects depend on the constraint: view v",
                                op -> op.alterTable("county", t -> t.dropPrimaryKey("county_pkey")))
                        .accepts(op -> op.alterTable(
                                "county", t -> t.dropPrimaryKey("county_pkey").cascade())),
                Situation.of("create table county (id integer primary key, name text);"
                                + " create view v as select id, count(*) as c from county group by id, name")
                        .accepts(op -> op.alterTable("county", t -> t.dropPrimaryKey("county_pkey"))));
    }

    private static Stream<Situation> containers() {
        return Stream.of(
                Situation.of(
                                "create schema attic; create function attic.f() returns integer language sql as 'select 1'")
                        .refuses("the schema is not empty: function attic.f()", op -> op.dropSchema("attic")),
                Situation.of("create schema attic; create type attic.r as range (subtype = integer)")
                        .refuses("the schema is not empty: type attic.r", op -> op.dropSchema("attic")),
                Situation.of("create schema attic; create operator attic.### (leftarg = integer, rightarg = integer,"
                                + " function = int4pl)")
                        .refuses("the schema is not empty: operator", op -> op.dropSchema("attic")),
                Situation.of("create schema attic; create table attic.t (a integer)")
                        .refuses("the schema is not empty: attic.t", op -> op.dropSchema("attic")),
                Situation.of(
                                "create schema attic; create function public.f() returns integer language sql as 'select 1'")
                        .accepts(op -> op.dropSchema("attic")),
                Situation.of("create extension citext; create table t (c citext, d integer)")
                        .refuses(
                                "other objects depend on the extension: column c of table t",
                                op -> op.dropExtension("citext")),
                Situation.of("create extension citext; create table t (c text)")
                        .accepts(op -> op.dropExtension("citext")));
    }

    private static Stream<Situation> privileges() {
        return Stream.of(Situation.of("create role sit_clerk; create role sit_guest; create table county (id integer);"
                        + " grant select on county to sit_clerk with grant option; set local role sit_clerk;"
                        + " grant select on county to sit_guest; reset role;"
                        + " grant insert on county to sit_clerk")
                .refuses(
                        "role sit_clerk has granted privileges to others: select to sit_guest",
                        op -> op.revoke("select").onTable("county").role("sit_clerk"))
                .refuses(
                        "role sit_clerk has granted privileges to others: select to sit_guest",
                        op -> op.revoke("all").onTable("county").role("sit_clerk"))
                .accepts(op -> op.revoke("insert").onTable("county").role("sit_clerk")));
    }

    private static Stream<Situation> publications() {
        return Stream.of(Situation.of("create table county (id integer); create unlogged table quick (id integer);"
                        + " create view v as select 1 as a; create table free (id integer);"
                        + " create publication feed for table county with (publish = 'insert')")
                .refuses(
                        "publications have the table, and the changes of unlogged tables cannot be published: feed",
                        op -> op.alterTable("county", t -> t.setUnlogged()))
                .refuses(
                        "unlogged tables cannot be published: quick",
                        op -> op.publications().create("p", "for table free, only quick"))
                .refuses("v is of another kind: view", op -> op.publications().create("p", "for table v"))
                .accepts(op -> op.publications().create("p", "for table free"))
                .accepts(op -> op.alterTable("free", t -> t.setUnlogged()))
                .accepts(op -> op.dropTable("county"))
                .accepts(op -> op.renameTable("county").to("parish")));
    }

    private static Stream<Situation> rows() {
        return Stream.of(
                Situation.of("create table county (id integer primary key);"
                                + " create table x (c integer constraint fk references county);"
                                + " create table self (id integer primary key, p integer references self)")
                        .refuses("foreign keys reference it: foreign key fk of x", op -> op.truncate("county"))
                        .accepts(op -> op.truncate("county", "x"))
                        .accepts(op -> op.truncateCascade("county"))
                        .accepts(op -> op.truncate("self"))
                        .accepts(op -> op.truncate("x")),
                Situation.of("create table county (id integer, n integer);"
                                + " create table keyed (id integer primary key, n integer);"
                                + " create publication feed for table county, keyed")
                        .refuses(
                                "is published without replica identity, so that its rows cannot be updated: publication feed",
                                op -> op.alterTable(
                                        "county",
                                        t -> t.convertColumn("n")
                                                .from(integer())
                                                .to(bigint())
                                                .using("n")))
                        .accepts(op -> op.alterTable(
                                "keyed",
                                t -> t.convertColumn("n")
                                        .from(integer())
                                        .to(bigint())
                                        .using("n"))),
                Situation.of("create table county (id integer, n integer); create publication feed for all tables;"
                                + " create table full_row (n integer); alter table full_row replica identity full")
                        .refuses(
                                "is published without replica identity, so that its rows cannot be updated: publication feed",
                                op -> op.alterTable(
                                        "county",
                                        t -> t.convertColumn("n")
                                                .from(integer())
                                                .to(bigint())
                                                .using("n")))
                        .accepts(op -> op.alterTable(
                                "full_row",
                                t -> t.convertColumn("n")
                                        .from(integer())
                                        .to(bigint())
                                        .using("n"))));
    }
}
