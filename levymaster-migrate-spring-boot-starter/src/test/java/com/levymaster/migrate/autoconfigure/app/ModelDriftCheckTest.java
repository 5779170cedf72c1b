package com.levymaster.migrate.autoconfigure.app;

import static com.levymaster.migrate.test.MigrationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.EntityComparison;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** What is done at start, and in a test, when the entities want another database than there is. */
@ExtendWith(OutputCaptureExtension.class)
class ModelDriftCheckTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void nobody_reads_the_entities_where_drift_is_ignored() {
        try (ConfigurableApplicationContext context = start()) {
            assertThat(context.getBeanNamesForType(EntityComparison.class)).isEmpty();
            assertThatThrownBy(() -> assertThat(context.getBean(Migrator.class)).hasNoPendingModelChanges())
                    .hasMessageContaining("This migrator knows no entities.");
        }
    }

    @Test
    void nothing_is_said_where_the_entities_have_what_they_want(CapturedOutput output) {
        try (ConfigurableApplicationContext context = start("levymaster.migrate.on-model-drift=fail")) {
            assertThat(context.getBean(Migrator.class)).hasNoPendingModelChanges();
        }
        assertThat(output).doesNotContain("The entities differ");
    }

    @Test
    void drift_is_logged_or_keeps_the_application_from_starting(CapturedOutput output) {
        start().close();
        database.execute("alter table note drop column title");

        try (ConfigurableApplicationContext context = start("levymaster.migrate.on-model-drift=warn")) {
            assertThat(output).contains("The entities differ from the database:");
            assertThat(output).contains("  - add column note.title character varying(255)");
            assertThatThrownBy(() -> assertThat(context.getBean(Migrator.class)).hasNoPendingModelChanges())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("add column note.title character varying(255)");
        }
        assertThatThrownBy(() -> start("levymaster.migrate.on-model-drift=fail"))
                .hasMessageContaining("add column note.title character varying(255)");
    }

    @Test
    void each_of_several_databases_says_itself_what_is_done(CapturedOutput output) {
        String notes = "levymaster.migrate.databases.notes.packages=" + Note.class.getPackageName();
        String fails = "levymaster.migrate.databases.notes.on-model-drift=fail";
        start(notes, fails).close();
        database.execute("alter table note drop column title");

        assertThatThrownBy(() -> start(notes, fails))
                .hasMessageContaining("The entities differ from the database notes:")
                .hasMessageContaining("add column note.title character varying(255)");
        assertThatThrownBy(() -> start(notes, "levymaster.migrate.on-model-drift=fail"))
                .hasMessageContaining("The entities differ from the database notes:");
        start(notes, "levymaster.migrate.on-model-drift=fail", "levymaster.migrate.databases.other.enabled=false")
                .close();
        assertThat(output).contains("Skipped the model drift check of database notes");
    }

    @Test
    void a_likely_rename_is_drift_too(CapturedOutput output) {
        start().close();
        database.execute("alter table note rename column title to titles");

        start("levymaster.migrate.on-model-drift=warn").close();

        assertThat(output).contains("  - note.titles was renamed to title, or is dropped while title is added");
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(NoteApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "spring.jpa.hibernate.ddl-auto=none")
                .properties(properties)
                .run();
    }
}
