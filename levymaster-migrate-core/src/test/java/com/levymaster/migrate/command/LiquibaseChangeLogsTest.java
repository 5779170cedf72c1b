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
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change logs as they are after years: of old versions, in other files, with what depends on the database. */
class LiquibaseChangeLogsTest {

    private static final String ROOT = "db/changelog/root.xml";

    /** Computed by Liquibase 3.10.3 and 3.4.2 from these files. */
    private static final Map<String, List<String>> OLD_CHECKSUMS = Map.of(
            "county", List.of("8:23c82cc788bbf21d060ac9b8059b14b0", "7:e256989f2b3f6d7681e76720b5a0aa3e"),
            "load", List.of("8:0da006fff63d17e7e1fc22d3bed63589", "7:3b52e6af0f2e3b482b509b1564845bf9"),
            "seed", List.of("8:3108865ebdeed3d43da68fc4f1512443", "7:41b102751a43a030a164bc58a0ef533e"),
            "tag", List.of("8:66b36565238a5af72e5603468437de78", "7:4bb6a064c04e7eaa93a4f42b87ec0029"),
            "0", List.of("8:805517edeaac87f73c78740453377640", "7:ecfb8f4798e816b1066653ec924a68fd"),
            "function", List.of("8:c6a3a5049df0fd227a0239b26f591f82", "7:9b518f8162a21d9cd3e4492120998d0a"),
            "j0", List.of("8:6e91ce9a775c5808d5c34a9a6d39555a", "7:a9ac15becd51177947f5ffa8649a51c4"),
            "four", List.of("8:bb656d4fa4803147adcaecdbd6ef0019", "7:82b5eff06a976d59f80c9d5b6a1fa7db"));

    @TempDir
    private Path project;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void checksums_of_version_8_are_compared_and_those_of_older_versions_are_named() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project).writeAll();
        String master = "db/changelog/db.changelog-master.yaml";
        LiquibaseAdoptionTest.update(database, files, master, 1000);
        LiquibaseOptions options = LiquibaseOptions.DEFAULT
                .withContexts("prod")
                .withLabels("")
                .withAccepted(Set.of(Accepted.PRECONDITIONS));
        OLD_CHECKSUMS.forEach((id, sums) -> checksum(id, sums.get(0)));

        // Liquibase 5 itself computes another one of version 8 for this kind of change.
        assertThatThrownBy(() -> adopt(options, master))
                .hasMessageContaining("more.yaml::function::bob was edited after it was run: Liquibase has recorded the"
                        + " checksum 8:c6a3a5049df0fd227a0239b26f591f82")
                .hasMessageContaining("--accept edited takes it as it is now")
                .hasMessageNotContainingAny("county", "seed", "load", "j0");

        OLD_CHECKSUMS.forEach((id, sums) -> checksum(id, sums.get(1)));
        checksum("index", null);
        assertThat(preview(options, master).remarks())
                .anyMatch(remark -> remark.startsWith("recorded with a checksum of an old version, which Liquibase no"
                                + " longer computes, and not compared with the files: ")
                        && remark.contains("function")
                        && remark.contains("county"))
                .anyMatch(remark -> remark.matches("recorded without a checksum.*::index::ann"))
                .anyMatch(remark -> remark.matches("tagged; `db downgrade` takes the revision: v1 is lb[0-9a-f]{10}"));

        checksum("function", "8:0");
        Adoption accepted = adopt(options.withAccepted(Set.of(Accepted.PRECONDITIONS, Accepted.EDITED)), master);
        assertThat(accepted.remarks())
                .anyMatch(
                        remark -> remark.startsWith("edited after they were run: a new database runs what they are now")
                                && remark.endsWith("function::bob"));
    }

    @Test
    void changes_that_are_not_for_postgresql_are_left_out_as_liquibase_does_and_named() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project)
                .writeRoot(change("own", "", "<sql dbms=\"postgresql, h2\">create table own (id bigint)</sql>")
                        + change("other", "", "<sql dbms=\"h2\">create nonsense</sql>")
                        + change(
                                "both",
                                "",
                                "<createTable tableName=\"two\"><column name=\"id\" type=\"bigint\"/></createTable>"
                                        + "<sql dbms=\"mysql,mariadb\">alter table two engine=InnoDB</sql>"
                                        + "<createProcedure dbms=\"oracle\">nonsense</createProcedure>"));
        LiquibaseAdoptionTest.update(database, files, ROOT, 100);

        Adoption adoption = adopt(LiquibaseOptions.DEFAULT, ROOT);

        assertThat(adoption.revisions())
                .extracting(revision -> revision.message())
                .containsExactly("own sql", "both createTable");
        assertThat(adoption.remarks())
                .anyMatch(remark -> remark.matches("left out, since they are not for PostgreSQL: .*::other::\\w+"))
                .anyMatch(remark ->
                        remark.matches("without their changes that are not for PostgreSQL \\(dbms\\): .*::both::\\w+"));
        assertThat(adoption.files()).allSatisfy(file -> assertThat(file.text())
                .doesNotContain("nonsense", "InnoDB"));
        assertThat(adoption.files().get(1).text()).contains("-- downgrade\nDROP TABLE two;");
    }

    @Test
    void what_modify_sql_does_in_the_context_of_a_run_is_done_and_what_it_does_in_others_is_not() throws Exception {
        String table = "<createTable tableName=\"%s\"><column name=\"id\" type=\"bigint\"/></createTable>";
        String suffix = "<modifySql context=\"%s\"><append value=\" with (fillfactor = %d)\"/></modifySql>";
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project)
                .writeRoot(change("one", "", table.formatted("one") + suffix.formatted("prod", 70) + suffix.formatted("dev", 50))
                        + change("two", "", table.formatted("two") + suffix.formatted("dev", 50)));
        LiquibaseAdoptionTest.update(database, files, ROOT, 100);

        Adoption adoption = preview(LiquibaseOptions.DEFAULT.withContexts("prod"), ROOT);

        assertThat(adoption.files().get(0).text()).contains("with (fillfactor = 70);").doesNotContain("50");
        assertThat(adoption.files().get(1).text()).doesNotContain("fillfactor");
        assertThat(adoption.remarks()).noneMatch(remark -> remark.contains("edited"));
        assertThatThrownBy(() -> adopt(LiquibaseOptions.DEFAULT, ROOT))
                .hasMessageContaining("::one::me has the context prod, dev: say with --contexts")
                .hasMessageNotContaining("edited");
    }

    @Test
    void what_postgresql_decides_is_not_asked() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project)
                .writeRoot("<preConditions><or><dbms type=\"postgresql\"/><dbms type=\"h2\"/></or></preConditions>"
                        + change("one", "dbms=\"oracle\"", "<sql>create nonsense</sql>")
                        + change("one", "dbms=\"postgresql\"", "<sql>create table one (id bigint)</sql>")
                        + change(
                                "never",
                                "",
                                "<preConditions onFail=\"MARK_RAN\"><not><dbms type=\"postgresql\"/></not></preConditions>"
                                        + "<sql>create nonsense</sql>")
                        + change(
                                "always",
                                "",
                                "<preConditions onFail=\"WARN\"><dbms type=\"mysql\"/></preConditions>"
                                        + "<sql>create table two (id bigint)</sql>"));
        LiquibaseAdoptionTest.update(database, files, ROOT, 100);

        Adoption adoption = adopt(LiquibaseOptions.DEFAULT, ROOT);

        assertThat(adoption.revisions()).hasSize(2);
        assertThat(adoption.remarks())
                .anyMatch(remark -> remark.startsWith("left out, since they are not for PostgreSQL: "))
                .anyMatch(remark -> remark.matches(
                        "left out, since their preconditions are never met on PostgreSQL: .*::never::me"));
    }

    @Test
    void a_logical_path_that_was_inherited_later_changes_nothing() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project)
                .writeRoot("<include file=\"db/changelog/a.sql\"/>")
                .write(
                        "db/changelog/a.sql",
                        "--liquibase formatted sql\n--changeset me:a\ncreate table a (id bigint);\n");
        LiquibaseAdoptionTest.update(database, files, ROOT, 100);
        database.execute("update databasechangelog set filename = 'classpath:/db/changelog/../changelog/a.sql'");
        files.writeRoot("<include file=\"a.sql\" relativeToChangelogFile=\"true\" logicalFilePath=\"moved\"/>");

        assertThat(adopt(LiquibaseOptions.DEFAULT, ROOT).revisions()).hasSize(1);
    }

    @Test
    void change_logs_of_a_jar_that_applications_share_are_read_from_the_class_path() throws Exception {
        Path jar = jar(Map.of(
                "shared/log.yaml",
                "databaseChangeLog:\n- includeAll: {path: parts, relativeToChangelogFile: true}\n",
                "shared/parts/a.sql",
                "--liquibase formatted sql\n--changeset me:a\ncreate table a (id bigint);\n",
                "db/parts/b.sql",
                "--liquibase formatted sql\n--changeset me:b\ncreate table b (id bigint);\n"));
        new LiquibaseProjectFiles(project)
                .write("db/parts/c.sql", "--liquibase formatted sql\n--changeset me:c\ncreate table c (id bigint);\n")
                .writeRoot("<include file=\"classpath:shared/log.yaml\"/><includeAll path=\"db/parts\"/>");
        database.execute("create table a ()");
        createHistory();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            Thread.currentThread().setContextClassLoader(loader);

            assertThat(preview(LiquibaseOptions.DEFAULT, ROOT).files())
                    .extracting(file -> file.text().replaceAll("(?s).*-- liquibase: (.*?)\n.*", "$1"))
                    .containsExactly("shared/parts/a.sql::a::me", "db/parts/b.sql::b::me", "db/parts/c.sql::c::me");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void each_schema_and_renamed_table_is_the_one_that_was_configured() throws Exception {
        new LiquibaseProjectFiles(project)
                .writeRoot(change(
                        "a",
                        "",
                        "<createTable tableName=\"a\" schemaName=\"app\"><column name=\"id\" type=\"int\"/></createTable>"
                                + "<createTable tableName=\"b\" schemaName=\"public\"><column name=\"id\" type=\"int\"/></createTable>"
                                + "<sql>comment on table a is '${database.defaultSchemaName} ${database.liquibaseSchemaName}"
                                + " ${database.databaseChangeLogTableName}'</sql>"));
        createHistory();
        database.execute(
                "create schema app",
                "create schema tool",
                "alter table databasechangelog set schema tool",
                "alter table tool.databasechangelog rename to log");
        LiquibaseOptions options =
                new LiquibaseOptions("tool.log", null, "tool", "app", ROOT, null, null, Map.of(), Set.of());

        Adoption adoption = preview(options, ROOT);

        assertThat(adoption.files().get(0).text())
                .contains("CREATE TABLE a (", "CREATE TABLE public.b (", "comment on table a is 'app tool log'");
        assertThat(adoption.remarks())
                .contains(
                        "the change sets of Liquibase are in the schema app, and this connection is in public: set that"
                                + " of its change sets, for example with ?currentSchema=app in the URL");
    }

    @Test
    void a_new_database_goes_all_the_way_down_and_up() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project)
                .writeRoot(
                        change(
                                        "table",
                                        "",
                                        "<createTable tableName=\"a\"><column name=\"id\" type=\"text\"/></createTable>")
                                + change(
                                        "literal",
                                        "",
                                        "<insert tableName=\"a\"><column name=\"id\" value=\"${name}; it's\"/></insert><rollback/>")
                                + change("tag", "", "<tagDatabase tag=\"v1\"/>")
                                + change(
                                        "drop",
                                        "",
                                        "<dropTable tableName=\"a\"/><rollback changeSetId=\"table\" changeSetAuthor=\"me\"/>"));
        LiquibaseAdoptionTest.update(database, files, ROOT, 100);

        Adoption adoption = adopt(LiquibaseOptions.DEFAULT, ROOT);

        try (TestDatabase fresh = TestDatabase.create()) {
            Migrator migrator = LiquibaseAdoptionTest.migrator(fresh, adoption);
            migrator.upgrade();
            assertThat(migrator.downgrade("-1").after()).hasSize(1);
            assertThat(fresh.jdbc()
                            .sql("select count(*) from a")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(migrator.downgrade("base").after()).isEmpty();
            migrator.upgrade("+2");
            assertThat(fresh.jdbc().sql("select id from a").query(String.class).single())
                    .isEqualTo("${name}; it's");
        }
        assertThatThrownBy(
                        () -> LiquibaseAdoptionTest.migrator(database, adoption).downgrade("base"))
                .hasMessageContaining("a downgrade ends there");
    }

    @Test
    void what_liquibase_has_run_is_not_run_again_by_an_upgrade_without_an_adoption() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project)
                .writeRoot(change("a", "", "<sql>create table if not exists a (id bigint)</sql>")
                        + change("b", "", "<sql>insert into a values (1)</sql>")
                        + change("c", "", "<sql>insert into a values (2)</sql>"));
        LiquibaseAdoptionTest.update(database, files, ROOT, 2);
        Migrator migrator = LiquibaseAdoptionTest.migrator(database, preview(LiquibaseOptions.DEFAULT, ROOT));

        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining("The table public.databasechangelog of liquibase says that lb")
                .hasMessageContaining("and 1 before it have run in this database already, and it is not adopted."
                        + " Nothing was changed.")
                .hasMessageContaining("run `db adopt --from liquibase`, or set levymaster.migrate.adopt=liquibase");
        assertThatThrownBy(migrator::previewUpgrade).hasMessageContaining("it is not adopted");
        database.execute("update databasechangelog set exectype = 'FAILED'");
        assertThat(migrator.previewUpgrade().revisions()).hasSize(3);
        database.execute("update databasechangelog set exectype = 'EXECUTED'");
        assertThat(migrator.adoptIfUnversioned(AdoptionOptions.compiled("liquibase")))
                .isPresent();
        LiquibaseAdoptionTest.update(database, files, ROOT, 1);
        assertThatThrownBy(migrator::upgrade)
                .hasMessageContaining("has run in this database already, and this library has no record of it")
                .hasMessageContaining("stop liquibase, and record what it has run with `db stamp lb");
        assertThat(database.jdbc()
                        .sql("select count(*) from a")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    private void createHistory() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project).write("none.yaml", "databaseChangeLog: []");
        LiquibaseAdoptionTest.update(database, files, "none.yaml", 1);
    }

    private static String change(String id, String attributes, String content) {
        return "<changeSet id=\"" + id + "\" author=\"me\" " + attributes + ">" + content + "</changeSet>\n";
    }

    private void checksum(String id, @Nullable String value) {
        database.jdbc()
                .sql("update databasechangelog set md5sum = :value where id = :id")
                .param("value", value)
                .param("id", id)
                .update();
    }

    private Path jar(Map<String, String> files) throws IOException {
        Path jar = project.resolve("shared.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String directory : List.of("shared/", "shared/parts/", "db/", "db/parts/")) {
                out.putNextEntry(new JarEntry(directory));
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private Adoption preview(LiquibaseOptions options, String changeLog) {
        return Migrator.builder(database.dataSource()).build().previewAdoption(adoption(options, changeLog));
    }

    private Adoption adopt(LiquibaseOptions options, String changeLog) {
        return Migrator.builder(database.dataSource()).build().adopt(adoption(options, changeLog), planned -> {});
    }

    private AdoptionOptions adoption(LiquibaseOptions options, String changeLog) {
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", "baseline"), project);
        return new AdoptionOptions("liquibase", target, null, true).withLiquibase(options.withChangeLog(changeLog));
    }
}
