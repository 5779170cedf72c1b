package com.levymaster.migrate.cli;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.cli.command.CommandContext;
import com.levymaster.migrate.cli.command.ProjectHints;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.flyway.FlywayOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Help.Ansi;

/** Runs commands in this process, against a real database. */
public final class Shell {

    private final Migrator migrator;
    private final ProjectHints hints;
    private final Set<String> protectedProfiles;
    private final @Nullable DesiredModel model;
    private final List<GivenRows> given;

    private Shell(Migrator migrator, ProjectHints hints, Set<String> protectedProfiles, @Nullable DesiredModel model) {
        this(migrator, hints, protectedProfiles, model, List.of());
    }

    private Shell(
            Migrator migrator,
            ProjectHints hints,
            Set<String> protectedProfiles,
            @Nullable DesiredModel model,
            List<GivenRows> given) {
        this.given = given;
        this.migrator = migrator;
        this.hints = hints;
        this.protectedProfiles = protectedProfiles;
        this.model = model;
    }

    public static Shell on(TestDatabase database, Migration... migrations) {
        return on(Migrator.builder(database.dataSource()).migrations(migrations).build());
    }

    static Shell on(Migrator migrator) {
        return new Shell(migrator, new ProjectHints("nowhere", null, null), Set.of(), null);
    }

    /** Where no server listens. */
    public static Shell nowhere(Migration... migrations) {
        DriverManagerDataSource none = new DriverManagerDataSource("jdbc:postgresql://localhost:1/none");
        Migrator migrator = Migrator.builder(none).migrations(migrations).build();
        return new Shell(migrator, new ProjectHints("nowhere", null, null), Set.of(), null);
    }

    public Shell withSources(Path directory, @Nullable String packageName) {
        return new Shell(
                migrator, new ProjectHints(directory.toString(), packageName, getClass()), protectedProfiles, model);
    }

    Shell underProfile(String name) {
        return new Shell(migrator, hints, Set.of(name), model);
    }

    /** With rows that {@code db verify} inserts. */
    public Shell giving(GivenRows... rows) {
        return new Shell(migrator, hints, protectedProfiles, model, List.of(rows));
    }

    /** With entities that want this. */
    public Shell wanting(DatabaseSchema schema) {
        return new Shell(migrator, hints, protectedProfiles, DesiredModel.of(schema));
    }

    /** @param line what stands after {@code db}; blanks separate, quotes hold together */
    public Transcript run(String line) {
        return run(line, null);
    }

    /** With a person at the terminal who types these lines. */
    public Transcript runAnswering(String line, String... typed) {
        return run(line, new BufferedReader(new StringReader(String.join("\n", typed))));
    }

    private Transcript run(String line, @Nullable BufferedReader answers) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                Ansi.OFF,
                StandardCharsets.UTF_8,
                false,
                answers);
        List<String> words = Arrays.stream(line.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replace("'", ""))
                .toList();
        DbCommandLine commandLine = new DbCommandLine("db", terminal, words);
        int code = commandLine.parse().orElseGet(() -> commandLine.execute(new App(this), null));
        return new Transcript("db " + line, code, out.toString(), err.toString());
    }

    private record App(Shell shell) implements CommandContext {

        @Override
        public Set<String> names() {
            return Set.of("levyMigrator");
        }

        @Override
        public Migrator migrator(@Nullable String name) {
            return shell.migrator;
        }

        @Override
        public Map<String, Migrator> migrators(@Nullable String name) {
            return Map.of("levyMigrator", shell.migrator);
        }

        @Override
        public String title() {
            return "levymaster";
        }

        @Override
        public Set<String> protectedProfiles() {
            return shell.protectedProfiles;
        }

        @Override
        public boolean hasEntities() {
            return shell.model != null;
        }

        @Override
        public DesiredModel model(@Nullable String unit) {
            return shell.model == null ? new EntityModels().of(unit) : shell.model;
        }

        @Override
        public AutogenerateOptions autogenerateOptions() {
            return AutogenerateOptions.DEFAULT;
        }

        @Override
        public @Nullable ScratchServer scratch() {
            return null;
        }

        @Override
        public List<GivenRows> given() {
            return shell.given;
        }

        @Override
        public FlywayOptions flyway() {
            return FlywayOptions.DEFAULT;
        }

        @Override
        public LiquibaseOptions liquibase() {
            return LiquibaseOptions.DEFAULT;
        }

        @Override
        public ProjectHints hints() {
            return shell.hints;
        }
    }
}
