package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.Types.array;
import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.bool;
import static com.levymaster.migrate.Types.date;
import static com.levymaster.migrate.Types.domain;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.json;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.DependencyReader;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused because of the schema, the server refuses too; what the server accepts is not refused. */
class PreconditionsTest {

    private static final String WORLD = """
            create type mood as enum ('LOW', 'HIGH');
            create type pair as (a integer, m mood);
            create sequence receipt_seq;
            create table plain (id integer primary key, a integer not null, g integer generated always as (a * 2) stored,
              status text, lower text, moved mood, n bigint default nextval('receipt_seq'),
              i bigint generated always as identity, constraint uq_plain unique (a));
            create table status (id integer);
            create index ix_plain on plain (status);
            create table child (id integer, a integer, constraint fk_child foreign key (id) references plain (id));
            create view reading as select id, status from plain;
            create view lowered as select lower(status) as x from plain;
            create unlogged table volatile (id integer primary key);
            create table parted (id integer not null, a integer, m mood) partition by list (id);
            create index ix_parted on parted (a);
            create table parted_1 partition of parted for values in (1);
            create view of_part as select a from parted_1;
            create table base (a integer, b integer, constraint ck_base check (a > 0));
            create table derived (c integer, doubled integer generated always as (b * 2) stored) inherits (base);
            create table holder (p pair);
            create view twice as select id from reading;
            create domain score as integer;
            create table scores (s score[]);
            create domain grade as integer;
            create table graded (g grade);
            create schema attic;
            create table attic.ix_plain (id integer);
            create type level as enum ('ONE', 'TWO', 'it''s');
            create table levels (l level, x text, constraint ck_l check (l <> 'ONE' and x <> 'TWO'));
            create index ix_levels on levels (x) where l = 'it''s';
            create table rowed (id integer, d int4range);
            create table of_rows (r rowed[]);
            create materialized view counted as select 1 as a;""";

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    /** @param problem a part of the problem; {@code null} if the operation is valid */
    record Case(String problem, Consumer<Operations> body) {

        @Override
        public String toString() {
            return problem;
        }
    }

    @BeforeAll
    static void create_the_objects() {
        database.execute(WORLD);
    }

    static Stream<Case> refused() {
        return Stream.of(
                of(
                        "views use the column: view lowered, view reading",
                        op -> op.alterTable(
                                "plain",
                                t -> t.changeType("status").from(text()).to(integer()))),
                of(
                        "generated columns use the column: g",
                        op -> op.alterTable(
                                "plain",
                                t -> t.convertColumn("a")
                                        .from(integer())
                                        .to(bigint())
                                        .using("a"))),
                of(
                        "generated columns use the column: g",
                        op -> op.alterTable(
                                "plain", t -> t.changeType("a").from(integer()).to(bigint()))),
                of(
                        "column id is in the partition key of parted",
                        op -> op.alterTable(
                                "parted",
                                t -> t.changeType("id").from(integer()).to(bigint()))),
                of(
                        "is inherited",
                        op -> op.alterTable(
                                "parted_1",
                                t -> t.changeType("a").from(integer()).to(bigint()))),
                of(
                        "is inherited",
                        op -> op.alterTable(
                                "derived",
                                t -> t.changeType("a").from(integer()).to(bigint()))),
                of(
                        "is inherited",
                        op -> op.alterTable("derived", t -> t.renameColumn("a").to("z"))),
                of(
                        "composite types have attributes of the enum: pair.m",
                        op -> op.types().removeEnumValue("mood", "HIGH")),
                of("column id of plain is in the primary key", op -> op.alterTable("plain", t -> t.dropNotNull("id"))),
                of("column i of plain is an identity column", op -> op.alterTable("plain", t -> t.dropNotNull("i"))),
                of(
                        "primary key pk lacks columns of the partition key of parted: id",
                        op -> op.alterTable("parted", t -> t.addPrimaryKey("pk").on("a"))),
                of(
                        "unique constraint uq lacks columns of the partition key of other: b",
                        op -> op.createTable("other", t -> {
                            t.column("a", integer());
                            t.column("b", integer());
                            t.unique("uq").on("a");
                            t.partitionBy("range (b)");
                        })),
                of(
                        "is partitioned and stores no rows",
                        op -> op.alterTable(
                                "parted",
                                t -> t.changeStorageParameter("fillfactor")
                                        .fromNone()
                                        .to("70"))),
                of(
                        "of a permanent table references unlogged table volatile",
                        op -> op.alterTable(
                                "child", t -> t.addForeignKey("fk").on("a").references("volatile", "id"))),
                of(
                        "foreign keys of permanent tables reference it: foreign key fk_child of child",
                        op -> op.alterTable("plain", t -> t.setUnlogged())),
                of(
                        "that are no key: status",
                        op -> op.alterTable(
                                "child", t -> t.addForeignKey("fk").on("a").references("plain", "status"))),
                of(
                        "is a partition, which has the columns of its parent",
                        op -> op.alterTable("parted_1", t -> t.addColumn("z", integer()))),
                of("already has a column a", op -> op.alterTable("plain", t -> t.addColumn("a", integer()))),
                of(
                        "there is already a sequence receipt_seq",
                        op -> op.createTable("receipt_seq", t -> t.column("a", integer()))),
                of(
                        "there is already an index of table plain with the name ix_plain",
                        op -> op.createTable("ix_plain", t -> t.column("a", integer()))),
                of(
                        "there is already an index of table plain with the name uq_plain",
                        op -> op.table("uq_plain").ifNotExists(t -> t.column("a", integer()))),
                of(
                        "parents have columns of these names with another type: base.a",
                        op -> op.createTable("typed", t -> {
                            t.column("a", text());
                            t.inherits("base");
                        })),
                of("generated columns use the column: doubled", op -> op.alterTable("base", t -> t.dropColumn("b"))),
                of("other objects depend on the table: view of_part", op -> op.dropTable("parted")),
                of("there is already an enum type mood", op -> op.createTable("mood", t -> t.column("a", integer()))),
                of("there is already a table plain", op -> op.types().createEnum("plain", "A")),
                of(
                        "there is already a view reading",
                        op -> op.renameTable("plain").to("reading")),
                of("there is already a table child", op -> op.views().create("child", "select 1")),
                of(
                        "there is already a table child",
                        op -> op.alterTable(
                                "plain", t -> t.renameIndex("ix_plain").to("child"))),
                of(
                        "already has a primary key",
                        op -> op.alterTable("plain", t -> t.addPrimaryKey("pk2").on("a"))),
                of(
                        "type json of column j has no default operator class for btree",
                        op -> op.createTable("j", t -> {
                            t.column("j", json());
                            t.index("ix_j").on("j");
                        })),
                of(
                        "has no default operator class for gin",
                        op -> op.alterTable(
                                "plain", t -> t.addIndex("ix_gin").on("a").using("gin"))),
                of(
                        "other objects depend on the table: view lowered, view reading, foreign key fk_child",
                        op -> op.dropTable("plain")),
                of("other objects depend on the table: table derived", op -> op.dropTable("base")),
                of(
                        "views use the column: view lowered, view reading",
                        op -> op.alterTable("plain", t -> t.dropColumn("status"))),
                of(
                        "foreign keys reference the column: foreign key fk_child of child",
                        op -> op.alterTable("plain", t -> t.dropColumn("id"))),
                of(
                        "defaults of columns use the sequence: plain.n",
                        op -> op.sequences().drop("receipt_seq")),
                of(
                        "type mood is used: parted.m, parted_1.m, plain.moved, attribute pair.m",
                        op -> op.types().dropEnum("mood")),
                of(
                        "columns have: holder.p",
                        op -> op.types()
                                .changeAttributeType("pair", "a")
                                .from(integer())
                                .to(bigint())),
                of("the schema is not empty", op -> op.dropSchema("public")),
                of("there is already a schema public", op -> op.createSchema("public")),
                of(
                        "allows null, and an identity column must not",
                        op -> op.alterTable(
                                "child", t -> t.changeIdentity("a").fromNone().to(Identity.byDefault()))),
                of(
                        "has no default",
                        op -> op.alterTable(
                                "plain", t -> t.changeDefault("i").fromNone().to(3))));
    }

    static Stream<Case> refusedToo() {
        return Stream.of(
                of(
                        "constraints and indexes contain the value: check ck_l of levels",
                        op -> op.types().removeEnumValue("level", "ONE").wasBefore("TWO")),
                of(
                        "constraints and indexes contain the value: index ix_levels of levels",
                        op -> op.types().removeEnumValue("level", "it's").wasAfter("TWO")),
                of("other objects depend on the table: column of_rows.r", op -> op.dropTable("rowed")),
                of(
                        "columns have the row type of the table: of_rows.r",
                        op -> op.alterTable(
                                "rowed", t -> t.changeType("id").from(integer()).to(bigint()))),
                of(
                        "have the row type of the table, whose values would have to be rewritten: of_rows.r",
                        op -> op.alterTable(
                                "rowed", t -> t.addColumn("n", integer()).defaultValue(1))),
                of(
                        "have the row type of the table, whose values would have to be rewritten: of_rows.r",
                        op -> op.alterTable(
                                "rowed", t -> t.addColumn("n", bigint()).identity())),
                of(
                        "column id of rowed is no range",
                        op -> op.alterTable(
                                "rowed", t -> t.addUnique("uq").on("d", "id").withoutOverlaps())),
                of("already a table status", op -> op.rangeTypes().create("status", "(subtype = integer)")),
                of("of another kind: view", op -> op.alterTable("reading", t -> t.enableRowSecurity())),
                of(
                        "of another kind: view",
                        op -> op.alterTable("reading", t -> t.policies().create("p", "using (id > 0)"))),
                of(
                        "of another kind: materialized view",
                        op -> op.views()
                                .changeOption("counted", "security_barrier")
                                .fromNone()
                                .to("true")),
                of("contains type pair", op -> op.types().addAttribute("pair", "x", nativeType("pair[]"))),
                of("already has the value LOW", op -> op.types().addEnumValue("mood", "LOW")),
                of("PostgreSQL has a type date", op -> op.types().addEnumValue("date", "A")),
                of("PostgreSQL has a type date", op -> op.types().dropDomain("date")),
                of("pair is of another kind: composite type", op -> op.types().addEnumValue("pair", "A")),
                of("reading is of another kind: view", op -> op.dropTable("reading")),
                of("reading is of another kind: view", op -> op.sequences().drop("reading")),
                of("plain is of another kind: table", op -> op.views().drop("plain")),
                of(
                        "an index or constraint has the name of the table",
                        op -> op.createTable("same", t -> {
                            t.column("a", integer());
                            t.unique("same").on("a");
                        })),
                of(
                        "partitions of parted have values of this bound: parted_1",
                        op -> op.createTable("again", t -> t.partitionOf("parted", "FOR VALUES IN (1)"))),
                of("neither logged nor unlogged", op -> op.alterTable("parted", t -> t.setUnlogged())),
                of(
                        "can only be stored plain",
                        op -> op.alterTable(
                                "plain",
                                t -> t.changeStorage("moved").fromNone().to("external"))),
                of(
                        "unique index ux lacks columns of the partition key of parted: id",
                        op -> op.alterTable(
                                "parted", t -> t.addIndex("ux").on("a").unique())),
                of(
                        "check ck is not inherited, but parted is partitioned",
                        op -> op.alterTable(
                                "parted", t -> t.addCheck("ck").that("a > 0").noInherit())),
                of(
                        "index ix has virtual generated columns",
                        op -> op.createTable("computed", t -> {
                            t.column("a", integer());
                            t.column("b", integer()).generatedVirtual("a * 2");
                            t.index("ix").on("b");
                        })),
                of(
                        "index ix has virtual generated columns, which PostgreSQL does not index: b, c",
                        op -> op.createTable("computed", t -> {
                            t.column("a", integer());
                            t.column("b", integer()).generatedVirtual("a * 2");
                            t.column("c", integer()).generatedVirtual("a * 3");
                            t.column("d", integer()).generatedVirtual("a * 4");
                            t.index("ix").on("a").include("b").where("c > 0");
                        })),
                of(
                        "cannot have a domain or another type of users",
                        op -> op.alterTable(
                                "scores",
                                t -> t.addColumn("doubled", array(domain("score")))
                                        .generatedVirtual("s || s"))),
                of(
                        "cannot use columns with types of users: m",
                        op -> op.alterTable(
                                "parted", t -> t.addColumn("low", bool()).generatedVirtual("m = 'LOW'"))),
                of(
                        "parted_1 is a partition, which has the identities of its parent",
                        op -> op.alterTable(
                                "parted_1",
                                t -> t.changeIdentity("id")
                                        .from(Identity.byDefault())
                                        .toNone())),
                of(
                        "table derived inherits a constraint ck_base",
                        op -> op.alterTable(
                                "derived", t -> t.addUnique("ck_base").on("c"))),
                of(
                        "tables below have a column c of another type or collation, with which it cannot be merged: derived",
                        op -> op.alterTable("base", t -> t.addColumn("c", text()))),
                of(
                        "parents have columns of these names with another type: base.a",
                        op -> op.createTable("typed", t -> {
                            t.column("a", text());
                            t.inherits("base");
                        })),
                of("generated columns use the column: doubled", op -> op.alterTable("base", t -> t.dropColumn("b"))),
                of("other objects depend on the table: view of_part", op -> op.dropTable("parted")),
                of("there is already an enum type mood", op -> op.sequences().create("mood")),
                of(
                        "index ix_parted is of a partitioned table",
                        op -> op.changeIndexParameter("ix_parted", "fillfactor")
                                .fromNone()
                                .to("50")),
                of(
                        "column s has no default operator class for brin",
                        op -> op.alterTable(
                                "scores", t -> t.addIndex("ix_s").on("s").using("brin"))),
                of(
                        "column l has no default operator class for gin",
                        op -> op.alterTable(
                                "levels", t -> t.addIndex("ix_l").on("l").using("gin"))),
                of(
                        "column g has no default operator class for gist",
                        op -> op.alterTable(
                                "graded", t -> t.addIndex("ix_g").on("g").using("gist"))),
                of(
                        "arrays and composite types in columns have values of the domain",
                        op -> op.types()
                                .alterDomain("score", integer())
                                .from(d -> {})
                                .to(d -> d.notNull())),
                of(
                        "only foreign keys and check constraints can be validated",
                        op -> op.alterTable("plain", t -> t.validateConstraint("uq_plain"))),
                of(
                        "is a partition, which has the identities of its parent",
                        op -> op.alterTable(
                                "parted_1",
                                t -> t.changeIdentity("id").fromNone().to(Identity.byDefault()))),
                of(
                        "table derived already has a column c",
                        op -> op.alterTable("base", t -> t.renameColumn("a").to("c"))),
                of(
                        "the columns of the view are id, status",
                        op -> op.views().replace("reading").to("select status, id from plain")),
                of(
                        "other views use the view, whose columns change: view twice",
                        op -> op.views()
                                .replace("reading")
                                .to("select status, id from plain")
                                .changingColumns()),
                of(
                        "there is already a table attic.ix_plain",
                        op -> op.moveTable("plain").toSchema("attic")));
    }

    static Stream<Case> accepted() {
        return Stream.of(
                of("a view that has the name as a column", op -> op.dropTable("status")),
                of(
                        "a view that calls a function of the name",
                        op -> op.alterTable(
                                "plain",
                                t -> t.changeType("lower").from(text()).to(com.levymaster.migrate.Types.varchar(9)))),
                of(
                        "the type of a column of the parent",
                        op -> op.alterTable(
                                "base", t -> t.changeType("a").from(integer()).to(bigint()))),
                of(
                        "a required column without default of a table whose row type is used",
                        op -> op.alterTable(
                                "rowed", t -> t.addColumn("n", integer()).notNull())),
                of("cascade", op -> op.dropTable("plain").cascade()),
                of(
                        "a unique constraint with the partition key",
                        op -> op.alterTable(
                                "parted", t -> t.addUnique("uq_parted").on("a", "id"))),
                of(
                        "an unlogged table that references a permanent one",
                        op -> op.alterTable(
                                "volatile",
                                t -> t.addForeignKey("fk_v").on("id").references("plain", "id"))),
                of(
                        "an index over an enum",
                        op -> op.alterTable("plain", t -> t.addIndex("ix_moved").on("moved"))),
                of("a table of the name of a column", op -> op.createTable("a", t -> t.column("d", date()))),
                of(
                        "another column at the end of a view",
                        op -> op.views().replace("reading").to("select id, status, a from plain")),
                of(
                        "a check of a domain that columns have themselves",
                        op -> op.types()
                                .alterDomain("grade", integer())
                                .from(d -> {})
                                .to(d -> d.check("positive", "value > 0"))),
                of(
                        "a type with the name of one of PostgreSQL, with its schema",
                        op -> op.inSchema("attic").types().createEnum("date", "A")),
                of(
                        "a label that only another column has in a check",
                        op -> op.types().removeEnumValue("level", "TWO").wasAfter("ONE")),
                of(
                        "an option of a materialised view",
                        op -> op.views()
                                .changeMaterializedOption("counted", "fillfactor")
                                .fromNone()
                                .to("50")),
                of(
                        "an index over an array that has an operator class",
                        op -> op.alterTable(
                                "scores", t -> t.addIndex("ix_s").on("s").using("gin"))),
                of(
                        "a column that is merged with the one of a child",
                        op -> op.alterTable("base", t -> t.addColumn("c", integer()))),
                of(
                        "a check that is merged with the one of the parent",
                        op -> op.alterTable(
                                "derived", t -> t.addCheck("ck_base").that("a > 0"))),
                of("an enum in no view", op -> op.createTable("e", t -> t.column("m", enumType("mood")))));
    }

    private static Case of(String problem, Consumer<Operations> body) {
        return new Case(problem, body);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"refused", "refusedToo"})
    void what_the_server_would_refuse_is_refused_with_a_remedy(Case given) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            Operation operation = Compiled.said(given.body()).get(0);
            DatabaseSchema before = inspect(connection);

            assertThat(Preconditions.of(operation, before, dependencies(connection)))
                    .allSatisfy(refusal -> assertThat(refusal.remedy()).isNotBlank())
                    .extracting(Refusal::problem)
                    .anySatisfy(problem -> assertThat(problem).contains(given.problem()));
            assertThatThrownBy(() -> run(connection, operation, before)).isInstanceOf(Exception.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void what_the_server_accepts_is_not_refused(Case given) throws SQLException {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            Operation operation = Compiled.said(given.body()).get(0);
            DatabaseSchema before = inspect(connection);

            assertThat(Preconditions.of(operation, before, dependencies(connection)))
                    .isEmpty();
            run(connection, operation, before);
        }
    }

    @Test
    void what_the_schema_lacks_is_no_reason_to_refuse() {
        DatabaseSchema empty = DatabaseSchema.empty("public");

        assertThat(refused()
                        .filter(given -> !given.problem().contains("schema"))
                        .filter(given -> !given.problem().contains("partition key of other"))
                        .filter(given -> !given.problem().contains("json"))
                        .flatMap(given -> Compiled.said(given.body()).stream())
                        .flatMap(operation -> Preconditions.of(operation, empty, () -> Dependencies.NONE).stream()))
                .isEmpty();
    }

    private static Supplier<Dependencies> dependencies(Connection connection) {
        return () -> DependencyReader.read(connection, "public");
    }

    private static void run(Connection connection, Operation operation, DatabaseSchema before) throws SQLException {
        List<SqlStatement> statements =
                Dialect.postgresql(database.version() * 10000).compile(operation, () -> before);
        for (SqlStatement statement : statements) {
            try (java.sql.Statement jdbc = connection.createStatement()) {
                jdbc.execute(statement.sql());
            }
        }
    }

    private static DatabaseSchema inspect(Connection connection) {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }
}
