package com.levymaster.migrate.cli;

import com.levymaster.migrate.cli.command.CommandContext;
import com.levymaster.migrate.cli.command.DbCommand;
import com.levymaster.migrate.cli.command.DbRootCommand;
import com.levymaster.migrate.cli.command.StandaloneCommand;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** One command line: parsed before the application starts, executed once it has started. */
final class DbCommandLine {

    private static final List<String> RANGE = List.of("-r", "--rev-range");

    private final Terminal terminal;
    private final List<String> arguments;
    private final DbRootCommand db;
    private final CommandLine line;
    private @Nullable ParseResult parsed;

    /**
     * @param name the first argument, {@code db} by default
     * @param arguments the arguments after it
     */
    DbCommandLine(String name, Terminal terminal, List<String> arguments) {
        this.terminal = terminal;
        this.arguments = arguments;
        this.db = new DbRootCommand(terminal);
        this.line = new CommandLine(db)
                .setCommandName(name)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(new ColorScheme.Builder(CommandLine.Help.defaultColorScheme(terminal.ansi())).build())
                .setUsageHelpWidth(100)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsArePositionalParams(false)
                .setAllowOptionsAsOptionParameters(false);
    }

    /** Parses the arguments; returns the exit code if they are invalid or ask for help, so that no application is needed. */
    Optional<Integer> parse() {
        try {
            ParseResult result = line.parseArgs(withRangeOption(arguments));
            Integer help = CommandLine.executeHelpRequest(result);
            if (help != null) {
                return Optional.of(help);
            }
            if (db.hasUnnamedArgument()) {
                throw new ParameterException(line, "-x requires a key: -x KEY=VALUE");
            }
            if (!result.hasSubcommand()) {
                if (!arguments.isEmpty()) {
                    throw new ParameterException(line, "The command is missing");
                }
                line.usage(terminal.out());
                return Optional.of(ExitCode.DONE);
            }
            if (result.subcommand().commandSpec().userObject() instanceof StandaloneCommand command) {
                return Optional.of(command.call());
            }
            parsed = result;
            String conflict = command().optionConflict();
            if (conflict != null) {
                throw new ParameterException(line, conflict);
            }
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(ErrorReporter.usage(e, terminal, arguments.contains("--json")));
        }
    }

    /** Whether the parsed command connects to the database. */
    boolean usesDatabase() {
        return command().usesDatabase();
    }

    /** Whether the parsed command runs revisions, and ends in order when the process is asked to terminate. */
    boolean isRun() {
        return command().isRun();
    }

    private DbCommand command() {
        if (parsed == null) {
            throw new IllegalStateException("not parsed");
        }
        return parsed.subcommand().commandSpec().commandLine().getCommand();
    }

    /**
     * Executes the parsed command.
     *
     * @param context for the analysis of a failure; {@code null} if there is none
     * @return the exit code
     */
    int execute(CommandContext application, @Nullable ConfigurableApplicationContext context) {
        if (parsed == null) {
            throw new IllegalStateException("not parsed");
        }
        db.startedWith(application);
        DbCommand command = command();
        try {
            if (!db.all) {
                return execute(command, terminal, context);
            }
            refuseAll(command, parsed.subcommand().commandSpec().name());
            if (application.names().isEmpty()) {
                // tells why
                application.migrator(null);
            }
            return new EachDatabase(db, terminal)
                    .execute(application.names(), output -> execute(command, output, context));
        } catch (MigrationException e) {
            return new ErrorReporter(terminal, db.json, db.stacktrace).failed(e, context);
        }
    }

    private int execute(DbCommand command, Terminal output, @Nullable ConfigurableApplicationContext context) {
        try {
            return command.call();
        } catch (Exception e) {
            return new ErrorReporter(output, db.json, db.stacktrace).failed(e, context);
        }
    }

    private void refuseAll(DbCommand command, String name) {
        if (db.name() != null) {
            throw new MigrationException("--all and --name exclude each other.", "omit one of them.");
        }
        if (!command.isForEachDatabase()) {
            throw new MigrationException(
                    "`db " + name + "` cannot be executed for all databases at once.",
                    "omit --all, and name a database with --name if there are several.");
        }
    }

    /**
     * Reports that the application failed to start, in the format of the commands.
     *
     * @return the exit code
     */
    int failedToStart(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        return new ErrorReporter(terminal, db.json, db.stacktrace).failed(exception, context);
    }

    /** A range that begins with a minus, such as {@code -3:}, looks like an option; makes it the value of {@code -r}. */
    private static String[] withRangeOption(List<String> arguments) {
        List<String> result = new ArrayList<>();
        for (String argument : arguments) {
            boolean range = argument.matches("-\\d+:\\S*");
            boolean value = !result.isEmpty() && RANGE.contains(result.get(result.size() - 1));
            result.add(range && !value ? "--rev-range=" + argument : argument);
        }
        return result.toArray(String[]::new);
    }
}
