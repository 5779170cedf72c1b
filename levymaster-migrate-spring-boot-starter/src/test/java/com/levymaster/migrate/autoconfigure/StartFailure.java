package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.autoconfigure.Notes.AddTitle;
import com.levymaster.migrate.autoconfigure.Notes.CreateNote;
import com.levymaster.migrate.autoconfigure.Notes.Made;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The failures that can prevent an application from starting. */
enum StartFailure {
    DUPLICATE_ID(
            "Two revisions have the same id",
            (runner, database) -> with(
                    runner,
                    RevisionHeader.of("7c1e").withMessage("add county"),
                    RevisionHeader.of("7c1e").withMessage("add city"))),
    UNKNOWN_PARENT(
            "The parent of a revision does not exist",
            (runner, database) -> with(runner, RevisionHeader.of("1a2b"), RevisionHeader.of("7c1e", "1a2c"))),
    UNKNOWN_DEPENDENCY(
            "A dependency of a revision does not exist",
            (runner, database) -> with(
                    runner,
                    RevisionHeader.of("1a2b"),
                    RevisionHeader.of("7c1e", "1a2b").withDependsOn("reporting"))),
    SELF_REFERENCE(
            "A revision is its own parent", (runner, database) -> with(runner, RevisionHeader.of("7c1e", "7c1e"))),
    CYCLE(
            "A cycle of revisions",
            (runner, database) -> with(
                    runner,
                    RevisionHeader.of("1a2b"),
                    RevisionHeader.of("5b0a", "7c1e"),
                    RevisionHeader.of("7c1e", "5b0a"))),
    ILLEGAL_ID("An id with a reserved character", (runner, database) -> with(runner, RevisionHeader.of("add-county"))),
    DUPLICATE_LABEL(
            "Two revisions have the same label",
            (runner, database) -> with(
                    runner,
                    RevisionHeader.of("1a2b").withLabels("levy"),
                    RevisionHeader.of("7c1e", "1a2b").withLabels("levy"))),
    SEVERAL_HEADS(
            "Two heads",
            (runner, database) -> with(
                    runner,
                    RevisionHeader.of("1a2b"),
                    RevisionHeader.of("5b0a", "1a2b").withMessage("add county"),
                    RevisionHeader.of("7c1e", "1a2b").withMessage("add city"))),
    SEVERAL_FAULTS(
            "Several errors in the graph",
            (runner, database) -> with(
                    runner, RevisionHeader.of("1a2b"), RevisionHeader.of("1a2b"), RevisionHeader.of("7c1e", "5b0a"))),
    UNKNOWN_TARGET(
            "An unknown target",
            (runner, database) -> with(runner, RevisionHeader.of("1a2b"))
                    .withPropertyValues("levymaster.migrate.startup.target=1a2c")),
    NOT_A_MIGRATION(
            "Annotated classes that do not implement Migration",
            (runner, database) -> runner.withUserConfiguration(Forgetful.class, Forgotten.class)),
    NO_ANNOTATION(
            "A bean method that hides the revision class",
            (runner, database) -> runner.withUserConfiguration(Made.class, Hiding.class)),
    NEEDS_JDBC_TEMPLATE(
            "A revision injects a bean that uses the database",
            (runner, database) -> runner.withUserConfiguration(Made.class, NeedsJdbc.class)),
    NEEDS_REPOSITORY(
            "A revision injects a repository",
            (runner, database) -> runner.withUserConfiguration(NoteRepository.class, NeedsRepository.class)),
    NOT_MADE(
            "A revision injects a bean that does not exist",
            (runner, database) -> runner.withUserConfiguration(CreateNote.class)),
    NO_DATA_SOURCE(
            "Several data sources, and none is primary or qualified",
            (runner, database) -> runner.withBean("orders", DataSource.class, database::dataSource)
                    .withBean("invoices", DataSource.class, database::dataSource)),
    NO_DRIVER(
            "The driver is not on the class path",
            (runner, database) ->
                    notes(runner).withPropertyValues("spring.datasource.driver-class-name=com.example.NoDriver")),
    NO_DRIVER_OF_ITS_OWN(
            "The driver of the migrations is not on the class path",
            (runner, database) -> notes(runner)
                    .withPropertyValues(
                            "levymaster.migrate.url=jdbc:postgresql://localhost:1/app",
                            "levymaster.migrate.driver-class-name=com.example.NoDriver")),
    UNKNOWN_DATA_SOURCE(
            "levymaster.migrate.data-source names no bean",
            (runner, database) -> notes(runner).withPropertyValues("levymaster.migrate.data-source=archive")),
    NO_JNDI(
            "The data source is not in JNDI",
            (runner, database) -> notes(runner)
                    .withConfiguration(AutoConfigurations.of(JndiDataSourceAutoConfiguration.class))
                    .withPropertyValues("spring.datasource.jndi-name=java:comp/env/jdbc/app")),
    NO_URL(
            "The data source has no URL",
            (runner, database) -> notes(runner).withPropertyValues("spring.datasource.url=")),
    UNRESOLVED_URL(
            "The URL of the data source refers to a variable that is not set",
            (runner, database) -> notes(runner).withPropertyValues("spring.datasource.url=${DATABASE_URL}")),
    OTHER_DATABASE(
            "The URL is not one of PostgreSQL",
            (runner, database) -> notes(runner).withPropertyValues("spring.datasource.url=jdbc:mysql://localhost/app")),
    OTHER_DATABASE_OF_ITS_OWN(
            "The URL of the migrations is not one of PostgreSQL",
            (runner, database) -> notes(runner).withPropertyValues("levymaster.migrate.url=postgres://localhost/app")),
    REFUSED_URL(
            "The driver does not accept the URL",
            (runner, database) -> notes(runner).withPropertyValues("spring.datasource.url=jdbc:postgresql:/app")),
    UNREACHABLE(
            "The server cannot be reached",
            (runner, database) -> notes(runner)
                    .withPropertyValues("levymaster.migrate.url=jdbc:postgresql://localhost:1/" + database.name())),
    WRONG_PASSWORD(
            "The login is refused",
            (runner, database) -> notes(runner)
                    .withPropertyValues("levymaster.migrate.user=nobody", "levymaster.migrate.password=x")),
    NO_DATABASE(
            "The server has no such database",
            (runner, database) -> notes(runner)
                    .withPropertyValues(
                            "spring.datasource.url=" + database.url().replace("/" + database.name(), "/levy_nowhere"))),
    FAILING_INIT_SQL(
            "The pool's own statement fails",
            (runner, database) ->
                    notes(runner).withPropertyValues("spring.datasource.hikari.connection-init-sql=select nonsense")),
    READ_ONLY("The database is read-only", (runner, database) -> {
        TestDatabase.Login reader = database.role();
        database.execute(
                "alter role " + reader.user() + " set default_transaction_read_only = on",
                "grant create on schema public to " + reader.user());
        return as(reader, notes(runner));
    }),
    NO_PRIVILEGE("The user may not create tables", (runner, database) -> as(database.role(), notes(runner))),
    FOREIGN_VERSION_TABLE("The version table has other columns", (runner, database) -> notes(runner)) {
        @Override
        AutoCloseable prepare(TestDatabase database) {
            database.execute("create table levymaster_version (installed_rank int, script text)");
            return () -> {};
        }
    },
    MALFORMED_ROWS("The version table has malformed rows", (runner, database) -> notes(runner)) {
        @Override
        AutoCloseable prepare(TestDatabase database) {
            upgraded(database, CreateNote.class).execute("insert into levymaster_version (revision) values (' ')");
            return () -> {};
        }
    },
    UNKNOWN_ROWS(
            "The database has unknown revisions, and revisions of this build are pending",
            (runner, database) -> notes(runner)) {
        @Override
        AutoCloseable prepare(TestDatabase database) {
            upgraded(database, CreateNote.class).execute("insert into levymaster_version (revision) values ('9f9f')");
            return () -> {};
        }
    },
    GAP(
            "The version table has lost rows",
            (runner, database) ->
                    with(notes(runner), RevisionHeader.of("n3", "n2").withMessage("add author"))) {
        @Override
        AutoCloseable prepare(TestDatabase database) {
            upgraded(database, CreateNote.class)
                    .execute("update levymaster_version set revision = 'n2' where revision = 'n1'");
            return () -> {};
        }
    },
    LOCK_TIMEOUT(
            "Another node holds the migration lock for too long",
            (runner, database) -> notes(runner)
                    .withPropertyValues("levymaster.migrate.lock.key=42", "levymaster.migrate.lock.timeout=300ms")) {
        @Override
        AutoCloseable prepare(TestDatabase database) throws SQLException {
            Connection other = database.connection();
            try (Statement statement = other.createStatement()) {
                statement.execute("select pg_advisory_lock(42)");
            }
            return other;
        }
    },
    FAILED_STATEMENT(
            "A statement of a revision fails", (runner, database) -> runner.withUserConfiguration(FailsInSql.class)),
    FAILED_DATA_STEP(
            "A data step of a revision fails", (runner, database) -> runner.withUserConfiguration(FailsInData.class)),
    FAILED_BODY(
            "The upgrade method of a revision throws",
            (runner, database) -> runner.withUserConfiguration(FailsInBody.class)),
    NOT_TRANSACTIONAL(
            "A step that cannot run in a transaction",
            (runner, database) -> runner.withUserConfiguration(Concurrently.class)),
    VALIDATE(
            "Revisions are pending in mode validate",
            (runner, database) -> notes(runner).withPropertyValues("levymaster.migrate.startup.mode=validate")),
    WAIT(
            "No other process upgrades the database in time",
            (runner, database) -> notes(runner)
                    .withPropertyValues(
                            "levymaster.migrate.startup.mode=wait",
                            "levymaster.migrate.startup.wait-timeout=20ms",
                            "levymaster.migrate.lock.poll-interval=10ms")),
    MODEL_DRIFT(
            "The entities differ from the database",
            (runner, database) -> runner.withConfiguration(AutoConfigurations.of(
                            HibernateJpaAutoConfiguration.class, EntityModelAutoConfiguration.class))
                    .withUserConfiguration(WantsNote.class)
                    .withPropertyValues("levymaster.migrate.on-model-drift=fail"));

    @EntityScan("com.levymaster.migrate.autoconfigure.app")
    static class WantsNote {}

    private final String title;
    private final BiFunction<ApplicationContextRunner, TestDatabase, ApplicationContextRunner> configuration;

    StartFailure(
            String title, BiFunction<ApplicationContextRunner, TestDatabase, ApplicationContextRunner> configuration) {
        this.title = title;
        this.configuration = configuration;
    }

    String title() {
        return title;
    }

    /** Prepares the database; the result is closed after the start. */
    AutoCloseable prepare(TestDatabase database) throws SQLException {
        return () -> {};
    }

    ApplicationContextRunner configure(ApplicationContextRunner runner, TestDatabase database) {
        return configuration.apply(runner, database);
    }

    private static ApplicationContextRunner notes(ApplicationContextRunner runner) {
        return runner.withUserConfiguration(Made.class, CreateNote.class, AddTitle.class);
    }

    private static ApplicationContextRunner as(TestDatabase.Login login, ApplicationContextRunner runner) {
        return runner.withPropertyValues(
                "levymaster.migrate.user=" + login.user(), "levymaster.migrate.password=" + login.password());
    }

    private static ApplicationContextRunner with(ApplicationContextRunner runner, RevisionHeader... headers) {
        List<RevisionDefinition> scripts = Arrays.stream(headers)
                .map(header -> new RevisionDefinition(header, true, Nothing::new))
                .toList();
        return runner.withBean(LevyMigrateCustomizer.class, () -> builder -> builder.scripts(scripts));
    }

    private static TestDatabase upgraded(TestDatabase database, Class<?>... revisions) {
        new ApplicationContextRunner()
                .withUserConfiguration(LevyMigrateAutoConfiguration.class, Made.class)
                .withUserConfiguration(revisions)
                .withBean(DataSource.class, database::dataSource)
                .run(context -> {});
        return database;
    }

    private static class Nothing implements Migration {

        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(id = "f1")
    static class Forgetful {}

    @Revision(id = "f2")
    static class Forgotten {}

    @Configuration(proxyBeanMethods = false)
    static class Hiding {

        @Bean
        Migration createNote(Made made) {
            return new CreateNote(made, "note");
        }
    }

    @Revision(id = "7c1e", message = "add county")
    static class NeedsJdbc extends Nothing {

        NeedsJdbc(Made made, JdbcTemplate jdbc) {}
    }

    /** Stands for a repository of Spring Data: it waits for the database as they do. */
    static class NoteRepository {

        NoteRepository(JdbcClient jdbc) {}
    }

    @Revision(id = "7c1e", message = "add county")
    static class NeedsRepository extends Nothing {

        NeedsRepository(NoteRepository notes) {}
    }

    @Revision(id = "7c1e", message = "add county")
    static class FailsInSql extends Nothing {

        @Override
        public void upgrade(Operations op) {
            op.createSchema("county");
            op.execute("insert into levy_rate (year) values (2026)");
        }
    }

    @Revision(id = "7c1e", message = "add county")
    static class FailsInData extends Nothing {

        @Override
        public void upgrade(Operations op) {
            op.data("read the rates", jdbc -> {
                throw new IllegalStateException("rates.csv has no column year");
            });
        }
    }

    @Revision(id = "7c1e", message = "add county")
    static class FailsInBody extends Nothing {

        @Override
        public void upgrade(Operations op) {
            throw new IllegalStateException("rates.csv is not there");
        }
    }

    @Revision(id = "7c1e", message = "add county")
    static class Concurrently extends Nothing {

        @Override
        public void upgrade(Operations op) {
            op.execute("create table levy_rate (year int)");
            op.alterTable(
                    "levy_rate", t -> t.addIndex("ix_levy_rate_year").on("year").concurrently());
        }
    }
}
