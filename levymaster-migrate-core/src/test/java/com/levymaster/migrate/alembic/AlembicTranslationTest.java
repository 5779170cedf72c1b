package com.levymaster.migrate.alembic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlembicTranslationTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources", "alembic");

    private static final String HEAD = """
            \"""%s\"""
            from alembic import op
            import sqlalchemy as sa

            revision = '%s'
            down_revision = %s


            """;

    @Test
    void the_translated_revisions_give_the_database_that_alembic_gives_and_leave_nothing_behind() throws IOException {
        AlembicProject project = AlembicProject.read(files());
        assertThat(project.revisions())
                .allSatisfy(revision ->
                        assertThat(revision.failures()).as(revision.file()).isZero());

        try (TestDatabase expected = TestDatabase.create();
                TestDatabase translated = TestDatabase.create()) {
            Migrator migrator = Migrator.builder(translated.dataSource())
                    .migrations(compiled(project))
                    .build();
            CatalogSnapshot before = CatalogSnapshot.of(expected);
            expected.execute(Files.readString(RESOURCES.resolve("expected.sql")).split(";\n\n"));

            migrator.upgrade();

            assertThat(CatalogSnapshot.of(translated).without("levymaster_")).isEqualTo(CatalogSnapshot.of(expected));
            for (String rows : List.of(
                    "select string_agg(t::text, ' ' order by id) from tag t",
                    "select string_agg(name || opened || bed_count || active, ' ' order by name) from clinic")) {
                assertThat(translated.jdbc().sql(rows).query(String.class).single())
                        .isEqualTo(expected.jdbc().sql(rows).query(String.class).single());
            }

            migrator.downgrade("base");

            assertThat(CatalogSnapshot.of(translated).without("levymaster_")).isEqualTo(before);
        }
    }

    @Test
    void ids_parents_labels_dependencies_and_messages_are_those_of_alembic() throws IOException {
        AlembicProject project = AlembicProject.read(files());

        assertThat(header(project, "b2e1d4c3a5f6").message()).isEqualTo("Every type.");
        assertThat(header(project, "d0e9f2a1c3b4").labels()).containsExactly("research");
        assertThat(header(project, "e1f0a3b2d4c5").dependsOn()).containsExactly("research");
        assertThat(header(project, "a3b2c5d4f6e7").down()).containsExactly("e1f0a3b2d4c5", "f2a1b4c3e5d6");
        assertThat(project.graph().heads()).extracting(RevisionHeader::id).containsExactly("a3b2c5d4f6e7");
    }

    @Test
    void what_is_not_understood_fails_when_it_runs_with_its_line_and_the_rest_is_translated() {
        AlembicProject project =
                AlembicProject.read(Map.of("versions/one.py", HEAD.formatted("one", "aa11", "None") + """
                def upgrade():
                    table = f'county_{name()}'
                    op.create_table('county', sa.Column('id', sa.Integer(), primary_key=True))
                    for name in names():
                        op.execute("insert into county values (1)")
                    op.add_column(table, sa.Column('x', sa.Integer()))
                    op.add_column('county', sa.Column('geo', myapp.types.Point(), nullable=True))
                    op.execute('commit')
                    op.create_index('ix', 'county', ['id'], postgresql_fancy=True)
                    op.create_index('ix_county_id', 'county', ['id'])
                    op.execute('ABORT; START TRANSACTION;')

                def downgrade():
                    raise NotImplementedError("it's one way")
                """));
        AlembicRevision revision = project.revisions().get(0);
        RevisionSource source = revision.source("", false);

        assertThat(revision.failures()).isEqualTo(7);
        assertThat(source.text())
                .contains("createTable(\"county\"", "addIndex(\"ix_county_id\")")
                .contains("REVIEW: write this step by hand: 'for' was not understood (versions/one.py:12)")
                .contains("REVIEW: op.execute(\"insert into county values (1)\")")
                .contains(
                        "the type Point",
                        "the argument postgresql_fancy",
                        "versions/one.py:14",
                        "a name that is not text");
        try (TestDatabase database = TestDatabase.create()) {
            Migrator migrator = Migrator.builder(database.dataSource())
                    .migrations(compiled(project))
                    .build();
            assertThatThrownBy(migrator::upgrade)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("versions/one.py:12 was not translated ('for'): for name in names():");
            assertThat(database.jdbc()
                            .sql("select to_regclass('county') is null")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @Test
    void a_text_of_several_lines_is_that_of_python() {
        List<String> texts = List.of(
                "\n        select 1,\n          'second\tline\n    third'\n        ",
                "\n\n  select 2, ' x  \n\n   y\n'",
                "select 3, '\n   first'",
                "    select 4, 'a\n    b\n  c '\n");
        StringBuilder steps = new StringBuilder();
        texts.forEach(text -> steps.append("    op.execute(\"\"\"").append(text).append("\"\"\")\n"));
        AlembicProject project = AlembicProject.read(
                Map.of("one.py", HEAD.formatted("one", "aa11", "None") + "def upgrade():\n" + steps));

        assertThat(Compiled.said(compiled(project)[0]::upgrade))
                .extracting(operation -> ((ExecuteSql) operation).sql())
                .containsExactlyElementsOf(texts);
    }

    @Test
    void a_foreign_key_that_alembic_leaves_out_of_create_table_is_left_out() {
        AlembicProject project = AlembicProject.read(Map.of("one.py", HEAD.formatted("one", "aa11", "None") + """
                def upgrade():
                    op.create_table('node', sa.Column('id', sa.Integer(), primary_key=True),
                        sa.Column('a', sa.Integer(), sa.ForeignKey('node.id', use_alter=True)),
                        sa.Column('b', sa.Integer(), sa.ForeignKey('node.id', use_alter=False)),
                        sa.ForeignKeyConstraint(['a'], ['node.id'], use_alter=True))
                    op.add_column('node', sa.Column('c', sa.Integer(), sa.ForeignKey('node.id', use_alter=True)))
                """));

        assertThat(project.revisions().get(0).failures()).isZero();
        assertThat(project.revisions().get(0).source("", false).text())
                .contains("node_b_fkey", "node_c_fkey")
                .doesNotContain("node_a_fkey");
    }

    @Test
    void a_step_that_was_not_understood_fails_with_its_line_although_values_are_masked() {
        AlembicProject project = AlembicProject.read(Map.of("one.py", HEAD.formatted("one", "aa11", "None") + """
                def upgrade():
                    rename_all("the 'old' county")
                """));
        try (TestDatabase database = TestDatabase.create()) {
            Migrator migrator = Migrator.builder(database.dataSource())
                    .migrations(compiled(project))
                    .build();
            assertThatThrownBy(migrator::upgrade)
                    .hasMessageContaining(
                            "one.py:10 was not translated (a call of rename_all): rename_all(\"the 'old' county\")")
                    .hasMessageNotContaining("a text of the application");
        }
    }

    @Test
    void what_is_constant_is_computed() {
        AlembicProject project = AlembicProject.read(Map.of("one.py", HEAD.formatted("one", "aa11", "None") + """
                import textwrap
                from textwrap import dedent
                SCHEMA = 'audit'
                AREAS = ['north', 'south']

                def upgrade():
                    bind = op.get_bind()
                    for area in AREAS:
                        table = f'county_{area}'
                        op.execute(f"create table {SCHEMA}.{table} (a text default '{{}}\\x7d', b varchar({10}))" ' -- ' f'{area}')
                    for name, kind in (('a', 'text'), ('b', 'date')):
                        if bind.dialect.name == 'postgresql':
                            op.execute('alter table t add ' + name + ' ' + kind)
                        elif kind == 'date':
                            op.execute(unknown())
                    if op.get_context().dialect.name != 'postgresql':
                        return
                    op.execute(textwrap.dedent(\"""\\
                        select 1,
                          'x'
                       \t
                        from t
                        \"""))
                    op.execute(dedent(' y'))
                    op.drop_table(table)
                """));

        assertThat(project.revisions().get(0).failures()).isZero();
        assertThat(Compiled.said(compiled(project)[0]::upgrade))
                .extracting(operation -> operation instanceof ExecuteSql execute ? execute.sql() : operation.describe())
                .containsExactly(
                        "create table audit.county_north (a text default '{}}', b varchar(10)) -- north",
                        "create table audit.county_south (a text default '{}}', b varchar(10)) -- south",
                        "alter table t add a text",
                        "alter table t add b date",
                        "select 1,\n  'x'\n\nfrom t\n",
                        "y",
                        "drop table county_south");
    }

    @Test
    void a_condition_or_loop_that_is_not_understood_is_one_step_that_fails() {
        AlembicProject project = AlembicProject.read(Map.of("one.py", HEAD.formatted("one", "aa11", "None") + """
                def upgrade():
                    for name in ('a', 'b'):
                        op.drop_table(name)
                        helper(name)
                    for name in ('a', 'b'):
                        op.drop_table(name)
                    else:
                        pass
                    if op.get_bind().dialect.name == 'postgresql' and late():
                        op.drop_table('c')
                    if late():
                        op.drop_table('d')
                    else:
                        op.drop_table('e')
                    for first, second in (('a', 'b'), 'c'):
                        op.drop_table(first)
                    for name in ('a', 'b'):
                        if name == 'a':
                            continue
                        op.drop_table(name)
                    op.execute(f'select {0x10}')
                    op.execute(f'select {AREA!r}')
                    op.execute(b'select 1')
                """));

        AlembicRevision revision = project.revisions().get(0);
        assertThat(revision.failures()).isEqualTo(9);
        assertThat(Compiled.said(compiled(project)[0]::upgrade)).hasSize(9);
        assertThat(revision.source("", false).text())
                .contains("a call of helper", "REVIEW: helper(name)", "REVIEW: op.drop_table('e')");
    }

    @Test
    void sequences_are_those_of_sqlalchemy() {
        AlembicProject project = AlembicProject.read(Map.of("one.py", HEAD.formatted("one", "aa11", "None") + """
                from sqlalchemy.schema import CreateSequence, DropSequence, Sequence
                def upgrade():
                    op.execute(CreateSequence(Sequence('x', minvalue=5, data_type=sa.Integer())))
                    op.execute(sa.schema.CreateSequence(sa.Sequence('Y', start=2, increment=3), if_not_exists=True))
                    op.create_table('t', sa.Column('id', sa.Integer(), sa.Sequence('x'), primary_key=True),
                        sa.Column('y', sa.Integer(), server_default=sa.Sequence('Y').next_value()))
                    op.create_table('u', sa.Column('id', sa.Integer(), sa.Sequence('z', optional=True), primary_key=True))

                def downgrade():
                    op.drop_table('u')
                    op.drop_table('t')
                    op.execute(DropSequence(Sequence('x')))
                    op.execute(DropSequence(Sequence('Y'), if_exists=True))
                """));
        assertThat(project.revisions().get(0).failures()).isZero();
        try (TestDatabase expected = TestDatabase.create();
                TestDatabase translated = TestDatabase.create()) {
            CatalogSnapshot before = CatalogSnapshot.of(expected);
            expected.execute(
                    "create sequence x as integer minvalue 5",
                    "create sequence \"Y\" start with 2 increment by 3",
                    "create table t (id integer not null, y integer default nextval('\"Y\"'), primary key (id))",
                    "create table u (id serial not null, primary key (id))");
            Migrator migrator = Migrator.builder(translated.dataSource())
                    .migrations(compiled(project))
                    .build();

            migrator.upgrade();

            assertThat(CatalogSnapshot.of(translated).without("levymaster_")).isEqualTo(CatalogSnapshot.of(expected));

            migrator.downgrade("base");

            assertThat(CatalogSnapshot.of(translated).without("levymaster_")).isEqualTo(before);
        }
    }

    @Test
    void faults_of_files_are_named_together() {
        Map<String, String> files = new TreeMap<>();
        files.put("a.py", HEAD.formatted("a", "aa11", "None"));
        files.put("b.py", HEAD.formatted("b", "aa11", "None"));
        files.put("c.py", "revision = 'unterminated\n");
        files.put("d.py", "revision = make_id()\n");
        files.put("env_helper.py", "VALUE = 1\n");

        assertThatThrownBy(() -> AlembicProject.read(files))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("a.py and b.py have the same revision aa11")
                .hasMessageContaining("c.py:1 is not understood: a string that does not end")
                .hasMessageContaining("d.py:1 is not understood: a name that is not text")
                .hasMessageContaining("nothing was written");
    }

    @Test
    void a_cycle_and_a_missing_parent_are_named() {
        assertThatThrownBy(() -> AlembicProject.read(Map.of(
                        "a.py", HEAD.formatted("a", "aa11", "'bb22'"), "b.py", HEAD.formatted("b", "bb22", "'aa11'"))))
                .hasMessageContaining("aa11")
                .hasMessageContaining("bb22")
                .hasMessageContaining("mend down_revision");
        assertThatThrownBy(() -> AlembicProject.read(Map.of("a.py", HEAD.formatted("a", "aa11", "'gone'"))))
                .hasMessageContaining("gone");
    }

    private static RevisionHeader header(AlembicProject project, String id) {
        return project.graph().find(id).orElseThrow();
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(RESOURCES.resolve("versions"))) {
            for (Path path : paths.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }

    private static Migration[] compiled(AlembicProject project) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (AlembicRevision revision : project.revisions()) {
            RevisionSource source = revision.source("", false);
            sources.put(source.className(), source.text());
        }
        Compiled compiled = Compiled.of(sources);
        return sources.keySet().stream().map(compiled::migration).toArray(Migration[]::new);
    }

    @Test
    void revisions_are_read_by_the_rules_of_the_server() {
        Map<String, String> files = Map.of("one.py", HEAD.formatted("one", "aa11", "None") + """
                def upgrade():
                    op.create_table('node', sa.Column('id', sa.Integer(), primary_key=True))
                """);

        assertThat(AlembicProject.read(files, 13).revisions().get(0).schema().serverVersion())
                .isEqualTo(13);
    }
}
