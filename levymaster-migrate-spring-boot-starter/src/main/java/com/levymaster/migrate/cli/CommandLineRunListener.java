package com.levymaster.migrate.cli;

import com.levymaster.migrate.cli.output.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Executes one command instead of the application when its first argument is {@code db}: the context starts with the
 * application's configuration, but without web server, schedulers, listeners and runners; the command uses its beans, and
 * the process exits. With any other first argument this listener does nothing.
 */
final class CommandLineRunListener implements SpringApplicationRunListener, Ordered {

    private final SpringApplication application;
    private final CommandTrigger trigger;
    private final boolean active;
    private final List<String> arguments;
    private final Exit exit;
    private final PrintStream stdout;
    private @Nullable DbCommandLine commandLine;

    /** For Spring Boot, which uses the public one of several constructors. */
    public CommandLineRunListener(SpringApplication application, String[] arguments) {
        this(application, arguments, System::exit, System.out);
    }

    CommandLineRunListener(SpringApplication application, String[] arguments, Exit exit, PrintStream stdout) {
        this.application = application;
        this.trigger = new CommandTrigger(System.getProperties(), System.getenv());
        this.active = trigger.matches(arguments);
        this.arguments = CommandTrigger.commandArguments(arguments);
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
        System.setOut(System.err);
        commandLine = new DbCommandLine(trigger.name(), Terminal.of(stdout, System.err), arguments);
        commandLine.parse().ifPresent(this::end);
        System.setProperty("spring.devtools.restart.enabled", "false");
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
    }

    @Override
    public void environmentPrepared(ConfigurableBootstrapContext context, ConfigurableEnvironment environment) {
        if (active) {
            CommandModeConfigurer.prepare(environment, arguments);
        }
    }

    @Override
    public void contextPrepared(ConfigurableApplicationContext context) {
        if (active) {
            CommandModeConfigurer.prepare(context, arguments);
        }
    }

    @Override
    public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
        if (commandLine != null) {
            int code = commandLine.execute(new SpringCommandContext(context, application.getMainApplicationClass()));
            end(SpringApplication.exit(context, () -> code));
        }
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        if (commandLine != null) {
            end(commandLine.failedToStart(context, exception));
        }
    }

    private void end(int code) {
        stdout.flush();
        System.err.flush();
        System.setOut(stdout);
        exit.with(code);
    }
}
