package com.levymaster.migrate.sqlrevision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.RepairAction;
import com.levymaster.migrate.command.RepairAction.RepairKind;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.plan.InterruptedRevisionException;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlRevisionFilesTest {

    private static final String PARCEL = """
        -- Parcels of the county.
        -- revision: a1
        -- labels: parcel, land
        -- message: create parcel

        -- upgrade
        create table parcel (id int primary key, name text default 'a;b'); -- two things
        /* ; */ create function acres(p parcel) returns int language sql
          begin atomic select case when true then 1 end; end;
        do $$ begin perform 1; end $$;
        -- autocommit
        create index concurrently ix_parcel_name on parcel (name);
        -- transaction
        copy parcel (id, name) from stdin;
        1\tnorth; -- no comment
        2\t\\N
        \\.
        insert into parcel values (3, '${owner}');

        -- downgrade
        drop function acres;
        drop table parcel
        """;

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    void a_file_is_a_revision_like_any_other() {
        Migrator migrator = migrator(read("a1.sql", PARCEL), read("b2.sql", """
            -- revision: b2
            -- down_revision: a1
            -- upgrade
            alter table parcel add note text;
            """));

        migrator.upgrade();

        assertThat(names()).containsExactly("north; -- no comment", null, "Benton");
        assertThat(migrator.graph().headers())
                .containsExactly(
                        new RevisionHeader("a1", List.of(), List.of(), List.of("parcel", "land"), "create parcel"),
                        RevisionHeader.of("b2", "a1"));
        assertThatThrownBy(() -> migrator.downgrade("a1"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("b2.sql has no section `-- downgrade`");
    }

    @Test
    void a_file_has_a_phase_and_a_draft_writes_it() {
        RevisionDefinition contract =
                read("b2.sql", "-- revision: b2\n-- down_revision: a1\n-- phase: contract\n-- upgrade\n");

        assertThat(contract.header().isContract()).isTrue();
        assertThat(new SqlRevisionSource(contract.header()).text()).contains("-- phase: contract\n");
        assertThatThrownBy(() -> read("b2.sql", "-- revision: b2\n-- phase: later\n-- upgrade\n"))
                .hasMessageContaining("phase is `later`: it must be expand or contract");
    }

    @Test
    void a_downgrade_runs_its_own_section() {
        Migrator migrator = migrator(read("a1.sql", PARCEL));
        migrator.upgrade();

        migrator.downgrade("base");

        assertThat(database.jdbc()
                        .sql("select to_regclass('parcel')::text")
                        .query(String.class)
                        .list())
                .containsOnlyNulls();
    }

    @Test
    void the_checksum_ignores_comments_layout_and_the_place_in_the_file_and_nothing_else() {
        migrator(read("a1.sql", PARCEL)).upgrade();
        String formatted = PARCEL.replace("create table parcel (id", "-- here\ncreate   table\n  PARCEL ( id");

        assertThat(migrator(read("first.sql", formatted)).previewRepair()).isEmpty();
        assertThat(migrator(read("a1.sql", PARCEL.replace("'a;b'", "'a;  b'"))).previewRepair())
                .extracting(RepairAction::kind)
                .containsExactly(RepairKind.EDITED_REVISION);
    }

    @Test
    void a_failure_names_the_file_and_the_line() {
        Migrator migrator = migrator(read("a1.sql", "-- revision: a1\n-- upgrade\nselect 1;\n\nselect no_such;\n"));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("execute select no_such (a1.sql:5)");
    }

    @Test
    void all_faults_of_all_files_are_reported_together_with_their_lines() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a1.sql", bytes("""
            -- down_revision: base1
            select 1;
            -- upgrade
            \\connect other
            ;
            begin;
            insert into t values ('${nobody}')
            -- downgrade
            drop table t;
            """));
        files.put("b2.sql", bytes("-- revision: b2\n-- isolation: none\n-- upgrade\nselect 1;\n"));
        files.put("d4.sql", bytes("-- revision: d4\n-- upgrade\nselect 'open;\n"));
        files.put("e5.sql", bytes("""
            -- revision: e5
            -- label: parcel, Revisions: 2021 first
            -- depend_on: a1
            -- Note: a comment
            -- upgrade
            select 1 \\gexec
            ;
            prepare transaction 'x';
            copy parcel from stdin;
            1
            """));
        files.put("g7.sql", bytes("""
            -- revision: g7
            -- upgrade
            \\dt
            \\echo it's
            begin;
            select 1 \\gset
            commit;
            """));
        files.put("c3.sql", new byte[] {(byte) 0xe4});
        files.put("f6.sql", bytes("-- revision: f6 add county\n-- upgrade\nselect 1;\n"));

        assertThatThrownBy(() -> SqlRevisionFiles.read(files, Map.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll(
                        "a1.sql:7: the placeholder ${nobody} has no value: levymaster.migrate.sql.placeholders.nobody",
                        "a1.sql:2: a statement stands before `-- upgrade`",
                        "a1.sql:4: `\\connect` is a command of psql",
                        "a1.sql:6: `begin` begins or ends a transaction",
                        "a1.sql:8: the statement before `-- downgrade` lacks its semicolon",
                        "a1.sql:1: the header lacks `-- revision: ID`",
                        "b2.sql:1: `none` is no isolation level",
                        "d4.sql: The SQL text has an unterminated string literal in line 3",
                        "e5.sql:3: `-- depend_on:` has no meaning: write `-- depends_on:`",
                        "e5.sql:6: `\\gexec` is a command of psql",
                        "e5.sql:8: `prepare transaction 'x'` begins or ends a transaction",
                        "e5.sql:9: the rows of this `copy` lack their end, a line `\\.`",
                        "c3.sql:1:1: it is not encoded in UTF-8",
                        "g7.sql:3: `\\dt` is a command of psql",
                        "g7.sql:4: `\\echo` is a command of psql",
                        "g7.sql:5: `begin` begins or ends a transaction",
                        "g7.sql:6: `\\gset` is a command of psql",
                        "g7.sql:7: `commit` begins or ends a transaction",
                        "f6.sql:1: the revision id `f6 add county` is not one word: the rest belongs in `-- message:`",
                        "Nothing was changed.");
    }

    @Test
    void a_file_without_placeholders_is_taken_as_it_is() {
        migrator(read("a1.sql", """
            -- revision: a1
            -- placeholders: false
            -- upgrade
            create table parcel (id int, name text);
            insert into parcel values (1, 'Dear ${name}');
            copy parcel from stdin;
            2\t${other}
            \\.
            """)).upgrade();

        assertThat(names()).containsExactly("Dear ${name}", "${other}");
    }

    @Test
    void a_placeholder_without_a_value_is_text_in_a_comment() {
        migrator(read("a1.sql", """
            -- revision: a1
            -- of ${nobody}
            -- upgrade
            create table parcel (id int, /* ${nobody} */ name text);
            insert into parcel values (1, 'a'); -- ${nobody}
            """)).upgrade();

        assertThat(names()).containsExactly("a");
        assertThatThrownBy(() -> read("a1.sql", "-- revision: a1\n-- upgrade\nselect '-- ${name}';\n"))
                .hasMessageContaining("a1.sql:3: the placeholder ${name} has no value");
    }

    @Test
    void the_header_says_that_a_file_has_no_placeholders_whatever_stands_before_it() {
        String comments = "-- one\n" + "\n".repeat(40) + "/* two */\n" + "-- three\n".repeat(5000);
        String text = "-- revision: a1\n" + comments + "-- placeholders: FALSE\n-- upgrade\nselect '${name}';\n";

        assertThat(SqlRevisionFiles.read(Map.of("a1.sql", bytes(text)), Map.of()))
                .hasSize(1);
        assertThatThrownBy(() -> read("a1.sql", "-- revision: a1\n" + comments + "-- upgrade\nselect '${name}';\n"))
                .hasMessageContaining("the placeholder ${name} has no value");
        assertThatThrownBy(() ->
                        read("a1.sql", "-- revision: a1\n-- upgrade\n-- placeholders: false\nselect '${name}';\n"))
                .hasMessageContaining("the placeholder ${name} has no value");
        assertThatThrownBy(() -> read("a1.sql", "-- revision: a1\n-- placeholders: off\n-- upgrade\nselect 1;\n"))
                .hasMessageContaining("a1.sql:2: placeholders is `off`: it must be true or false");
    }

    @Test
    void ordinary_comments_with_a_colon_and_a_prepared_statement_are_no_faults() {
        assertThat(SqlRevisionFiles.read(Map.of("a1.sql", bytes("""
            -- revision: a1
            -- Revisions: 2021 first
            -- label: x
            -- replace: y
            -- upgrade
            prepare transaction_list as select 1;
            """)), Map.of()))
                .hasSize(1);
    }

    @Test
    void the_id_is_read_behind_a_byte_order_mark() {
        assertThat(SqlRevisionFiles.id("\uFEFF-- revision: a1\n-- upgrade\nselect 1;"))
                .isEqualTo("a1");
    }

    @Test
    void two_files_may_have_one_name_but_not_one_id() {
        String other = PARCEL.replace("-- revision: a1", "-- revision: b2\n-- down_revision: a1");

        assertThat(SqlRevisionFiles.read(
                        Map.of("x/1.sql", bytes(PARCEL), "y/1.sql", bytes(other)), Map.of("owner", "Benton")))
                .hasSize(2);
        assertThatThrownBy(() -> SqlRevisionFiles.read(
                        new TreeMap<>(Map.of("x/1.sql", bytes(PARCEL), "y/1.sql", bytes(PARCEL))),
                        Map.of("owner", "Benton")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("x/1.sql and y/1.sql both have the revision id a1");
    }

    @Test
    void a_row_that_a_copy_refuses_is_named_without_its_value() {
        assertThatThrownBy(migrator(read("a1.sql", """
            -- revision: a1
            -- upgrade
            create table parcel (id int, name text);
            copy parcel from stdin;
            1\tnorth
            2\tsouth
            x5\teast
            \\.
            """))::upgrade)
                .hasMessageContaining("\"***\" (COPY parcel, line 3, column id)   [22P02]");
    }

    @Test
    void a_concurrent_index_that_fails_leaves_no_invalid_index_and_the_file_goes_on_there() {
        database.execute("create table \"P q\" as select 1 as id from generate_series(1, 2)");
        Migrator migrator = migrator(read("a1.sql", """
            -- revision: a1
            -- upgrade
            create table made_before ();
            -- autocommit
            create unique index concurrently if not exists "U x" on public."P q" using btree (id);
            create unique index concurrently on "P q" (id);
            """));

        assertThatThrownBy(migrator::upgrade)
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("[23505]")
                .hasMessageContaining("the next run resumes there");
        assertThat(invalidIndexes()).isEmpty();
        assertThat(migrator.status().problems())
                .singleElement()
                .asString()
                .contains("unless one has no inverse, as the statements of a SQL file");

        database.execute("delete from \"P q\" where ctid = '(0,1)'");
        migrator.upgrade();
        assertThat(database.jdbc()
                        .sql("select indexname from pg_indexes where tablename = 'P q' order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("P q_id_idx", "U x");
    }

    @Test
    void an_index_that_another_session_may_have_left_is_not_dropped_after_a_failure() {
        database.execute("create table parcel as select 1 as id from generate_series(1, 2)");
        assertThatThrownBy(() -> database.execute("create unique index concurrently theirs on parcel (id)"));

        assertThatThrownBy(migrator(read("a1.sql", """
            -- revision: a1
            -- upgrade
            -- autocommit
            create unique index concurrently ours on parcel (id);
            """))::upgrade).hasMessageContaining("[23505]");
        assertThat(invalidIndexes()).containsExactly("theirs");
    }

    @Test
    void an_invalid_index_that_no_run_has_left_is_refused() {
        database.execute("create table parcel as select 1 as id from generate_series(1, 2)");
        assertThatThrownBy(() -> database.execute("create unique index concurrently ux on parcel (id)"));

        assertThatThrownBy(migrator(read("a1.sql", """
            -- revision: a1
            -- upgrade
            -- autocommit
            create index concurrently if not exists ux on parcel (id);
            """))::upgrade)
                .isInstanceOf(InterruptedRevisionException.class)
                .hasMessageContaining("creates index ux, of which an invalid copy exists");
        assertThat(invalidIndexes()).containsExactly("ux");
    }

    private List<String> invalidIndexes() {
        return database.jdbc()
                .sql("select indexrelid::regclass::text from pg_index where not indisvalid")
                .query(String.class)
                .list();
    }

    @Test
    void a_file_that_ran_in_part_goes_on_where_it_failed() {
        String half = """
            -- revision: a1
            -- upgrade
            create table half (id int);
            -- autocommit
            copy half from stdin;
            1
            \\.
            select no_such;
            create index concurrently ix_half on half (id);
            """;
        assertThatThrownBy(() -> migrator(read("a1.sql", half)).upgrade())
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("(a1.sql:8)");

        assertThatThrownBy(() -> migrator(
                                read("a1.sql", half.replace("table half (id int)", "table half (id int, b int)")))
                        .upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("a1");
        migrator(read("a1.sql", half.replace("select no_such;", "select 1;"))).upgrade();

        assertThat(database.jdbc()
                        .sql("select count(*) from half")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private List<String> names() {
        return database.jdbc()
                .sql("select name from parcel order by id")
                .query(String.class)
                .list();
    }

    private Migrator migrator(RevisionDefinition... revisions) {
        return Revisions.migrator(database.dataSource(), revisions);
    }

    private static RevisionDefinition read(String file, String text) {
        return SqlRevisionFiles.read(Map.of(file, bytes(text)), Map.of("owner", "Benton"))
                .get(0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
