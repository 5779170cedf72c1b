package com.levymaster.migrate.cli;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.cli.command.CommandContext;
import com.levymaster.migrate.cli.command.DbRootCommand;
import com.levymaster.migrate.cli.command.ProjectHints;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParameterException;

/** Understands a command line, and runs it. */
final class DbCommandLine {

    private static final List<String> RANGE = List.of("-r", "--rev-range");

    private final String word;

    /** @param word that begins every line, {@code db} as a rule */
    DbCommandLine(String word) {
        this.word = word;
    }

    /** The exit code of a line that needs no application: one that asks for help or cannot be understood. */
    Optional<Integer> answerAtOnce(Terminal terminal, List<String> arguments) {
        DbRootCommand db = new DbRootCommand(new ParseOnlyContext(), terminal);
        CommandLine line = line(db, terminal);
        try {
            CommandLine.ParseResult parsed = line.parseArgs(array(arguments));
            Integer help = CommandLine.executeHelpRequest(parsed);
            if (help != null) {
                return Optional.of(help);
            }
            if (!parsed.hasSubcommand()) {
                line.usage(terminal.out());
                return Optional.of(arguments.isEmpty() ? ExitCode.DONE : ExitCode.USAGE);
            }
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(ErrorReporter.usage(e, terminal, asksForJson(arguments)));
        }
    }

    int run(CommandContext application, Terminal terminal, List<String> arguments) {
        return line(new DbRootCommand(application, terminal), terminal).execute(array(arguments));
    }

    /** The application did not start: its own message, as clean as those of the commands. */
    int failedToStart(
            Terminal terminal,
            List<String> arguments,
            @Nullable ConfigurableApplicationContext context,
            Throwable exception) {
        ErrorReporter failures =
                new ErrorReporter(terminal, asksForJson(arguments), arguments.contains("--stacktrace"));
        return failures.startFailed(exception, context);
    }

    private CommandLine line(DbRootCommand db, Terminal terminal) {
        CommandLine line = new CommandLine(db)
                .setCommandName(word)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(scheme(terminal))
                .setUsageHelpWidth(100)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false)
                .setAllowOptionsAsOptionParameters(false)
                .setParameterExceptionHandler((e, arguments) -> ErrorReporter.usage(e, terminal, db.json));
        line.setExecutionExceptionHandler(
                (e, failed, parsed) -> new ErrorReporter(terminal, db.json, db.stacktrace).failed(e));
        return line;
    }

    private static ColorScheme scheme(Terminal terminal) {
        return new ColorScheme.Builder(CommandLine.Help.defaultColorScheme(terminal.ansi())).build();
    }

    private static boolean asksForJson(List<String> arguments) {
        return arguments.contains("--json");
    }

    /** A range that begins with a minus looks like an option, and is the one that {@code history} takes. */
    private static String[] array(List<String> arguments) {
        List<String> read = new ArrayList<>();
        for (String argument : arguments) {
            boolean range = argument.matches("-\\d+:\\S*");
            boolean announced = !read.isEmpty() && RANGE.contains(read.get(read.size() - 1));
            read.add(range && !announced ? "--rev-range=" + argument : argument);
        }
        return read.toArray(String[]::new);
    }

    /** Stands in while a line is only read. */
    private static final class ParseOnlyContext implements CommandContext {

        @Override
        public Migrator migrator(@Nullable String name) {
            throw notStarted();
        }

        @Override
        public Map<String, Migrator> migrators(@Nullable String name) {
            throw notStarted();
        }

        @Override
        public String title() {
            throw notStarted();
        }

        @Override
        public Set<String> protectedProfiles() {
            throw notStarted();
        }

        @Override
        public boolean hasEntities() {
            throw notStarted();
        }

        @Override
        public DesiredModel model(@Nullable String unit) {
            throw notStarted();
        }

        @Override
        public AutogenerateOptions autogenerateOptions() {
            throw notStarted();
        }

        @Override
        public @Nullable ScratchServer scratch() {
            throw notStarted();
        }

        @Override
        public ProjectHints hints() {
            throw notStarted();
        }

        private static MigrationException notStarted() {
            return new MigrationException("The application has not started.", "report this as a defect.");
        }
    }
}
