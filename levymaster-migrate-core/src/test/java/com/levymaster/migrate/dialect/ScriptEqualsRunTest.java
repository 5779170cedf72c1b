package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.nativeType;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.Repeatables;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.sql.SqlStatements;
import com.levymaster.migrate.sql.SqlStatements.Statement;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionSource;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** A script leads to the same database as the run of the same revisions. */
class ScriptEqualsRunTest {

    @AutoClose
    static final TestDatabase online = TestDatabase.keepingConnections();

    @AutoClose
    static final TestDatabase scripted = TestDatabase.keepingConnections();

    /** As {@code pg_dump} begins and writes one. */
    private static final String DUMP = """
            -- revision: dump
            -- upgrade
            SET statement_timeout = 0;
            SET client_encoding = 'UTF8';
            SET standard_conforming_strings = on;
            SELECT pg_catalog.set_config('search_path', '', false);
            SET check_function_bodies = false;
            SET default_tablespace = '';
            CREATE TABLE public.parcel (
                id integer NOT NULL,
                label text DEFAULT 'a\\b; ''c'''::text
            );
            CREATE FUNCTION public.twice(i integer) RETURNS integer LANGUAGE plpgsql AS $_$ begin return $1 * 2; end; $_$;
            COPY public.parcel (id, label) FROM stdin;
            1\ta\\tb
            2\t\\N
            \\.
            ALTER TABLE ONLY public.parcel ADD CONSTRAINT parcel_pkey PRIMARY KEY (id);
            -- downgrade
            set search_path = pg_catalog;
            drop function public.twice;
            drop table public.parcel;
            """;

    private static final String ESCAPES = """
            -- revision: escapes
            -- down_revision: dump
            -- upgrade
            set standard_conforming_strings = off;
            insert into parcel values (3, 'it\\'s; \\\\ '), (4, $$it's$$);
            set role pg_read_all_data;
            reset role;
            set search_path = information_schema;
            -- autocommit
            create index concurrently ix_parcel_label on public.parcel (label);
            copy public.parcel from stdin;
            5\t:name
            \\.
            -- transaction
            comment on table public.parcel is 'x';
            -- downgrade
            delete from parcel where id > 2;
            -- autocommit
            drop index concurrently ix_parcel_label;
            -- transaction
            comment on table parcel is null;
            """;

    /** A role without rights on our tables, in and around steps outside of a transaction; each step asserts it. */
    private static final String ROLES = """
            -- revision: roles
            -- upgrade
            create table public.who (name text);
            set role pg_monitor;
            set search_path = information_schema, pg_catalog;
            -- autocommit
            select 1 / (current_user = 'pg_monitor')::int;
            reset role;
            set default_transaction_read_only = off;
            insert into public.who select current_setting('role');
            set session authorization pg_read_all_data;
            -- transaction
            select 1 / (session_user = 'pg_read_all_data' and current_setting('role') = 'none')::int;
            -- autocommit
            select 1 / (session_user = 'pg_read_all_data')::int;
            -- transaction
            set local role none;
            reset session authorization;
            set local role pg_monitor;
            -- downgrade
            set local role pg_monitor;
            set session authorization pg_monitor;
            -- autocommit
            select 1 / (session_user = 'pg_monitor')::int;
            reset session authorization;
            drop table public.who;
            set role pg_read_all_data;
            """;

    @BeforeEach
    void emptyDatabases() {
        online.empty();
        scripted.empty();
    }

    @Test
    void of_sql_revisions_a_dump_repeatables_and_callbacks() throws Exception {
        Map<String, String> repeatables = Map.of(
                "labels.sql",
                "set search_path = public; create view labels as select id, label from parcel;\n-- downgrade\n"
                        + "drop view if exists public.labels;");
        Map<String, String> callbacks = Map.of("after-revision.sql", "set search_path = ''; select 1;");
        List<RevisionDefinition> revisions = new ArrayList<>(
                SqlRevisionFiles.read(bytes(Map.of("dump.sql", DUMP, "escapes.sql", ESCAPES)), Map.of()));
        revisions.add(Revisions.after("escapes", "typed", op -> {
            op.setLocal("search_path", "public");
            op.alterTable("parcel", t -> t.addColumn("acres", integer()));
        }));
        Migrator run = migrator(online, revisions, repeatables, callbacks);
        Migrator script = migrator(scripted, revisions, repeatables, callbacks);

        run.upgrade("dump");
        execute(script.scriptUpgrade("dump"));
        assertEqual();
        run.upgrade();
        execute(script.scriptUpgrade("dump:head"));
        assertEqual();
        assertThat(script.isUpToDate()).isTrue();
        run.downgrade("dump");
        execute(script.scriptDowngrade("head:dump"));
        assertThat(labels(scripted)).isEqualTo(labels(online)).containsExactly("a\tb", null);
        run.upgrade();
        execute(script.scriptUpgrade("dump:head"));
        assertEqual();
        assertThat(labels(scripted))
                .isEqualTo(labels(online))
                .containsExactly("a\tb", null, "it's; \\ ", "it's", ":name");

        online.empty();
        scripted.empty();
        run.upgrade();
        execute(script.scriptUpgrade("head"));
        assertEqual();
    }

    @Test
    void of_revisions_that_take_on_roles_which_may_not_write_our_tables() throws Exception {
        List<RevisionDefinition> revisions =
                new ArrayList<>(SqlRevisionFiles.read(bytes(Map.of("roles.sql", ROLES)), Map.of()));
        revisions.add(Revisions.after("roles", "typed", op -> {
            op.createTable("t", t -> t.column("id", integer()));
            op.setLocal("role", "pg_monitor");
        }));
        Map<String, String> callbacks =
                Map.of("before-revision.sql", "set role pg_monitor;", "after-run.sql", "set local role pg_monitor;");
        Migrator run = migrator(online, revisions, Map.of(), callbacks);
        Migrator script = migrator(scripted, revisions, Map.of(), callbacks);

        run.upgrade();
        execute(script.scriptUpgrade("head"));
        assertEqual();
        assertThat(script.isUpToDate()).isTrue();
        run.downgrade("base");
        execute(script.scriptDowngrade("head:base"));
        assertEqual();
    }

    /** Of the shape that pg_dump writes: a newer one with qualified names, and an older one with a search path. */
    @ParameterizedTest
    @ValueSource(strings = {"rolls", "water"})
    void of_dumps_of_public_schemas_from_base_from_the_middle_and_down(String dump) throws Exception {
        List<RevisionDefinition> revisions =
                new ArrayList<>(SqlRevisionFiles.read(Map.of(dump + ".sql", resource("/dumps/" + dump)), Map.of()));
        revisions.add(Revisions.table("first", "county"));
        revisions.add(Revisions.after(
                "dump", "typed", op -> op.alterTable("county", t -> t.addColumn("name", nativeType("text")))));
        Migrator run = migrator(online, revisions, Map.of(), Map.of());
        Migrator script = migrator(scripted, revisions, Map.of(), Map.of());

        run.upgrade();
        execute(script.scriptUpgrade("head"));
        assertEqual();
        assertThat(rows(scripted)).isEqualTo(rows(online)).hasSizeGreaterThan(1);
        run.downgrade("base");
        execute(script.scriptDowngrade("head:base"));
        assertEqual();

        emptyDatabases();
        run.upgrade("first");
        execute(script.scriptUpgrade("first"));
        run.upgrade();
        execute(script.scriptUpgrade("first:head"));
        assertEqual();
        assertThat(rows(scripted)).isEqualTo(rows(online));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ScriptEqualsRunTest.class.getResourceAsStream(name + ".sql"))) {
            return in.readAllBytes();
        }
    }

    /** Those of the dumps. */
    private static List<String> rows(TestDatabase database) {
        String table = database.jdbc()
                .sql("select coalesce(to_regclass('public.levy'), to_regclass('\"Well\"'))::text")
                .query(String.class)
                .single();
        return database.jdbc()
                .sql("select t::text from " + table + " t order by id")
                .query(String.class)
                .list();
    }

    static List<OperationCase> someCases() {
        List<OperationCase> all = OperationCase.all();
        return IntStream.range(0, all.size())
                .filter(i -> i % 8 == 0)
                .mapToObj(all::get)
                .toList();
    }

    static List<OperationCase> cases() {
        return OperationCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("someCases")
    void of_some_operations(OperationCase given) throws Exception {
        compare(given);
    }

    @Tag("nightly")
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void of_all_operations(OperationCase given) throws Exception {
        compare(given);
    }

    private static void compare(OperationCase given) throws Exception {
        if (OperationList.leaves(given.operations(DatabaseSchema.empty("public")))
                        .anyMatch(RunJava.class::isInstance)
                || given.operations(DatabaseSchema.empty("public")).stream()
                        .anyMatch(ScriptEqualsRunTest::readsTable)) {
            return;
        }
        String world = OperationCase.WORLD + (given.given().isEmpty() ? "" : ";" + given.given());
        online.execute(world);
        scripted.execute(world);
        List<RevisionDefinition> revisions =
                List.of(Revisions.table("first", "of_first"), Revisions.after("first", "a1", given.body()));
        Migrator run = migrator(online, revisions, Map.of(), Map.of());
        Migrator script = migrator(scripted, revisions, Map.of(), Map.of());

        run.upgrade("first");
        execute(script.scriptUpgrade("first"));
        run.upgrade();
        execute(script.scriptUpgrade("first:head"));
        assertEqual();
        String down;
        try {
            down = script.scriptDowngrade("head:base");
        } catch (MigrationException e) {
            assertThat(e).hasCauseInstanceOf(IrreversibleException.class);
            return;
        }
        run.downgrade("base");
        execute(down);
        assertEqual();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("someCases")
    void of_some_operations_written_as_sql_file(OperationCase given) throws Exception {
        compareFile(given);
    }

    @Tag("nightly")
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void of_all_operations_written_as_sql_file(OperationCase given) throws Exception {
        compareFile(given);
    }

    /** The revisions do not create the table, so that a script does not know it. */
    private static boolean readsTable(Operation operation) {
        return operation instanceof Autocommit block
                && block.safely() != null
                && block.steps().stream().anyMatch(SafeStage.class::isInstance);
    }

    private static void compareFile(OperationCase given) throws Exception {
        String world = OperationCase.WORLD + (given.given().isEmpty() ? "" : ";" + given.given());
        online.execute(world);
        scripted.execute(world);
        DatabaseSchema before = inspect();
        List<Operation> operations = given.operations(before);
        List<Operation> back = new ArrayList<>();
        try {
            operations.forEach(operation -> back.add(0, operation.inverse()));
        } catch (IrreversibleException e) {
            return;
        }
        if (OperationList.leaves(operations).anyMatch(RunJava.class::isInstance)) {
            return;
        }
        RevisionSource draft = new RevisionSource(
                "",
                RevisionHeader.of("a1").withMessage("a case"),
                operations.stream().map(ReviewedOperation::of).toList(),
                back.stream().map(ReviewedOperation::of).toList(),
                OperationList.apply(operations, before));
        SqlRevisionSource source = SqlRevisionSource.of(draft);
        Migrator file = migrator(
                scripted,
                SqlRevisionFiles.read(bytes(Map.of(source.fileName(), source.text())), Map.of()),
                Map.of(),
                Map.of());

        migrator(online, List.of(of(given.body())), Map.of(), Map.of()).upgrade();
        file.upgrade();
        assertEqual();
    }

    private static DatabaseSchema inspect() throws SQLException {
        try (Connection connection = scripted.connection()) {
            return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
        }
    }

    private static RevisionDefinition of(Consumer<Operations> body) {
        return Revisions.base("a1", body);
    }

    /** A script keeps no progress of backfills. */
    private static void assertEqual() {
        online.execute("drop table if exists levymaster_backfill");
        assertThat(CatalogSnapshot.of(scripted.jdbc()).lines())
                .containsExactlyElementsOf(CatalogSnapshot.of(online.jdbc()).lines());
    }

    private static List<String> labels(TestDatabase database) {
        return database.jdbc()
                .sql("select label from parcel order by id")
                .query(String.class)
                .list();
    }

    private static Migrator migrator(
            TestDatabase database,
            List<RevisionDefinition> revisions,
            Map<String, String> repeatables,
            Map<String, String> callbacks) {
        Repeatables repeated = RepeatableFiles.read(bytes(repeatables), Map.of());
        SqlCallbacks around = SqlRevisionFiles.callbacks(bytes(callbacks), Map.of());
        return Migrator.builder(database.dataSource())
                .scripts(revisions)
                .repeatables(repeated)
                .callbacks(around)
                .build();
    }

    private static Map<String, byte[]> bytes(Map<String, String> files) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    /** As psql does: statement by statement, in one session. */
    private static void execute(String script) throws SQLException, IOException {
        try (Connection connection = scripted.connection();
                java.sql.Statement jdbc = connection.createStatement()) {
            for (Statement statement : SqlStatements.of(script)) {
                if (statement.rows() != null) {
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(statement.text(), new StringReader(statement.rows()));
                } else if (!statement.text().isEmpty()) {
                    jdbc.execute(statement.text());
                    assertThat(Objects.toString(jdbc.getWarnings())).doesNotContain("\"levymaster");
                }
            }
        }
    }
}
