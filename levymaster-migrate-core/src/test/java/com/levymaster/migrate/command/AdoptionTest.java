package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.diff.InList;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdoptionTest {

    private static final TestDatabase legacy = TestDatabase.create();
    private static String reader = "";
    private static String clerk = "";

    @BeforeAll
    static void create() {
        reader = legacy.role().user();
        clerk = legacy.role().user();
        legacy.execute(sql("legacy.sql").replace("legacy_reader", reader).replace("legacy_clerk", clerk));
        legacy.execute(
                "create function atomic(i int) returns bigint begin atomic select count(*) from customer where id > i; end");
    }

    @AfterAll
    static void drop() {
        legacy.execute("drop event trigger if exists guard", "drop owned by " + reader, "drop owned by " + clerk);
        legacy.close();
    }

    @Test
    void the_compiled_baseline_gives_a_database_that_equals_the_adopted_one() throws SQLException {
        Adoption adoption = Migrator.builder(legacy.dataSource()).build().previewAdoption(options(legacy));

        assertThat(adoption.differences()).isEmpty();
        assertThat(adoption.proved()).isTrue();
        try (TestDatabase fresh = TestDatabase.create()) {
            Migrator.builder(fresh.dataSource())
                    .migrations(compiled(adoption))
                    .build()
                    .upgrade();
            assertThat(only(facts(fresh), facts(legacy))).isEmpty();
            assertThat(only(facts(legacy), facts(fresh))).isEmpty();
            fresh.execute("drop event trigger guard", "drop owned by " + reader, "drop owned by " + clerk);
        }
    }

    @Test
    void a_database_is_recognized_and_adopted_and_only_what_came_after_is_reverted() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table item (id bigserial primary key, name varchar(80), constraint named unique (name))");
            Migrator bare = Migrator.builder(database.dataSource()).build();
            assertThat(bare.status().adoptable())
                    .hasValue("1 table, no revision history: `db adopt` takes the database over");

            Adoption adoption = bare.adopt(options(database), planned -> {});
            assertThatThrownBy(() -> bare.adopt(options(database), planned -> {}))
                    .hasMessageContaining("compile the application, if their sources are there")
                    .hasMessageContaining("db stamp --purge base");
            Migration baseline = compiled(adoption);
            Migrator after = Migrator.builder(database.dataSource())
                    .migrations(baseline, new R2Note())
                    .build();
            assertThat(after.status().adoptable()).isEmpty();
            assertThat(after.upgrade().after()).containsExactly("2");
            assertThatThrownBy(() -> after.downgrade("base"))
                    .hasMessageContaining("Cannot undo: revision ba5e \"baseline\"")
                    .hasMessageContaining("db downgrade ba5e");
            assertThat(after.downgrade("ba5e").after()).containsExactly("ba5e");
            assertThat(after.upgrade().after()).containsExactly("2");
            assertThatThrownBy(() -> after.adopt(options(database), planned -> {}))
                    .hasMessageContaining("The database has a revision history: ba5e, 2 are applied");
        }
    }

    @Test
    void a_second_database_is_adopted_by_the_compiled_baseline_unless_it_differs() {
        try (TestDatabase first = TestDatabase.create();
                TestDatabase second = TestDatabase.create()) {
            String table = "create table item (id bigserial primary key, name varchar(80));"
                    + "create function f() returns int language sql as 'select 1'";
            first.execute(table);
            second.execute(table, "create index later on item (name)");
            Migration baseline =
                    compiled(Migrator.builder(first.dataSource()).build().previewAdoption(options(first)));
            Migrator migrator =
                    Migrator.builder(second.dataSource()).migrations(baseline).build();

            assertThatThrownBy(migrator::upgrade)
                    .hasMessageContaining("(1 table, no revision history) already has table item")
                    .hasMessageContaining("db adopt");
            assertThatThrownBy(() -> migrator.adoptIfUnversioned(AdoptionOptions.compiled(null)))
                    .hasMessageContaining("differs from what the adopted revision creates")
                    .hasMessageContaining("later")
                    .hasMessageContaining("Nothing was written");
            assertThat(migrator.status().initialized()).isFalse();

            second.execute("drop index later");
            assertThat(migrator.adoptIfUnversioned(AdoptionOptions.compiled(null)))
                    .hasValueSatisfying(a -> assertThat(a.proved()).isTrue());
            assertThat(migrator.adoptIfUnversioned(AdoptionOptions.compiled(null)))
                    .isEmpty();
            assertThat(migrator.isUpToDate()).isTrue();
        }
    }

    @Test
    void a_copy_that_was_restored_from_a_dump_is_adopted_by_the_same_baseline() {
        try (TestDatabase first = TestDatabase.create();
                TestDatabase restored = TestDatabase.create()) {
            first.execute("create table item (kind varchar(9) check (kind in ('A', 'B')))");
            restored.execute("create table item (kind varchar(9) check (((kind)::text = any"
                    + " (array[('A'::character varying)::text, ('B'::character varying)::text]))))");
            Migration baseline =
                    compiled(Migrator.builder(first.dataSource()).build().previewAdoption(options(first)));

            assertThat(Migrator.builder(restored.dataSource())
                            .migrations(baseline)
                            .build()
                            .adoptIfUnversioned(AdoptionOptions.compiled(null)))
                    .hasValueSatisfying(a -> assertThat(a.proved()).isTrue());
        }
    }

    @Test
    void what_cannot_be_adopted_is_named_and_nothing_is_written() {
        try (TestDatabase database = TestDatabase.create()) {
            Migrator migrator = Migrator.builder(database.dataSource()).build();
            assertThatThrownBy(() -> migrator.adopt(options(database), planned -> {}))
                    .hasMessageContaining("there is nothing to adopt");

            database.execute("create table item (id int)", "create text search configuration mine (copy = simple)");
            assertThatThrownBy(() -> migrator.adopt(options(database), planned -> {}))
                    .hasMessageContaining("cannot be written: text search configuration mine");
            database.execute("drop text search configuration mine");

            assertThatThrownBy(() -> migrator.adopt(withoutScratch(database, false), planned -> {}))
                    .hasMessageContaining("cannot be proved")
                    .hasMessageContaining("--unproved");
            TestDatabase.Login login = database.role();
            database.execute("grant create on schema public to " + login.user());
            assertThatThrownBy(
                            () -> Migrator.builder(login.dataSource()).build().adopt(options(database), planned -> {}))
                    .hasMessageContaining("does not own 1 table: public.item of");
            assertThatThrownBy(() -> Migrator.builder(database.dataSource())
                            .migrations(new R1Base())
                            .build()
                            .adopt(options(database), planned -> {}))
                    .hasMessageContaining("none of them is adopted");
            assertThatThrownBy(() -> migrator.adoptIfUnversioned(AdoptionOptions.compiled(null)))
                    .hasMessageContaining("the application has no revision that describes it");
            assertThat(migrator.status().initialized()).isFalse();

            database.execute("revoke create on schema public from " + login.user());
            assertThat(migrator.adopt(withoutScratch(database, true), planned -> {})
                            .proved())
                    .isFalse();
        }
    }

    @Test
    void tables_of_other_applications_in_a_schema_of_their_own_are_no_obstacle() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create schema other", "create table other.item (id int)");
            Migrator migrator = Migrator.builder(database.dataSource())
                    .migrations(new R1Base())
                    .build();

            assertThat(migrator.status().adoptable()).isEmpty();
            assertThat(migrator.adoptIfUnversioned(AdoptionOptions.compiled(null)))
                    .isEmpty();
            assertThat(migrator.upgrade().after()).containsExactly("1");
        }
    }

    @Test
    void the_history_of_another_tool_is_told_and_left_out() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table alembic_version (version_num varchar(32) primary key)",
                    "insert into alembic_version values ('2a3b4c5d6e7f')",
                    "create table item (id int)");
            Migrator migrator = Migrator.builder(database.dataSource()).build();

            assertThat(migrator.status().adoptable())
                    .hasValueSatisfying(
                            found -> assertThat(found).startsWith("alembic_version = 2a3b4c5d6e7f, 1 table"));
            AdoptionOptions options = options(database);
            assertThat(migrator.previewAdoption(
                                    new AdoptionOptions("existing", options.target(), options.scratch(), false))
                            .operations())
                    .hasSize(1);
        }
    }

    /** A table and a function over its rows that the table uses, so that neither can be created first. */
    @Test
    void a_table_and_a_function_that_need_each_other_are_written() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table item (id int, price int default 1)",
                    "create function doubled(i item) returns int language sql immutable as 'select i.price * 2'",
                    "alter table item add constraint small check (doubled(item) < 100)");

            assertThat(Migrator.builder(database.dataSource())
                            .build()
                            .previewAdoption(options(database))
                            .proved())
                    .isTrue();
        }
    }

    @Test
    void a_large_baseline_is_split_into_readable_parts() {
        try (TestDatabase database = TestDatabase.create()) {
            StringBuilder tables = new StringBuilder();
            for (int i = 0; i < 300; i++) {
                tables.append("create table t%1$d (id int primary key, a int, b int, c text);".formatted(i));
                tables.append("create view v%1$d as select id, a from t%1$d;".formatted(i));
            }
            database.execute(tables.toString());
            Adoption adoption =
                    Migrator.builder(database.dataSource()).build().previewAdoption(withoutScratch(database, true));

            assertThat(adoption.files())
                    .extracting(SourceFile::fileName)
                    .contains("Rba5e_Baseline.java", "Rba5e_Tables1.java", "Rba5e_Views1.java");
            assertThat(adoption.files())
                    .allSatisfy(file -> assertThat(file.text().lines().count()).isLessThan(1500));
            Migration baseline = compiled(adoption);
            assertThat(Compiled.said(baseline::upgrade)).isEqualTo(adoption.operations());
        }
    }

    @Revision(id = "1", message = "base")
    private static final class R1Base implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("item", t -> t.column("id", integer()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "2", downRevision = "ba5e", message = "note")
    private static final class R2Note implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("item", t -> t.addColumn("note", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    private static AdoptionOptions withoutScratch(TestDatabase database, boolean unproved) {
        return new AdoptionOptions(null, options(database).target(), null, unproved);
    }

    private static AdoptionOptions options(TestDatabase database) {
        return new AdoptionOptions(
                null,
                new Target(
                        "p",
                        RevisionTemplate.DEFAULT,
                        RevisionRequest.of("ba5e", "baseline").on(List.of("base")),
                        Path.of("")),
                new ScratchServer(database.url(), database.user(), database.password()),
                false);
    }

    private static Migration compiled(Adoption adoption) {
        Map<String, String> sources = new HashMap<>();
        for (SourceFile file : adoption.files()) {
            sources.put("p." + file.fileName().replace(".java", ""), file.text());
        }
        return Compiled.of(sources).migration("p.Rba5e_Baseline");
    }

    private static SortedSet<String> facts(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection()) {
            SortedSet<String> facts = new TreeSet<>();
            ServerDefinitions.facts(connection, List.of()).forEach(fact -> facts.add(InList.canonical(fact)));
            facts.removeIf(fact -> fact.contains("levymaster_"));
            return facts;
        }
    }

    private static Set<String> only(Set<String> these, Set<String> those) {
        Set<String> only = new TreeSet<>(these);
        only.removeAll(those);
        return only;
    }

    private static String sql(String name) {
        try (var in = AdoptionTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
