package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionException.Fault;
import com.levymaster.migrate.revision.RevisionException.Kind;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Revisions that cannot be created, recorded or stored are refused with their id before anything runs. */
@Tag("row-55")
@Tag("row-56")
@Tag("row-60")
@Tag("row-63")
class UnusableRevisionsTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    static class FailingConstructor extends Nothing {
        FailingConstructor() {
            throw new IllegalStateException("no configuration");
        }
    }

    static class FailingStatics extends Nothing {
        static final int LIMIT = Integer.parseInt("many");
    }

    static class Nothing implements Migration {
        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }

    static Stream<Arguments> revisions() {
        return Stream.of(
                creation(
                        "its migration cannot be created: java.lang.IllegalStateException: no configuration",
                        FailingConstructor::new),
                creation("its migration cannot be created: java.lang.NumberFormatException", FailingStatics::new),
                creation("its supplier returned null", () -> null),
                body("its body threw java.lang.StackOverflowError", op -> recurse(0)),
                body("its body threw java.lang.OutOfMemoryError: test", op -> {
                    throw new OutOfMemoryError("test");
                }),
                body("its body threw java.lang.AssertionError: wrong", op -> {
                    throw new AssertionError("wrong");
                }));
    }

    private static Arguments creation(String problem, Supplier<Migration> migration) {
        return Arguments.of(problem, new RevisionDefinition(RevisionHeader.of("b2", "a1"), true, migration));
    }

    private static Arguments body(String problem, Consumer<Operations> upgrade) {
        return Arguments.of(problem, com.levymaster.migrate.reliability.Revisions.after("a1", "b2", upgrade));
    }

    private static int recurse(int depth) {
        return depth < 0 ? depth : recurse(depth + 1) + 1;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("revisions")
    void a_revision_that_cannot_be_recorded_is_refused_before_the_first_runs(String problem, RevisionDefinition wrong) {
        assertThatThrownBy(migrator(database.dataSource(), table("a1", "t"), wrong)::upgrade)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("Revision b2, upgrade: ")
                .hasMessageContaining(problem)
                .hasMessageContaining("Nothing was executed");
        assertNoTables();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\uD83Db", "\uDE00"})
    void text_that_cannot_be_stored_is_refused_with_its_column(String value) {
        RevisionDefinition inserting = base("a1", op -> {
            op.createTable("county", t -> {
                t.column("id", text());
                t.column("name", text());
            });
            op.insert("county").columns("id", "name").row("1", "Benton").row("2", value);
        });

        assertThatThrownBy(migrator(database.dataSource(), inserting)::upgrade)
                .hasMessageContaining("the value of column name in row 2 contains ")
                .hasMessageContaining("Nothing was executed");
        assertNoTables();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a'b",
                "a\"b",
                "a;b",
                "a,b",
                "a$b",
                "a\\b",
                "a\u001b[31m",
                "a\u0000",
                "a\nb",
                "a\u2028b",
                "a\uD83D"
            })
    void an_id_with_quotes_separators_or_control_characters_is_refused(String id) {
        assertThatThrownBy(() -> RevisionGraph.of(
                        List.of(RevisionHeader.of(id), RevisionHeader.of("b").withLabels(id + "2"))))
                .isInstanceOfSatisfying(
                        RevisionException.class,
                        e -> assertThat(e.faults())
                                .extracting(Fault::kind)
                                .containsExactly(Kind.ILLEGAL_REVISION_ID, Kind.ILLEGAL_LABEL))
                .satisfies(
                        e -> assertThat(String.valueOf(e.getMessage()).lines().toList())
                                .hasSize(6))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\u0000", "\u2028"));
    }

    @Test
    void an_id_of_any_letters_is_allowed() {
        assertThat(RevisionGraph.of(List.of(RevisionHeader.of("v1.0"), RevisionHeader.of("größe_税/2", "v1.0")))
                        .heads())
                .hasSize(1);
    }

    @Test
    void a_message_that_cannot_be_stored_is_refused_with_its_revision() {
        assertThatThrownBy(
                        () -> RevisionGraph.of(List.of(RevisionHeader.of("a1").withMessage("a\u0000b"))))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("The message of revision a1 contains a NUL character");
    }

    private void assertNoTables() {
        assertThat(database.jdbc()
                        .sql("select count(*) from pg_tables where schemaname = 'public'")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
