package com.levymaster.migrate.cli;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints an error: the problem, the remedy, and on request the stack trace. */
public final class ErrorReporter {

    private final Terminal terminal;
    private final boolean json;
    private final boolean stacktrace;

    /** Creates a reporter for one command line. */
    public ErrorReporter(Terminal terminal, boolean json, boolean stacktrace) {
        this.terminal = terminal;
        this.json = json;
        this.stacktrace = stacktrace;
    }

    /**
     * Reports that the command or the start of the application failed.
     *
     * @return the exit code
     */
    public int failed(Throwable exception, @Nullable ConfigurableApplicationContext context) {
        if (stacktrace) {
            printTrace(exception);
        }
        MigrationException known = find(exception);
        FailureAnalysis analysis = known == null ? analyse(exception, context) : null;
        if (known == null && analysis == null) {
            known = EntityModelFailure.findIn(exception);
        }
        if (known != null) {
            print(known.problem(), known.remedy());
        } else if (analysis != null) {
            print(lines(analysis.getDescription()), lines(String.valueOf(analysis.getAction())));
        } else {
            print(
                    beanOf(exception) + rootCause(exception) + ".",
                    stacktrace ? null : "run the command again with --stacktrace to see the stack trace.");
        }
        return ExitCode.FAILED;
    }

    /** Reports invalid arguments. */
    static int usage(ParameterException e, Terminal terminal, boolean json) {
        CommandLine line = e.getCommandLine();
        ErrorReporter failures = new ErrorReporter(terminal, json, false);
        String suggestions = e instanceof UnmatchedArgumentException unmatched ? suggestion(unmatched) : "";
        // those about options that exclude each other begin so
        String message = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
        failures.print(
                message + (message.endsWith(".") ? "" : ".") + suggestions,
                "see `" + line.getCommandSpec().qualifiedName() + " --help`.");
        return ExitCode.USAGE;
    }

    private static String suggestion(UnmatchedArgumentException e) {
        if (e.getUnmatched().get(0).indexOf(' ') > 0) {
            return " Its words are to be separate arguments.";
        }
        List<String> near = e.getSuggestions();
        return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
    }

    /** Before the message, so that the last line says what to do. */
    private void printTrace(Throwable exception) {
        StringWriter trace = new StringWriter();
        exception.printStackTrace(new PrintWriter(trace, true));
        terminal.err().print(PrintableText.lines(trace.toString()));
        terminal.err().flush();
    }

    /** Without the empty lines and tabs of a report in a log. */
    private static String lines(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", System.lineSeparator() + "    ");
    }

    private void print(String problem, @Nullable String remedy) {
        if (json) {
            Map<String, @Nullable Object> error = new LinkedHashMap<>();
            error.put("error", problem);
            error.put("remedy", remedy);
            terminal.json(error);
            return;
        }
        terminal.err().println(terminal.styled("FAILED: ", Style.bold, Style.fg_red) + PrintableText.lines(problem));
        if (remedy != null) {
            terminal.err().println("  What to do: " + PrintableText.lines(remedy));
        }
    }

    private static @Nullable MigrationException find(Throwable exception) {
        MigrationException found = null;
        for (Throwable e = exception; e != null && found == null; e = e.getCause()) {
            if (e instanceof MigrationException migrate) {
                found = migrate;
            }
        }
        return found;
    }

    /** Returns the analysis of Spring Boot or another library, {@code null} if there is none. */
    private static @Nullable FailureAnalysis analyse(
            Throwable exception, @Nullable ConfigurableApplicationContext context) {
        ArgumentResolver resolver = context == null
                ? ArgumentResolver.none()
                : ArgumentResolver.of(BeanFactory.class, context.getBeanFactory())
                        .and(Environment.class, context.getEnvironment());
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation(null)
                .load(FailureAnalyzer.class, resolver, FailureHandler.handleMessage((message, failure) -> {}));
        for (FailureAnalyzer analyzer : analyzers) {
            FailureAnalysis analysis = analyse(exception, analyzer);
            if (analysis != null) {
                return analysis;
            }
        }
        return null;
    }

    /** An analyzer that fails is skipped, as Boot does. */
    private static @Nullable FailureAnalysis analyse(Throwable exception, FailureAnalyzer analyzer) {
        try {
            return analyzer.analyze(exception);
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Returns which bean could not be created, if that is why the command failed. */
    private static String beanOf(Throwable exception) {
        String name = null;
        for (Throwable e = exception; e != null; e = e.getCause()) {
            if (e instanceof BeanCreationException creation && creation.getBeanName() != null) {
                name = creation.getBeanName();
            }
        }
        return name == null ? "Unexpected error: " : "The bean \"" + name + "\" cannot be created: ";
    }

    private static String rootCause(Throwable exception) {
        Throwable cause = exception;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "no message" : cause.getMessage();
        return cause.getClass().getName() + ": " + message;
    }
}
