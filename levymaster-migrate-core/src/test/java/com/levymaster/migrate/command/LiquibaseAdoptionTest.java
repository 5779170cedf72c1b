package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sqlrevision.RepeatableFiles;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Liquibase itself is the reference. */
class LiquibaseAdoptionTest {

    private static final String MASTER = "db/changelog/db.changelog-master.yaml";

    @TempDir
    private Path project;

    @Test
    void a_new_database_equals_the_one_that_liquibase_has_migrated() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project).writeAll();
        try (TestDatabase theirs = TestDatabase.create();
                TestDatabase ours = TestDatabase.create()) {
            update(theirs, files, MASTER, 1000);

            Adoption adoption = Migrator.builder(theirs.dataSource()).build().adopt(options(theirs), planned -> {});

            assertThat(adoption.differences()).isEmpty();
            assertThat(adoption.files()).hasSizeGreaterThan(45);
            assertThat(adoption.remarks())
                    .anyMatch(remark -> remark.startsWith("left out, since they are not for PostgreSQL"))
                    .anyMatch(remark -> remark.startsWith("with the content of their files"));
            migrator(ours, adoption).upgrade();
            assertThat(facts(ours)).isEqualTo(facts(theirs));
            assertThat(rows(ours)).isEqualTo(rows(theirs));
            Migrator adopted = migrator(theirs, adoption);
            assertThat(adopted.upgrade().isEmpty()).isTrue();
        }
    }

    @Test
    void adopted_in_the_middle_both_go_on_alike_and_down_and_up_again() throws Exception {
        LiquibaseProjectFiles files = new LiquibaseProjectFiles(project).writeAll();
        try (TestDatabase theirs = TestDatabase.create();
                TestDatabase ours = TestDatabase.create()) {
            update(theirs, files, MASTER, 20);
            update(ours, files, MASTER, 20);

            Adoption adoption = Migrator.builder(ours.dataSource()).build().adopt(options(ours), planned -> {});
            Migrator migrator = migrator(ours, adoption);
            List<RevisionHeader> recorded = adoption.revisions();
            migrator.upgrade();
            update(theirs, files, MASTER, 1000);

            assertThat(facts(ours)).isEqualTo(facts(theirs));
            assertThat(rows(ours)).isEqualTo(rows(theirs));
            String last = recorded.get(recorded.size() - 1).id();
            assertThat(migrator.downgrade(last).after()).containsExactly(last);
            migrator.upgrade();
            assertThat(facts(ours)).isEqualTo(facts(theirs));
            assertThatThrownBy(() -> migrator.downgrade("base")).hasMessageContaining("adopted");
        }
    }

    static void update(TestDatabase database, LiquibaseProjectFiles files, String changeLog, int count)
            throws Exception {
        try (Connection connection = database.dataSource().getConnection();
                DirectoryResourceAccessor resources = new DirectoryResourceAccessor(files.resources());
                Liquibase liquibase = new Liquibase(changeLog, resources, new JdbcConnection(connection))) {
            liquibase.update(count, new Contexts("prod"), new LabelExpression(""));
        } catch (LiquibaseException e) {
            throw new IllegalStateException(e);
        }
    }

    private AdoptionOptions options(TestDatabase database) {
        ScratchServer scratch = new ScratchServer(database.url(), database.user(), database.password());
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", "baseline"), project);
        return new AdoptionOptions(null, target, scratch, false)
                .withLiquibase(LiquibaseOptions.DEFAULT
                        .withContexts("prod")
                        .withLabels("")
                        .withAccepted(Set.of(Accepted.PRECONDITIONS)));
    }

    static Migrator migrator(TestDatabase database, Adoption adoption) {
        return Migrator.builder(database.dataSource())
                .scripts(SqlRevisionFiles.read(written(adoption, "db.revisions"), Map.of()))
                .repeatables(RepeatableFiles.read(written(adoption, "db.repeatables"), Map.of()))
                .build();
    }

    private static Map<String, byte[]> written(Adoption adoption, String directory) {
        Map<String, byte[]> files = new TreeMap<>();
        for (SourceFile file : adoption.files()) {
            if (file.packageName().equals(directory)) {
                files.put(file.fileName(), file.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static List<String> rows(TestDatabase database) {
        return database.jdbc()
                .sql("select concat_ws(' ', id, name, rate, short_code) from county order by id")
                .query(String.class)
                .list();
    }

    private static SortedSet<String> facts(TestDatabase database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return ServerDefinitions.facts(
                    connection,
                    Stream.of(
                                    "databasechangelog",
                                    "databasechangeloglock",
                                    "levymaster_version",
                                    "levymaster_history",
                                    "levymaster_repeatable")
                            .map(name -> ObjectName.of("public", name))
                            .toList());
        }
    }
}
