package com.levymaster.migrate.cli;

import static java.util.Map.entry;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.cli.output.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Executes one command instead of the application when its first argument, after those for Spring, is {@code db}: the context has the
 * application's configuration, but creates only the beans that the command needs; then the process exits. With any other
 * first argument this listener does nothing.
 */
final class CommandLineRunListener implements SpringApplicationRunListener, Ordered {

    private static final Map<String, Object> PROPERTIES = Map.ofEntries(
            entry("spring.main.web-application-type", "none"),
            entry("spring.main.banner-mode", "off"),
            entry("spring.main.log-startup-info", "false"),
            // a run that is asked to terminate still logs; this listener ends the logging
            entry("logging.register-shutdown-hook", "false"),
            entry("logging.threshold.console", "warn"),
            // the progress of a run shows its hazards
            entry("logging.level.com.levymaster.migrate.runner.RevisionRunner", "error"),
            entry("logging.level.com.zaxxer.hikari.pool.ProxyConnection", "error"),
            entry("logging.level.org.hibernate.orm.jdbc", "off"),
            entry("logging.level.org.springframework.orm.jpa", "off"),
            // beans that ask for others when they are destroyed, which no command has created
            entry("logging.level.org.springframework.beans.factory.support", "error"),
            entry("logging.level.org.springframework.context", "error"));

    /** Loads, in another thread, what a web application needs. */
    private static final Set<String> LEFT_OUT =
            Set.of("org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializingApplicationListener");

    private static final Exit PROCESS = System::exit;

    private final SpringApplication application;
    private final CommandTrigger trigger;
    private final boolean active;
    private final String[] all;
    private final List<String> arguments;
    private Exit exit;
    private PrintStream stdout;
    private @Nullable DbCommandLine commandLine;
    private @Nullable CommandApplicationContextFactory contexts;
    private @Nullable LoggingShutdown logging;
    private boolean minimal;

    /** For Spring Boot, which uses the public one of several constructors. */
    public CommandLineRunListener(SpringApplication application, String[] arguments) {
        this(application, arguments, PROCESS, System.out);
    }

    CommandLineRunListener(SpringApplication application, String[] arguments, Exit exit, PrintStream stdout) {
        this.application = application;
        this.trigger = new CommandTrigger(System.getProperties(), System.getenv());
        this.active = trigger.matches(arguments);
        this.all = arguments.clone();
        this.arguments = trigger.commandArguments(arguments);
        this.exit = exit;
        this.stdout = stdout;
    }

    /** Ends the process. */
    @FunctionalInterface
    interface Exit {
        void with(int code);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** Reports invalid arguments and prints help before the application starts. */
    @Override
    public void starting(ConfigurableBootstrapContext context) {
        if (!active) {
            return;
        }
        boolean again = context.isRegistered(WholeContext.class);
        if (again) {
            WholeContext whole = Objects.requireNonNull(context.get(WholeContext.class));
            exit = whole.exit();
            stdout = whole.stdout();
        }
        System.setOut(System.err);
        commandLine = new DbCommandLine(trigger.name(), Terminal.of(stdout, System.err), arguments);
        commandLine
                .parse()
                .ifPresent(code -> end(arguments.isEmpty() && !trigger.isUnmistakable(all) ? ExitCode.USAGE : code));
        // for the listener of devtools, which beans with @RestartScope need
        System.setProperty("spring.devtools.restart.enabled", "false");
        boolean usesDatabase = commandLine.usesDatabase();
        minimal = !usesDatabase && !again && !isParent();
        contexts = new CommandApplicationContextFactory(arguments, usesDatabase, minimal);
        application.setApplicationContextFactory(contexts);
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !LEFT_OUT.contains(listener.getClass().getName()))
                .toList());
        application.setInitializers(application.getInitializers().stream()
                .filter(CommandApplicationContextFactory::accepts)
                .toList());
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        // the context is closed when the command has ended, which a run does in order
        application.setRegisterShutdownHook(false);
    }

    /** Runs before the properties are bound to the application, and takes precedence over its configuration files. */
    @Override
    public void environmentPrepared(ConfigurableBootstrapContext context, ConfigurableEnvironment environment) {
        if (active) {
            logging = new LoggingShutdown(application.getClassLoader());
            Map<String, Object> properties = new HashMap<>(PROPERTIES);
            if (trigger.asksForLogs(all)) {
                properties.keySet().removeIf(name -> name.matches("logging\\.(level|threshold)\\..*"));
            }
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("levymasterMigrateCommandLine", properties));
        }
    }

    @Override
    public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
        if (commandLine == null || contexts == null || logging == null) {
            return;
        }
        if (isParent()) {
            System.setOut(stdout);
            return;
        }
        if (minimal && !MinimalContext.suffices(context)) {
            context.close();
            startAgain();
            return;
        }
        minimal = false;
        SpringCommandContext command =
                new SpringCommandContext(context, contexts.models(), application.getMainApplicationClass());
        ShutdownDelay delay = ShutdownDelay.of(commandLine.isRun(), logging);
        int code;
        try {
            code = commandLine.execute(command, context);
        } finally {
            delay.end();
        }
        close(context);
        end(code);
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        if (minimal && context != null && MinimalContext.isIncomplete(context.getBeanFactory())) {
            startAgain();
        } else if (commandLine != null) {
            end(commandLine.failedToStart(context, exception));
        }
    }

    /** With all auto-configurations; another listener executes the command. */
    private void startAgain() {
        commandLine = null;
        minimal = false;
        WholeContext whole = new WholeContext(exit, stdout);
        application.addBootstrapRegistryInitializer(
                registry -> registry.register(WholeContext.class, InstanceSupplier.of(whole)));
        application.run(all);
    }

    /** Registered if a context in which auto-configurations were left out did not suffice. */
    private record WholeContext(Exit exit, PrintStream stdout) {}

    /** Whether a builder starts this application as the parent of another one, which executes the command. */
    private static boolean isParent() {
        return StackWalker.getInstance()
                .walk(frames ->
                        frames.anyMatch(frame -> frame.getClassName().equals(SpringApplicationBuilder.class.getName())
                                && frame.getMethodName().equals("configureAsChildIfNecessary")));
    }

    private static void close(ApplicationContext context) {
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            if (each instanceof ConfigurableApplicationContext closeable) {
                closeable.close();
            }
        }
    }

    private void end(int code) {
        stdout.flush();
        System.err.flush();
        System.setOut(stdout);
        if (logging != null && exit == PROCESS) {
            logging.run();
        }
        exit.with(code);
    }
}
