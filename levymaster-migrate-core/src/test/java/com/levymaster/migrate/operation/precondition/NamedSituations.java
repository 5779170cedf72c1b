package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.schema.ForeignKey.Action.CASCADE;

import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Identity;
import java.util.stream.Stream;

/** Indexes that become constraints, keys of ranges, kinds of relations, values of columns, names of not-null constraints. */
final class NamedSituations {

    private NamedSituations() {}

    static Stream<Situation> all() {
        return Stream.of(keys(), relations(), values()).flatMap(situations -> situations);
    }

    private static Stream<Situation> keys() {
        return Stream.of(
                Situation.of("create table t (a integer not null, b integer not null); create unique index i on t"
                                + " (b); create index plain on t (a); create unique index part on t (a) where a >"
                                + " 0; create unique index down on t (a desc)")
                        .accepts(op ->
                                op.alterTable("t", t -> t.addUnique("u").on("b").usingIndex("i")))
                        .refuses(
                                "index plain cannot become a constraint",
                                op -> op.alterTable(
                                        "t", t -> t.addUnique("u").on("a").usingIndex("plain")))
                        .refuses(
                                "index part cannot become a constraint",
                                op -> op.alterTable(
                                        "t", t -> t.addUnique("u").on("a").usingIndex("part")))
                        .refuses(
                                "index down cannot become a constraint",
                                op -> op.alterTable(
                                        "t", t -> t.addPrimaryKey("u").on("a").usingIndex("down"))),
                Situation.of("create table t (id integer, r int4range, primary key (id, r));"
                                + " create extension btree_gist; create table p (id integer, r int4range,"
                                + " primary key (id, r without overlaps)); create table q (id integer, r int4range)")
                        .since(18)
                        .refuses(
                                "has no period, but the key of p is without overlaps",
                                op -> op.alterTable(
                                        "q",
                                        t -> t.addForeignKey("fk").on("id", "r").references("p", "id", "r")))
                        .refuses(
                                "has a period, but the key of t allows overlaps",
                                op -> op.alterTable(
                                        "q",
                                        t -> t.addForeignKey("fk")
                                                .on("id", "r")
                                                .references("t", "id", "r")
                                                .period()))
                        .refuses(
                                "has a period, for which PostgreSQL has no actions",
                                op -> op.alterTable(
                                        "q",
                                        t -> t.addForeignKey("fk")
                                                .on("id", "r")
                                                .references("p", "id", "r")
                                                .period()
                                                .onDelete(CASCADE)))
                        .accepts(op -> op.alterTable(
                                "q",
                                t -> t.addForeignKey("fk")
                                        .on("id", "r")
                                        .references("p", "id", "r")
                                        .period())),
                Situation.of("create table t (id integer not null, r int4range not null)")
                        .since(18)
                        .refuses(
                                "type integer of column id has no default operator class for gist",
                                op -> op.alterTable(
                                        "t",
                                        t -> t.addPrimaryKey("pk").on("id", "r").withoutOverlaps())),
                Situation.of("create table t (a integer, b integer constraint ck check (b > 0));"
                                + " create table parent (a integer constraint nn not null);"
                                + " create table child () inherits (parent)")
                        .since(18)
                        .refuses(
                                "table t already has a constraint ck",
                                op -> op.alterTable("t", t -> t.setNotNull("a", "ck")))
                        .refuses(
                                "constraint nn of child is inherited",
                                op -> op.alterTable(
                                        "child", t -> t.renameConstraint("nn").to("n2")))
                        .accepts(op -> op.alterTable(
                                "parent", t -> t.renameConstraint("nn").to("n2"))));
    }

    private static Stream<Situation> relations() {
        return Stream.of(
                Situation.of("create table t (id integer primary key, name text not null); create view v as select"
                                + " id from t; create materialized view m as select id from t; create schema s")
                        .refuses(
                                "m is of another kind: materialized view",
                                op -> op.alterTable(
                                        "m", t -> t.addForeignKey("fk").on("id").references("t", "id")))
                        .refuses(
                                "v is of another kind: view",
                                op -> op.alterTable("v", t -> t.addIndex("ix").on("id")))
                        .refuses(
                                "v is of another kind: view",
                                op -> op.alterTable(
                                        "t", t -> t.addForeignKey("fk").on("id").references("v", "id")))
                        .accepts(op -> op.alterTable("m", t -> t.addIndex("ix").on("id")))
                        .refuses(
                                "column name of t is no smallint, integer or bigint",
                                op -> op.alterTable(
                                        "t",
                                        t -> t.changeIdentity("name").fromNone().to(Identity.alwaysGenerated()))),
                Situation.of("create table p (a integer primary key) partition by list (a);"
                                + " create table q partition of p default;"
                                + " alter table q add constraint own foreign key (a) references p")
                        .accepts(op -> op.dropTable("p")));
    }

    private static Stream<Situation> values() {
        return Stream.of(
                Situation.of("create table t (id integer generated always as identity, a integer,"
                                + " g integer generated always as (a * 2) stored)")
                        .refuses(
                                "table t has no such column: missing",
                                op -> op.insert("t").columns("a", "missing").row(1, 2))
                        .refuses(
                                "generated columns of t take no values: g",
                                op -> op.insert("t").columns("a", "g").row(1, 2))
                        .refuses(
                                "identity columns of t are always generated: id",
                                op -> op.insert("t").columns("id", "a").row(1, 2))
                        .accepts(op ->
                                op.insert("t").columns("id", "a").row(1, 2).overridingSystemValue())
                        .accepts(op -> op.insert("t")
                                .columns("id", "a", "g")
                                .row(
                                        new DefaultValue.Expression("default"),
                                        2,
                                        new DefaultValue.Expression("DEFAULT"))),
                Situation.of("create table t (a integer, a_levymaster integer, b text); create type mood as enum"
                                + " ('sad')")
                        .refuses(
                                "op.safely(…) needs the name a_levymaster",
                                op -> op.safely(safe -> safe.alterTable(
                                        "t",
                                        t -> t.changeType("a").from(integer()).to(bigint()))))
                        .refuses(
                                "the default of column m is no value of type mood",
                                op -> op.alterTable(
                                        "t",
                                        t -> t.addColumn("m", enumType("mood")).defaultValue("glad")))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.addColumn("m", enumType("mood")).defaultValue("sad")))
                        .accepts(op -> op.alterTable(
                                "t", t -> t.addColumn("m", enumType("mood")).defaultSql("mood('sad')"))),
                Situation.of("create sequence q; create table t (a integer default nextval('q'),"
                                + " b integer default nextval('q')); alter sequence q owned by t.a")
                        .refuses(
                                "the column owns a sequence that other columns use: default of t.b",
                                op -> op.alterTable("t", t -> t.dropColumn("a").was(integer())))
                        .accepts(op -> op.alterTable("t", t -> t.dropColumn("b").was(integer()))),
                Situation.of("create table t (a integer, g integer generated always as (a * 2) stored)")
                        .refuses(
                                "columns have a default or an identity, but are generated in a parent: t.g",
                                op -> op.createTable("child", t -> {
                                    t.column("g", integer()).defaultValue(1);
                                    t.inherits("t");
                                })));
    }
}
