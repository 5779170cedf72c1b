package com.levymaster.migrate.runner;

import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Statements are sent many at a time; the one that fails is still named, with its step. */
class StatementBatchTest {

    private static final int STEPS = 12;

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeAll
    static void aTable() {
        database.execute("create table n (i int)");
    }

    @Test
    void a_failure_at_any_place_of_the_batch_names_its_step_and_statement() {
        for (int wrong = 1; wrong <= STEPS; wrong++) {
            assertNamed(database.dataSource(), inserts(STEPS, wrong, 0), wrong);
        }
    }

    @Test
    void a_failure_after_a_data_step_names_its_step_and_statement() {
        for (int wrong : new int[] {1, 5, 7, 12}) {
            assertNamed(database.dataSource(), inserts(STEPS, wrong, 6), wrong);
        }
    }

    @Test
    void a_failure_beyond_the_first_batch_names_its_step_and_statement() {
        for (int wrong : new int[] {1, 198, 199, 200, 201, 202, 399, 400, 401, 450}) {
            assertNamed(database.dataSource(), inserts(450, wrong, 0), wrong);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ja-JP", "ru-RU", "ar-EG-u-nu-arab"})
    void the_language_of_the_driver_does_not_matter(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertNamed(database.dataSource(), inserts(STEPS, 9, 0), 9);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logServerErrorDetail=false",
                "preferQueryMode=simple",
                "reWriteBatchedInserts=true",
                "autosave=always",
                "prepareThreshold=0"
            })
    void the_settings_of_the_driver_do_not_matter(String setting) {
        DataSource dataSource = new DriverManagerDataSource(
                database.url() + (database.url().contains("?") ? "&" : "?") + setting,
                database.user(),
                database.password());

        assertNamed(dataSource, inserts(STEPS, 9, 4), 9);
    }

    private static Consumer<Operations> inserts(int steps, int wrong, int dataAfter) {
        return op -> IntStream.rangeClosed(1, steps).forEach(i -> {
            if (i == dataAfter) {
                op.data("count to " + i, jdbc -> jdbc.sql("select " + i).query().singleValue());
            } else {
                op.execute(
                        i == wrong
                                ? "insert into no_such_table values (" + i + ")"
                                : "insert into n values (" + i + ")");
            }
        });
    }

    private static void assertNamed(DataSource dataSource, Consumer<Operations> body, int step) {
        RevisionFailedException failure = catchThrowableOfType(
                RevisionFailedException.class,
                () -> migrator(dataSource, base("a1", body)).upgrade());

        assertThat(failure).hasMessageContaining("failed at step " + step + " of ");
        assertThat(failure.failure().sql()).isEqualTo("insert into no_such_table values (" + step + ")");
        assertThat(failure.sqlState()).isEqualTo("42P01");
        assertThat(database.jdbc()
                        .sql("select count(*) from n")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
