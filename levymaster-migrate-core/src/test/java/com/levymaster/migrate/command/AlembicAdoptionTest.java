package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.store.AlembicTable;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlembicAdoptionTest {

    private static final String FILE = """
            from alembic import op
            import sqlalchemy as sa
            revision = '%1$s'
            down_revision = %2$s
            branch_labels = %3$s
            depends_on = %4$s

            def upgrade():
                op.create_table('t_%1$s', sa.Column('id', sa.Integer(), primary_key=True))

            def downgrade():
                op.drop_table('t_%1$s')
            """;

    @TempDir
    private Path project;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void the_files_are_translated_what_alembic_applied_is_recorded_and_the_rest_is_upgraded() throws IOException {
        writeGraph();
        alembic("b1", "c1");
        database.execute("create table t_a1 (id serial primary key)", "create table t_b1 (id serial primary key)");
        database.execute("create table t_c1 (id serial primary key)");
        Migrator bare = Migrator.builder(database.dataSource()).build();

        Adoption adoption = bare.adopt(options(), planned -> {});

        assertThat(adoption.files()).hasSize(5);
        assertThat(adoption.remarks()).containsExactly("2 revisions are not applied yet: `db upgrade` runs d1, m1");
        Migrator migrator = Migrator.builder(database.dataSource())
                .migrations(compiled(adoption))
                .build();
        assertThat(migrator.status().applied()).containsExactlyInAnyOrder("a1", "b1", "c1");
        migrator.upgrade();
        assertThat(migrator.status().current()).extracting(RevisionHeader::id).containsExactly("m1");
        migrator.downgrade("c1");
        assertThatThrownBy(() -> migrator.downgrade("a1")).hasMessageContaining("adopted");
    }

    /** The classes of this application say nothing of an adoption, as those of one that new databases are made with. */
    @Test
    void what_alembic_applied_is_never_reverted_by_revisions_that_were_not_run_here() {
        alembic("a1");
        database.execute("create table t_a1 (id serial primary key)", "insert into t_a1 default values");
        Migrator migrator = Migrator.builder(database.dataSource())
                .migrations(new A1(), new B1())
                .build();
        migrator.adopt(AdoptionOptions.compiled("alembic"), planned -> {});

        assertThatThrownBy(() -> migrator.downgrade("base"))
                .hasMessageContaining("Cannot undo: revision a1")
                .hasMessageContaining("a downgrade ends there. Nothing was changed.")
                .hasMessageEndingWith("What to do: to forget revisions without running them, use `db stamp`.");
        migrator.upgrade();
        assertThatThrownBy(() -> migrator.previewDowngrade("base"))
                .hasMessageContaining("revert what came after it with `db downgrade a1`");
        assertThatThrownBy(() -> migrator.downgrade("-2")).hasMessageContaining("Cannot undo: revision a1");
        assertThat(migrator.downgrade("-1").after()).containsExactly("a1");
        assertThat(count("t_a1")).isOne();

        migrator.stamp("base");
        migrator.stamp("a1");
        assertThat(migrator.downgrade("base").after()).isEmpty();
    }

    @Test
    void a_database_that_differs_from_what_alembic_is_said_to_have_run_is_adopted_and_what_differs_is_named()
            throws IOException {
        writeGraph();
        alembic("b1");
        database.execute(
                "create table t_a1 (id serial primary key)",
                "create table t_b1 (id serial primary key)",
                "create index by_hand on t_b1 (id)");
        Migrator bare = Migrator.builder(database.dataSource()).build();
        ScratchServer scratch = new ScratchServer(database.url(), database.user(), database.password());
        AdoptionOptions comparing = new AdoptionOptions("alembic", options().target(), scratch, false);

        Adoption written = bare.previewAdoption(comparing);
        Adoption compiled = Migrator.builder(database.dataSource())
                .migrations(compiled(written))
                .build()
                .adopt(comparing, planned -> {});

        assertThat(written.differences())
                .containsExactly("only the database has: index public.by_hand: CREATE INDEX by_hand ON public.t_b1"
                        + " USING btree (id)");
        assertThat(written.remarks()).anyMatch(remark -> remark.startsWith("The database differs from what"));
        assertThat(compiled.files()).isEmpty();
        assertThat(compiled.differences()).isEqualTo(written.differences());
    }

    @Test
    void a_database_that_is_what_alembic_has_run_has_no_differences() throws IOException {
        writeGraph();
        alembic("a1");
        database.execute("create table t_a1 (id serial primary key)");
        ScratchServer scratch = new ScratchServer(database.url(), database.user(), database.password());
        AdoptionOptions comparing = new AdoptionOptions("alembic", options().target(), scratch, false);

        Adoption adoption = Migrator.builder(database.dataSource()).build().previewAdoption(comparing);

        assertThat(adoption.differences()).isEmpty();
        assertThat(adoption.remarks())
                .containsExactly("4 revisions are not applied yet: `db upgrade` runs b1, c1, d1, m1");
        assertThat(Migrator.builder(database.dataSource())
                        .migrations(compiled(adoption))
                        .build()
                        .previewAdoption(comparing)
                        .differences())
                .isEmpty();
    }

    @Test
    void a_new_database_is_reverted_by_the_same_revisions() {
        Migrator migrator = Migrator.builder(database.dataSource())
                .migrations(new A1(), new B1())
                .build();

        migrator.upgrade();

        assertThat(migrator.downgrade("base").after()).isEmpty();
    }

    @Revision(id = "a1", message = "first")
    private static final class A1 implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("t_a1", t -> t.column("id", integer()).identity());
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b1", downRevision = "a1", message = "second")
    private static final class B1 implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("t_b1", t -> t.column("id", integer()).identity());
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    private long count(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    @Test
    void the_table_of_alembic_is_kept_in_step_by_every_command() throws IOException {
        writeGraph();
        alembic("a1");
        database.execute("create table t_a1 (id serial primary key)");
        Adoption adoption = Migrator.builder(database.dataSource()).build().previewAdoption(options());
        Migrator migrator = keeping(List.of(), compiled(adoption));
        migrator.adopt(AdoptionOptions.compiled("alembic"), planned -> {});
        assertThat(alembicRows()).containsExactly("a1");

        migrator.upgrade("b1");
        assertThat(alembicRows()).containsExactly("b1");
        migrator.upgrade("c1");
        assertThat(alembicRows()).containsExactly("b1", "c1");
        migrator.upgrade("d1");
        assertThat(alembicRows()).containsExactly("b1", "d1");
        migrator.upgrade();
        assertThat(alembicRows()).containsExactly("m1");
        migrator.downgrade("d1");
        assertThat(alembicRows()).containsExactly("b1", "d1");
        migrator.stamp("b1");
        migrator.stamp("m1");
        assertThat(alembicRows()).containsExactly("m1");
        migrator.stamp("a1");
        assertThat(alembicRows()).containsExactly("a1");
        migrator.stampPurging("c1");
        assertThat(alembicRows()).containsExactly("c1");
        assertThat(migrator.scriptUpgrade("a1:b1")).contains("insert into \"alembic_version\"");
    }

    @Test
    void what_alembic_has_no_files_of_is_not_written_to_its_table_which_is_created_on_a_new_database()
            throws IOException {
        writeGraph();
        alembic("a1");
        Migration[] revisions =
                compiled(Migrator.builder(database.dataSource()).build().previewAdoption(options()));
        database.execute("drop table alembic_version");

        Migrator migrator = keeping(List.of("b1"), revisions);
        migrator.upgrade();

        assertThat(alembicRows()).containsExactly("b1");
        assertThatThrownBy(() -> keeping(List.of("gone"), revisions).status())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("levymaster.migrate.alembic.heads names revisions that do not exist: gone");
    }

    @Test
    void bad_input_is_named_and_nothing_is_written() throws IOException {
        Migrator bare = Migrator.builder(database.dataSource()).build();
        alembic("a1");
        assertThatThrownBy(() -> bare.adopt(options(), planned -> {})).hasMessageContaining("--alembic-dir");
        writeGraph();
        alembic("ahead");
        assertThatThrownBy(() -> bare.adopt(options(), planned -> {}))
                .hasMessageContaining("no file has the revision ahead: the database is ahead of the files");
        alembic();
        assertThatThrownBy(() -> bare.adopt(options(), planned -> {}))
                .hasMessageContaining("Alembic has recorded no revision");
        alembic("a1");
        assertThatThrownBy(() -> bare.adopt(AdoptionOptions.compiled("alembic"), planned -> {}))
                .hasMessageContaining("this application has no revision a1");
        Files.writeString(project.resolve("migrations/versions/broken.py"), "revision = 'x\n");
        assertThatThrownBy(() -> bare.adopt(options(), planned -> {}))
                .hasMessageContaining("migrations/versions/broken.py:1 is not understood: a string that does not end");

        assertThat(database.jdbc()
                        .sql("select to_regclass('levymaster_version') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** {@code a1} has the children b1 and c1, d1 follows c1, and m1 merges b1 and d1. */
    private void writeGraph() throws IOException {
        Path versions = Files.createDirectories(project.resolve("migrations/versions"));
        List<List<String>> graph = List.of(
                List.of("a1", "None", "None", "None"),
                List.of("b1", "'a1'", "('left',)", "None"),
                List.of("c1", "'a1'", "None", "None"),
                List.of("d1", "'c1'", "None", "None"),
                List.of("m1", "('b1', 'd1')", "None", "None"));
        for (List<String> file : graph) {
            Files.writeString(versions.resolve(file.get(0) + "_.py"), FILE.formatted(file.toArray()));
        }
    }

    private void alembic(String... rows) {
        database.execute(
                "create table if not exists alembic_version (version_num varchar(32) not null primary key)",
                "delete from alembic_version");
        for (String row : rows) {
            database.execute("insert into alembic_version values ('" + row + "')");
        }
    }

    private List<String> alembicRows() {
        return database.jdbc()
                .sql("select version_num from alembic_version order by 1")
                .query(String.class)
                .list();
    }

    private Migrator keeping(List<String> heads, Migration... revisions) {
        TableNames tables = TableNames.DEFAULT.withAlembic(new AlembicTable(null, "alembic_version", heads));
        return Migrator.builder(database.dataSource())
                .migrations(revisions)
                .settings(MigratorSettings.DEFAULT.withTables(tables))
                .build();
    }

    private AdoptionOptions options() {
        Target target = new Target("", RevisionTemplate.DEFAULT, RevisionRequest.of("base", "baseline"), project);
        return new AdoptionOptions("alembic", target, null, false);
    }

    private static Migration[] compiled(Adoption adoption) {
        return compiled(adoption, text -> text);
    }

    private static Migration[] compiled(Adoption adoption, UnaryOperator<String> edit) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (SourceFile file : adoption.files()) {
            sources.put(file.fileName().replace(".java", ""), edit.apply(file.text()));
        }
        Compiled compiled = Compiled.of(sources);
        return sources.keySet().stream().map(compiled::migration).toArray(Migration[]::new);
    }
}
