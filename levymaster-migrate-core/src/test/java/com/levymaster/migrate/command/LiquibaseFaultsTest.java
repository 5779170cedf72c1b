package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories and change logs of Liquibase that do not fit, and those about which has to be asked. */
class LiquibaseFaultsTest {

    private static final String ROOT = "db/changelog/root.xml";
    private static final String FIRST = change("first", "", "<sql>create table t1 (id bigint)</sql>");
    private static final String SECOND = change("second", "", "<sql>create table t2 (id bigint)</sql>");
    private static final String VIEW =
            change("view", "runOnChange=\"true\"", "<sql>create or replace view v as select * from t1</sql>");

    @TempDir
    private Path project;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private LiquibaseProjectFiles files = new LiquibaseProjectFiles(Path.of(""));

    @BeforeEach
    void migrate() throws Exception {
        files = new LiquibaseProjectFiles(project).writeRoot(FIRST + SECOND + VIEW);
        LiquibaseAdoptionTest.update(database, files, ROOT, 100);
    }

    private static String change(String id, String attributes, String content) {
        return "<changeSet id=\"" + id + "\" author=\"me\" " + attributes + ">" + content + "</changeSet>\n";
    }

    @Test
    void each_contradiction_between_change_logs_and_history_is_named_and_nothing_is_written() {
        files.writeRoot(change("first", "", "<sql>create table t1 (id integer)</sql>")
                + change("between", "", "<sql>select 1</sql>")
                + SECOND);
        row("gone", "EXECUTED");
        row("half", "FAILED");
        database.execute("update databasechangelog set md5sum = '8:0' where id = 'second'");

        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT))
                .hasMessageContaining(
                        "root.xml::first::me was edited after it was run: Liquibase has recorded the checksum 9:")
                .hasMessageContaining(
                        "root.xml::between::me is not run, and db/changelog/root.xml::second::me after it is")
                .hasMessageContaining("root.xml::view::me was run, and is in no file")
                .hasMessageContaining("root.xml::gone::me was run, and is in no file")
                .hasMessageContaining("root.xml::half::me is recorded as FAILED")
                .hasMessageContaining("second::me was edited after it was run: Liquibase has recorded the checksum 8:0")
                .hasMessageContaining("Nothing was written.");
        assertThat(isRecorded()).isFalse();
    }

    @Test
    void what_is_something_else_here_is_asked_by_name() {
        files.writeRoot("<preConditions><runningAs username=\"x\"/></preConditions>" + FIRST
                + SECOND
                + VIEW
                + change("ctx", "context=\"demo\"", "<sql>select 1</sql>")
                + change("lab", "labels=\"beta\"", "<sql>select 1</sql>")
                + change(
                        "pre",
                        "",
                        "<preConditions onFail=\"MARK_RAN\"><not><tableExists tableName=\"x\"/></not></preConditions>"
                                + "<sql>select 1</sql>")
                + change("always", "runAlways=\"true\"", "<sql>select 1</sql>")
                + change("may", "failOnError=\"false\"", "<sql>select 1</sql>")
                + change("java", "", "<customChange class=\"com.example.Seed\"/>")
                + change("shell", "", "<executeCommand executable=\"ls\"/>"));

        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT))
                .hasMessageContaining("change logs have preconditions (onFail=HALT: runningAs): --accept preconditions")
                .hasMessageContaining("root.xml::ctx::me has the context demo: say with --contexts")
                .hasMessageContaining("root.xml::lab::me has the labels beta: say with --labels")
                .hasMessageContaining(
                        "root.xml::pre::me has preconditions (onFail=MARK_RAN: not(tableExists)): --accept"
                                + " preconditions")
                .hasMessageContaining("root.xml::always::me runs each time: --accept run-always")
                .hasMessageContaining("root.xml::may::me may fail (failOnError=false): --accept fail-on-error")
                .hasMessageContaining("root.xml::java::me is no SQL (customChange com.example.Seed): --accept custom")
                .hasMessageContaining("root.xml::shell::me is no SQL (executeCommand ls): --accept custom");
        assertThat(isRecorded()).isFalse();

        Adoption adoption = adopt(LiquibaseOptions.DEFAULT
                .withContexts("prod")
                .withLabels("!beta")
                .withAccepted(Set.of(Accepted.values())));

        assertThat(adoption.remarks())
                .anyMatch(remark -> remark.startsWith("left out, since their context is not one of --contexts: ")
                        && remark.contains("ctx"))
                .anyMatch(remark ->
                        remark.startsWith("left out, since --labels does not choose them: ") && remark.contains("lab"))
                .anyMatch(remark -> remark.startsWith("not written, with a revision that fails when it runs"));
        try (TestDatabase fresh = TestDatabase.create()) {
            assertThatThrownBy(() ->
                            LiquibaseAdoptionTest.migrator(fresh, adoption).upgrade())
                    .hasMessageContaining("the change set java is not written as SQL");
        }
    }

    @Test
    void a_lock_that_is_held_is_named_with_its_holder() {
        database.execute(
                "update databasechangeloglock set locked = true, lockgranted = '2026-01-02', lockedby = 'old-host'");
        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT))
                .hasMessageContaining("public.databasechangeloglock is held since 2026-01-02 00:00:00 by old-host")
                .hasMessageContaining("liquibase release-locks");
    }

    @Test
    void rows_of_which_one_should_know_are_named() {
        database.execute(
                "update databasechangelog set exectype = 'MARK_RAN', md5sum = null where id = 'second'",
                "update databasechangelog set exectype = 'RERAN' where id = 'view'",
                "insert into databasechangelog select * from databasechangelog where id = 'first'");

        assertThat(adopt(LiquibaseOptions.DEFAULT).remarks())
                .anyMatch(remark -> remark.startsWith("marked as ran and not run") && remark.endsWith("second::me"))
                .anyMatch(remark -> remark.startsWith("run again") && remark.endsWith("view::me"))
                .anyMatch(remark -> remark.startsWith("recorded twice") && remark.endsWith("first::me"))
                .anyMatch(remark -> remark.startsWith("recorded without a checksum") && remark.endsWith("second::me"));
    }

    @Test
    void faults_of_change_logs_are_named_together() {
        files.writeRoot(FIRST
                + SECOND
                + VIEW
                + change("quote", "", "<sql splitStatements=\"false\">select 1;\nselect 'open</sql>")
                + change("value", "", "<sql>select '${unknown}'</sql>")
                + change("begin", "", "<sql>begin</sql>"));
        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT))
                .hasMessageContaining(
                        "quote::me has SQL that cannot run here (The SQL text has an unterminated string literal in line 2, column 8")
                .hasMessageContaining("value::me has `${` in its SQL, and no parameter of that name: set it in"
                        + " spring.liquibase.parameters; --accept literals leaves it as it is")
                .hasMessageContaining("`begin` begins or ends a transaction");

        files.write(ROOT, "<databaseChangeLog");
        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT))
                .hasMessageContaining("the change log db/changelog/root.xml cannot be read:");
        files.delete(ROOT);
        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT))
                .hasMessageContaining("there is no change log db/changelog/root.xml");
        assertThat(isRecorded()).isFalse();
    }

    @Test
    void several_history_tables_are_told_apart_whatever_their_names() {
        database.execute(
                "create schema other",
                "create table other.\"His\" as table databasechangelog",
                "create table other.\"Lock\" as table databasechangeloglock");
        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT))
                .hasMessageContaining("several history tables of Liquibase: other.His, public.databasechangelog")
                .hasMessageContaining("--liquibase-table");
        assertThat(adopt(LiquibaseOptions.DEFAULT.withTable("OTHER.HIS")).revisions())
                .hasSize(2);
    }

    @Test
    void a_change_set_without_a_rollback_says_why_it_cannot_be_downgraded() {
        files.writeRoot(FIRST + SECOND + VIEW + change("third", "", "<sql>create table t3 ()</sql>"));
        Migrator migrator = LiquibaseAdoptionTest.migrator(database, adopt(LiquibaseOptions.DEFAULT));
        migrator.upgrade();
        assertThatThrownBy(() -> migrator.downgrade("-1")).hasMessageContaining("Liquibase has no rollback for sql");
    }

    @Test
    void a_repeatable_that_has_changed_is_applied_again() {
        files.writeRoot(FIRST + SECOND + VIEW.replace("select *", "select id, 1 as one"));

        Adoption adoption = adopt(LiquibaseOptions.DEFAULT);

        assertThat(adoption.remarks()).anyMatch(remark -> remark.startsWith("changed since they were run"));
        LiquibaseAdoptionTest.migrator(database, adoption).upgrade();
        assertThat(database.jdbc()
                        .sql("select count(one) from v")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_further_database_is_adopted_at_its_start_by_the_compiled_revisions() {
        Adoption preview =
                Migrator.builder(database.dataSource()).build().previewAdoption(options(LiquibaseOptions.DEFAULT));
        Migrator migrator = LiquibaseAdoptionTest.migrator(database, preview);
        AdoptionOptions start = AdoptionOptions.compiled("liquibase");

        assertThat(migrator.adoptIfUnversioned(start)).isPresent();
        assertThat(migrator.upgrade().after()).hasSize(1);

        database.execute("drop table levymaster_version", "drop table levymaster_history");
        row("ahead", "EXECUTED");
        assertThatThrownBy(() -> migrator.adoptIfUnversioned(start))
                .hasMessageContaining("ahead::me was run, and this application has no revision of it")
                .hasMessageContaining("levymaster.migrate.liquibase.accept=missing");
        LiquibaseOptions missing = LiquibaseOptions.DEFAULT.withAccepted(Set.of(Accepted.MISSING));
        assertThat(migrator.adoptIfUnversioned(start.withLiquibase(missing))).isPresent();
        database.execute(
                "drop table levymaster_version",
                "drop table levymaster_history",
                "delete from databasechangelog where id in ('first', 'ahead')");
        assertThatThrownBy(() -> migrator.adoptIfUnversioned(start))
                .hasMessageContaining("is not run, and one after it is");
        assertThatThrownBy(() -> Migrator.builder(database.dataSource()).build().adoptIfUnversioned(start))
                .hasMessageContaining("this application has no revisions of change sets");
    }

    private void row(String id, String execType) {
        database.execute("insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
                + " values ('" + id + "', 'me', 'classpath:" + ROOT + "', now(), 99, '" + execType + "')");
    }

    private boolean isRecorded() {
        return database.jdbc()
                .sql("select to_regclass('levymaster_version') is not null")
                .query(Boolean.class)
                .single();
    }

    private Adoption adopt(LiquibaseOptions liquibase) {
        return Migrator.builder(database.dataSource()).build().adopt(options(liquibase), planned -> {});
    }

    private AdoptionOptions options(LiquibaseOptions liquibase) {
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", "baseline"), project);
        return new AdoptionOptions("liquibase", target, null, true).withLiquibase(liquibase.withChangeLog(ROOT));
    }
}
