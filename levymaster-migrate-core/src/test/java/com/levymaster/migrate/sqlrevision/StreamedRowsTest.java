package com.levymaster.migrate.sqlrevision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows of {@code copy … from stdin} in files are read when they are sent. */
class StreamedRowsTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Map<String, SqlFile> files = new TreeMap<>();
    private final Map<String, String> contents = new TreeMap<>();
    private final Map<String, String> placeholders = new TreeMap<>(Map.of("county", "Benton\nKennewick"));

    @Test
    void rows_of_several_copies_are_found_whatever_stands_around_them() {
        file("a1.sql", """
            \uFEFF-- revision: a1
            -- upgrade
            create table t (id int, name text); /* copy t from stdin; */
            do $$ begin perform 'copy t from stdin;'; end $$;
            copy t (id,
              name) from -- the client
              STDIN
            ; -- rows follow
            1\tnörth; copy t from stdin;
            2\t\\N
            \\.
            set standard_conforming_strings = off;
            insert into t values (3, 'it\\'s; copy t from stdin;');
            copy t from stdin with (format csv);
            \\.
            copy "t" from stdin (format csv, header);
            id,name
            4,'
            \\. \t
            -- autocommit
            copy t from stdin;
            5\t${other}
            \\.
            insert into no_such values (6);
            -- downgrade
            copy t from stdin;
            7\tdown
            \\.
            """);
        placeholders.put("other", "five");

        assertThatThrownBy(() -> migrator().upgrade())
                .isInstanceOf(RevisionFailedException.class)
                .hasMessageContaining("(a1.sql:24)");
        assertThat(names()).containsExactly("nörth; copy t from stdin;", null, "it's; copy t from stdin;", "'", "five");
    }

    @Test
    void values_of_placeholders_are_rows_and_may_have_several_lines() {
        file(
                "a1.sql",
                "-- revision: a1\n-- upgrade\ncreate table t (name text);\ncopy t from stdin;\n${county}\n\\.\n");

        migrator().upgrade();

        assertThat(names()).containsExactly("Benton", "Kennewick");
        assertThat(migrator().editedRevisions()).isEmpty();
        placeholders.put("county", "Benton");
        assertThat(migrator().editedRevisions()).hasSize(1);
    }

    @Test
    void
            a_statement_that_is_a_copy_only_with_the_value_of_a_placeholder_has_its_rows_and_one_that_is_none_any_more_is_refused() {
        placeholders.put("source", "stdin");
        file("a1.sql", "-- revision: a1\n-- upgrade\ncreate table t (name text);\ncopy t from ${source};\nx\n\\.\n");
        migrator().upgrade();
        assertThat(names()).containsExactly("x");

        placeholders.put("on", "/*");
        file("b2.sql", "-- revision: b2\n-- down_revision: a1\n-- upgrade\ncopy t ${on}\nfrom stdin;\nx\n\\.\n*/;\n");
        assertThatThrownBy(this::migrator)
                .hasMessageContaining(
                        "b2.sql:1: it has rows that no `copy … from stdin` reads once its placeholders have their"
                                + " values");
    }

    @Test
    void faults_behind_rows_and_in_them_have_their_line() {
        file("a1.sql", "-- revision: a1\n-- upgrade\ncopy t from stdin;\n1\n2\n${no}\n${no}\n\\.\nbegin;\nselect '\n");
        file("b2.sql", "-- revision: b2\n-- upgrade\ncopy t from stdin;\n1\n\\.\ncopy t from stdin;\n'\n");
        file("c3.sql", "-- revision: c3\n-- upgrade\ncopy t from stdin; select 1;\n1\n\\.\n");
        files.put(
                "d4.sql",
                SqlFile.of("-- revision: d4\n-- upgrade\ncopy t from stdin;\na\u00e9\n\\.\n"
                        .getBytes(StandardCharsets.ISO_8859_1)));
        files.put("e5.sql", () -> {
            throw new IOException("gone");
        });

        assertThatThrownBy(this::migrator)
                .hasMessageContainingAll(
                        "a1.sql:6: the placeholder ${no} has no value",
                        "unterminated string literal in line 10, column 8",
                        "b2.sql:6: the rows of this `copy` lack their end, a line `\\.`",
                        "c3.sql: The SQL text has `select` behind a `copy` in line 3",
                        "d4.sql:4:2: it is not encoded in UTF-8 from here on",
                        "e5.sql cannot be read: gone")
                .hasMessageNotContaining("a1.sql:7");
    }

    @Test
    void a_file_that_was_changed_after_it_was_read_is_named_and_nothing_of_it_is_kept() {
        String text = "-- revision: a1\n-- upgrade\ncreate table t (name text);\ncopy t from stdin;\nx\ny\n\\.\n";
        file("a1.sql", text);
        Migrator migrator = migrator();
        for (String changed : List.of(text.replace("y", "z"), text.replace("x\ny\n", "x\n"), "")) {
            contents.put("a1.sql", changed);
            assertThatThrownBy(migrator::upgrade)
                    .isInstanceOf(RevisionFailedException.class)
                    .hasMessageContaining("a1.sql was changed after it was read: its rows were 2 lines, ");
            assertThatThrownBy(() -> migrator.streamUpgrade("head").writeTo(Writer.nullWriter()))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("a1.sql was changed after it was read");
        }
        assertThat(database.jdbc()
                        .sql("select to_regclass('t')::text")
                        .query(String.class)
                        .list())
                .containsOnlyNulls();

        contents.put("a1.sql", text.replace("create table", "create   table"));
        assertThatThrownBy(migrator::upgrade).hasMessageContaining("a1.sql was changed after it was read");
        contents.put("a1.sql", text);
        migrator.upgrade();
        assertThat(names()).containsExactly("x", "y");
    }

    @Test
    void a_script_has_the_rows() {
        file(
                "a1.sql",
                "-- revision: a1\n"
                        + "-- upgrade\n"
                        + "copy t from stdin;\n"
                        + "${county}\n"
                        + "\\.\n"
                        + "copy t from stdin;\n"
                        + "\\.\n"
                        + "select 1;\n");

        assertThat(migrator().scriptUpgrade("head"))
                .contains("copy t from stdin;\nBenton\nKennewick\n\\.\ncopy t from stdin;\n\\.\nselect 1;\n");
    }

    /** More than an array can have. */
    @Test
    @Tag("nightly")
    void more_rows_than_memory_are_read_and_written() throws IOException {
        byte[] rows = "x\n".repeat(1 << 24).getBytes(StandardCharsets.UTF_8);
        files.put("a1.sql", () -> new SequenceInputStream(parts(rows)));
        long[] written = new long[1];

        migrator().streamUpgrade("head").writeTo(new Writer() {
            @Override
            public void write(char[] text, int offset, int length) {
                written[0] += length;
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });

        assertThat(written[0]).isGreaterThan(70L * rows.length).isGreaterThan(Integer.MAX_VALUE);
    }

    private static Enumeration<InputStream> parts(byte[] rows) {
        return Collections.enumeration(Stream.of(
                        Stream.of("-- revision: a1\n-- upgrade\ncopy t from stdin;\n".getBytes(StandardCharsets.UTF_8)),
                        IntStream.range(0, 70).mapToObj(i -> rows),
                        Stream.of("\\.\n".getBytes(StandardCharsets.UTF_8)))
                .flatMap(part -> part)
                .map(part -> (InputStream) new ByteArrayInputStream(part))
                .toList());
    }

    private void file(String name, String text) {
        contents.put(name, text);
        files.put(name, () -> new ByteArrayInputStream(bytes(contents.getOrDefault(name, ""))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Migrator migrator() {
        return Migrator.builder(database.dataSource())
                .scripts(SqlRevisionFiles.readFiles(files, placeholders))
                .build();
    }

    private List<String> names() {
        return database.jdbc()
                .sql("select name from t order by ctid")
                .query(String.class)
                .list();
    }
}
