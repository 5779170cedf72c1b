package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;

import java.util.stream.Stream;

/** Tables, inheritance, partitions and names. */
final class TableSituations {

    private static final String TWO_PARENTS = "create table a (x integer, y integer); create table b (x integer);"
            + " create table c (z integer) inherits (a, b); create table d () inherits (c)";

    private static final String CHECKED = "create table a (x integer, z integer, constraint ck check (x > 0));"
            + " create table c (w text, constraint own check (x > 1)) inherits (a)";

    private TableSituations() {}

    static Stream<Situation> all() {
        return Stream.of(inheritance(), partitions(), names(), notNullNames(), storage(), virtualColumns())
                .flatMap(situations -> situations);
    }

    private static Stream<Situation> inheritance() {
        return Stream.of(
                Situation.of(TWO_PARENTS)
                        .refuses(
                                "also inherit the column from other tables: c (from b)",
                                op -> op.alterTable(
                                        "a", t -> t.renameColumn("x").to("q")))
                        .refuses(
                                "also inherit the column from other tables: c (from a)",
                                op -> op.alterTable(
                                        "b",
                                        t -> t.changeType("x").from(integer()).to(bigint())))
                        .refuses("is inherited", op -> op.alterTable("c", t -> t.dropColumn("x")))
                        .refuses(
                                "is inherited",
                                op -> op.alterTable(
                                        "d", t -> t.renameColumn("x").to("q")))
                        .accepts(op ->
                                op.alterTable("a", t -> t.renameColumn("y").to("q")))
                        .accepts(op -> op.alterTable("a", t -> t.dropColumn("x"))),
                Situation.of("create table a (x integer); create table b () inherits (a);"
                                + " create table c () inherits (a); create table d () inherits (b, c)")
                        .accepts(op ->
                                op.alterTable("a", t -> t.renameColumn("x").to("q")))
                        .accepts(op -> op.alterTable(
                                "a", t -> t.changeType("x").from(integer()).to(bigint()))),
                Situation.of("create table a (x integer, y integer); create table b () inherits (a);"
                                + " create table c (y integer) inherits (a); create materialized view v as select x from b;"
                                + " create view w as select y from c")
                        .refuses(
                                "views use the column: materialized view v",
                                op -> op.alterTable(
                                        "a",
                                        t -> t.changeType("x").from(integer()).to(bigint())))
                        .refuses(
                                "views use the column: view w",
                                op -> op.alterTable(
                                        "a",
                                        t -> t.changeType("y").from(integer()).to(bigint())))
                        .refuses(
                                "views use the column: materialized view v",
                                op -> op.alterTable("a", t -> t.dropColumn("x")))
                        .accepts(op -> op.alterTable("a", t -> t.dropColumn("y"))),
                Situation.of(CHECKED)
                        .refuses("constraint ck of c is inherited", op -> op.alterTable("c", t -> t.dropCheck("ck")))
                        .refuses(
                                "constraint ck of c is inherited",
                                op -> op.alterTable(
                                        "c", t -> t.renameConstraint("ck").to("ck2")))
                        .refuses(
                                "checks of this name with another expression, or that are not inherited: c",
                                op -> op.alterTable("a", t -> t.addCheck("own").that("z > 0")))
                        .accepts(op -> op.alterTable("a", t -> t.addCheck("own").that("x > 1")))
                        .accepts(op -> op.alterTable("a", t -> t.dropCheck("ck")))
                        .accepts(op -> op.alterTable("c", t -> t.dropCheck("own"))));
    }

    private static Stream<Situation> partitions() {
        return Stream.of(
                Situation.of("create table p (id integer) partition by list (id);"
                                + " create table p1 partition of p for values in (1, 2)")
                        .refuses(
                                "partitions of p have values of this bound: p1",
                                op -> op.createTable("p2", t -> t.partitionOf("p", "for values in (2, 3)")))
                        .accepts(op -> op.createTable("p2", t -> t.partitionOf("p", "for values in (3, null)")))
                        .accepts(op -> op.createTable("pd", t -> t.partitionOf("p", "default"))),
                Situation.of("create table p (id text) partition by list (id);"
                                + " create table p1 partition of p for values in ('a', null);"
                                + " create table pd partition of p default")
                        .refuses(
                                "partitions of p have values of this bound: p1",
                                op -> op.createTable("p2", t -> t.partitionOf("p", "for values in (null)")))
                        .refuses(
                                "partitions of p have values of this bound: pd",
                                op -> op.createTable("p2", t -> t.partitionOf("p", "default"))),
                Situation.of("create table p (id integer, n integer) partition by range (id);"
                                + " create table p1 partition of p for values from (1) to (10);"
                                + " create table p2 partition of p for values from (20) to (maxvalue)")
                        .refuses(
                                "partitions of p have values of this bound: p1",
                                op -> op.createTable("p3", t -> t.partitionOf("p", "for values from (5) to (15)")))
                        .refuses(
                                "partitions of p have values of this bound: p1, p2",
                                op -> op.createTable(
                                        "p3", t -> t.partitionOf("p", "for values from (minvalue) to (21)")))
                        .refuses(
                                "its lower bound is not below the upper one",
                                op -> op.createTable("p3", t -> t.partitionOf("p", "for values from (15) to (12)")))
                        .accepts(op -> op.createTable("p3", t -> t.partitionOf("p", "for values from (10) to (20)")))
                        .accepts(op ->
                                op.createTable("p3", t -> t.partitionOf("p", "for values from (minvalue) to (1)"))),
                Situation.of("create table p (d date) partition by range (d);"
                                + " create table p1 partition of p for values from ('2026-01-01') to ('2027-01-01')")
                        .refuses(
                                "partitions of p have values of this bound: p1",
                                op -> op.createTable(
                                        "p2",
                                        t -> t.partitionOf("p", "for values from ('2026-06-01') to ('2028-01-01')")))
                        .accepts(op -> op.createTable(
                                "p2", t -> t.partitionOf("p", "for values from ('2027-01-01') to ('2028-01-01')"))),
                Situation.of("create table p (id integer) partition by hash (id);"
                                + " create table p1 partition of p for values with (modulus 4, remainder 1)")
                        .refuses(
                                "partitions of p have values of this bound: p1",
                                op -> op.createTable(
                                        "p2", t -> t.partitionOf("p", "for values with (modulus 2, remainder 1)")))
                        .refuses(
                                "no multiple",
                                op -> op.createTable(
                                        "p2", t -> t.partitionOf("p", "for values with (modulus 6, remainder 0)")))
                        .accepts(op -> op.createTable(
                                "p2", t -> t.partitionOf("p", "for values with (modulus 8, remainder 0)"))));
    }

    private static Stream<Situation> names() {
        return Stream.of(Situation.of(
                        "create table county (id integer primary key, n integer); create index ix on county (n);"
                                + " create view v as select id from county")
                .refuses("already an index", op -> op.table("ix").ifNotExists(t -> t.column("a", integer())))
                .refuses("already an index", op -> op.table("county_pkey").ifNotExists(t -> t.column("a", integer())))
                .refuses("already a view", op -> op.table("v").ifNotExists(t -> t.column("a", integer())))
                .refuses(
                        "already a table",
                        op -> op.table("county").index("county").ifNotExists(i -> i.on("n")))
                .accepts(op -> op.table("county").ifNotExists(t -> t.column("a", integer())))
                .refuses(
                        "xmin is the name of a system column",
                        op -> op.alterTable("county", t -> t.renameColumn("n").to("xmin")))
                .refuses(
                        "ctid is the name of a system column",
                        op -> op.alterTable("county", t -> t.addColumn("ctid", text())))
                .refuses(
                        "tableoid is the name of a system column",
                        op -> op.createTable("t", t -> t.column("tableoid", text())))
                .refuses("reserved for PostgreSQL", op -> op.createSchema("pg_x"))
                .accepts(op -> op.createSchema("pgx"))
                .accepts(op -> op.alterTable("county", t -> t.addColumn("oid", text()))));
    }

    private static Stream<Situation> notNullNames() {
        return Stream.of(Situation.of("create table county (n integer constraint nn not null, m integer not null)")
                .since(18)
                .accepts(op ->
                        op.alterTable("county", t -> t.renameConstraint("nn").to("nn2")))
                .accepts(op -> op.alterTable(
                        "county", t -> t.renameConstraint("county_m_not_null").to("nn2")))
                .refuses("is not null already", op -> op.alterTable("county", t -> t.setNotNull("m", "nn_m"))));
    }

    private static Stream<Situation> storage() {
        return Stream.of(Situation.of("create table county (id integer primary key, name text);"
                        + " create index ix on county (name)")
                .refuses(
                        "fillfactor is between 10 and 100",
                        op -> op.alterTable(
                                "county",
                                t -> t.changeStorageParameter("fillfactor")
                                        .fromNone()
                                        .to("5")))
                .refuses(
                        "fillfactor is between 10 and 100",
                        op -> op.changeIndexParameter("ix", "fillfactor")
                                .fromNone()
                                .to("101"))
                .refuses(
                        "autovacuum_vacuum_scale_factor is between 0 and 100",
                        op -> op.alterTable(
                                "county",
                                t -> t.changeStorageParameter("autovacuum_vacuum_scale_factor")
                                        .fromNone()
                                        .to("-1")))
                .refuses(
                        "fillfactor is between 10 and 100",
                        op -> op.createTable("t", t -> {
                            t.column("a", integer());
                            t.with("fillfactor", "200");
                        }))
                .accepts(op -> op.alterTable(
                        "county",
                        t -> t.changeStorageParameter("autovacuum_enabled")
                                .fromNone()
                                .to("false")))
                .accepts(op -> op.alterTable(
                        "county",
                        t -> t.changeStorageParameter("fillfactor").fromNone().to("10"))));
    }

    private static Stream<Situation> virtualColumns() {
        return Stream.of(Situation.of("create extension citext; create table county (a text, c citext,"
                        + " g text generated always as (a || 'x') virtual)")
                .since(18)
                .refuses(
                        "of which PostgreSQL has no statistics",
                        op -> op.alterTable(
                                "county",
                                t -> t.changeStatistics("g").fromNone().to(300)))
                .refuses(
                        "of which PostgreSQL has no statistics",
                        op -> op.createTable("t", t -> {
                            t.column("a", integer());
                            t.column("b", integer()).generatedVirtual("a + 1").statistics(300);
                        }))
                .refuses(
                        "which cannot have a domain or another type of users",
                        op -> op.alterTable(
                                "county",
                                t -> t.addColumn("v", nativeType("citext")).generatedVirtual("a")))
                .refuses(
                        "which cannot use columns with types of users: c",
                        op -> op.alterTable(
                                "county", t -> t.addColumn("v", text()).generatedVirtual("c::text")))
                .refuses(
                        "whose expression cannot have types of users: citext",
                        op -> op.alterTable(
                                "county", t -> t.addColumn("v", text()).generatedVirtual("a::citext::text")))
                .accepts(op -> op.alterTable(
                        "county", t -> t.addColumn("v", text()).generatedVirtual("a::character varying(9)::text")))
                .accepts(op ->
                        op.alterTable("county", t -> t.addColumn("v", text()).generatedVirtual("a || 'y'")))
                .accepts(op -> op.alterTable(
                        "county", t -> t.changeStatistics("a").fromNone().to(300))));
    }
}
