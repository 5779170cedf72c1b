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
 * Turns a start of the application into one command, when its first argument is {@code db}: the context starts with the
 * application's configuration and without its life (no web server, schedulers, listeners or runners), the command runs
 * with its beans, and the process ends. With any other first argument it does nothing at all.
 */
final class CommandLineRunListener implements SpringApplicationRunListener, Ordered {

    private final SpringApplication application;
    private final boolean active;
    private final List<String> arguments;
    private final Exit exit;
    private final PrintStream stdout;
    private final DbCommandLine lines;

    /** For Spring Boot, which takes the public one of several constructors. */
    public CommandLineRunListener(SpringApplication application, String[] arguments) {
        this(application, arguments, System::exit, System.out);
    }

    CommandLineRunListener(SpringApplication application, String[] arguments, Exit exit, PrintStream stdout) {
        CommandTrigger word = new CommandTrigger(System.getProperties(), System.getenv());
        this.application = application;
        this.active = word.begins(arguments);
        this.arguments = CommandTrigger.ours(arguments);
        this.exit = exit;
        this.stdout = stdout;
        this.lines = new DbCommandLine(word.name());
    }

    /** How the process ends. */
    @FunctionalInterface
    interface Exit {
        void with(int code);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** A slip in the command, or a cry for help, is answered before anything starts. */
    @Override
    public void starting(ConfigurableBootstrapContext context) {
        if (!active) {
            return;
        }
        System.setOut(System.err);
        lines.answerAtOnce(terminal(), arguments).ifPresent(this::end);
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
        if (active) {
            SpringCommandContext beans = new SpringCommandContext(context, application.getMainApplicationClass());
            int code = lines.run(beans, terminal(), arguments);
            end(SpringApplication.exit(context, () -> code));
        }
    }

    @Override
    public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
        if (active) {
            end(lines.failedToStart(terminal(), arguments, context, exception));
        }
    }

    private Terminal terminal() {
        return Terminal.of(stdout, System.err);
    }

    private void end(int code) {
        stdout.flush();
        System.err.flush();
        System.setOut(stdout);
        exit.with(code);
    }
}
