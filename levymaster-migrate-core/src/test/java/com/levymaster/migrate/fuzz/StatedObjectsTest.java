package com.levymaster.migrate.fuzz;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.sql.SqlStatements;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that other libraries say with raw SQL: each is stated, undone with the whole catalog as before, and rendered. */
class StatedObjectsTest {

    private static final String GIVEN = "create table county (id integer primary key, name text, population integer,"
            + " code text collate \"C\"); create view names as select name from county; create materialized view counts as"
            + " select population from county; create table part (k integer, n integer) partition by list (k); create"
            + " table part_1 partition of part default; create index ix_name on county (name); create function touch()"
            + " returns trigger language plpgsql as 'begin return new; end'; create function one() returns integer"
            + " language sql as 'select 1'";

    @AutoClose
    static final TestDatabase database = TestDatabase.create().execute(GIVEN);

    /** @param since the oldest version of PostgreSQL that has it */
    record Stated(String name, int since, Consumer<Operations> body) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Stated> objects() {
        return Stream.concat(definitions(), parts());
    }

    private static Stream<Stated> definitions() {
        return Stream.of(
                new Stated("range type", 13, op -> op.rangeTypes().create("rates", "(subtype = numeric)")),
                new Stated(
                        "function",
                        13,
                        op -> op.functions().create("two()", "returns integer language sql as $$ select 2 $$")),
                new Stated(
                        "function, replaced",
                        13,
                        op -> op.functions()
                                .replace("one()")
                                .from("returns integer language sql as 'select 1'")
                                .to("returns integer language sql as 'select 11'")),
                new Stated(
                        "trigger",
                        13,
                        op -> op.alterTable(
                                "county",
                                t -> t.triggers()
                                        .create(
                                                "tr",
                                                "before update on county for each row execute function touch()"))),
                new Stated(
                        "policy and row security",
                        13,
                        op -> op.alterTable("county", t -> {
                            t.policies().create("large", "for select using (population > 100000)");
                            t.enableRowSecurity();
                            t.forceRowSecurity();
                        })),
                new Stated(
                        "extended statistics",
                        13,
                        op -> op.statistics().create("st", "(dependencies) on name, population from county")),
                new Stated("publication", 13, op -> op.publications().create("feed", "for table county")),
                new Stated(
                        "default privileges",
                        13,
                        op -> op.inSchema("public")
                                .grantByDefault("select")
                                .onTables()
                                .role("pg_monitor")),
                new Stated(
                        "security option of a view",
                        13,
                        op -> op.views()
                                .changeOption("names", "security_barrier")
                                .fromNone()
                                .to("true")),
                new Stated(
                        "view with the rights of its user",
                        15,
                        op -> op.views()
                                .changeOption("names", "security_invoker")
                                .fromNone()
                                .to("true")));
    }

    private static Stream<Stated> parts() {
        return Stream.of(
                new Stated(
                        "compression",
                        14,
                        op -> op.alterTable(
                                "county",
                                t -> t.changeCompression("name").fromNone().to("pglz"))),
                new Stated(
                        "not enforced",
                        18,
                        op -> op.alterTable(
                                "county",
                                t -> t.addCheck("ck_large")
                                        .that("population > 5")
                                        .notEnforced())),
                new Stated(
                        "without overlaps",
                        18,
                        op -> op.createTable("stay", t -> {
                            t.column("room", nativeType("int4range")).notNull();
                            t.column("days", nativeType("daterange")).notNull();
                            t.primaryKey("pk_stay").on("room", "days").withoutOverlaps();
                        })),
                new Stated(
                        "index on only",
                        13,
                        op -> op.alterTable(
                                "part", t -> t.addIndex("ix_only").on("n").only())),
                new Stated(
                        "storage parameter of an index",
                        13,
                        op -> op.changeIndexParameter("ix_name", "fillfactor")
                                .fromNone()
                                .to("70")),
                new Stated(
                        "index of a materialised view",
                        13,
                        op -> op.alterTable(
                                "counts", t -> t.addIndex("ix_counts").on("population"))),
                new Stated("named not-null", 18, op -> {
                    op.alterTable("county", t -> t.setNotNull("name", "nn_name"));
                    op.createTable("school", t -> t.column("id", integer()).notNull("nn_id"));
                }),
                new Stated(
                        "options of a column",
                        13,
                        op -> op.alterTable("county", t -> {
                            t.changeStatistics("code").fromNone().to(70);
                            t.addColumn("facts", text()).storage("external");
                        })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void an_undo_restores_the_whole_catalog_and_the_source_says_the_same(Stated stated) throws SQLException {
        assumeTrue(database.version() >= stated.since());
        List<Operation> operations = Compiled.said(stated.body());
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            PreparedSequence sequence = new PreparedSequence(connection, database.version());
            DatabaseSchema before = sequence.inspect();
            CatalogFingerprint start = CatalogFingerprint.of(connection);

            assertThat((Throwable) sequence.execute(sequence.prepared(operations, before)))
                    .isNull();
            DatabaseSchema after = sequence.inspect();
            assertThat(start.differences(CatalogFingerprint.of(connection))).isNotEmpty();
            assertThat((Throwable) sequence.execute(sequence.prepared(OperationList.inverted(operations), after)))
                    .isNull();
            assertThat(start.differences(CatalogFingerprint.of(connection))).isEmpty();
            connection.rollback();
            assertThat(rendered(operations, after)).isEqualTo(operations);
        }
    }

    @Test
    void a_script_creates_and_drops_what_a_run_does() throws SQLException {
        List<RevisionDefinition> revisions = new ArrayList<>(List.of(Revisions.base("a0", op -> {})));
        objects()
                .filter(stated -> stated.since() <= database.version())
                .forEach(stated -> revisions.add(
                        Revisions.after("a" + (revisions.size() - 1), "a" + revisions.size(), stated.body())));
        try (TestDatabase online = TestDatabase.create().execute(GIVEN);
                TestDatabase scripted = TestDatabase.create().execute(GIVEN)) {
            Migrator run =
                    Migrator.builder(online.dataSource()).scripts(revisions).build();
            Migrator script =
                    Migrator.builder(scripted.dataSource()).scripts(revisions).build();
            run.upgrade("a0");
            script.upgrade("a0");
            CatalogFingerprint start = fingerprint(online);

            run.upgrade();
            execute(scripted, script.scriptUpgrade("a0:head"));
            assertThat(fingerprint(online).differences(fingerprint(scripted))).isEmpty();
            run.downgrade("a0");
            execute(scripted, script.scriptDowngrade("head:a0"));
            assertThat(start.differences(fingerprint(online))).isEmpty();
            assertThat(start.differences(fingerprint(scripted))).isEmpty();
        }
    }

    private static List<Operation> rendered(List<Operation> operations, DatabaseSchema schema) {
        List<ReviewedOperation> steps =
                operations.stream().map(ReviewedOperation::of).toList();
        String source = new RevisionSource("", RevisionHeader.of("f1"), steps, List.of(), schema).text();
        Compiled compiled = Compiled.of(Map.of("Rf1", source));
        return Compiled.said(op -> compiled.migration("Rf1").upgrade(op));
    }

    private static CatalogFingerprint fingerprint(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection()) {
            return new CatalogFingerprint(CatalogFingerprint.of(connection).lines().stream()
                    .filter(line -> !line.contains("levymaster_"))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static void execute(TestDatabase database, String script) throws SQLException {
        try (Connection connection = database.connection();
                Statement jdbc = connection.createStatement()) {
            for (SqlStatements.Statement statement : SqlStatements.of(script)) {
                jdbc.execute(statement.text());
            }
        }
    }
}
