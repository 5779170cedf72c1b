package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.Terminal;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command with the options of all commands. */
@Command(
        name = "db",
        description = "Upgrades and downgrades the database.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        subcommands = {
            UpgradeCommand.class,
            DowngradeCommand.class,
            BackfillCommand.class,
            CurrentCommand.class,
            HistoryCommand.class,
            LogCommand.class,
            HeadsCommand.class,
            BranchesCommand.class,
            ShowCommand.class,
            PlanCommand.class,
            RehearseCommand.class,
            CheckCommand.class,
            VerifyCommand.class,
            ReportCommand.class,
            StampCommand.class,
            AdoptCommand.class,
            RepairCommand.class,
            RevisionCommand.class,
            MigrateCommand.class,
            MergeCommand.class,
            SquashCommand.class,
            EditCommand.class,
            InitCommand.class,
            CompletionCommand.class,
            HelpCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; also a law that is broken (verify), or a budget (rehearse)",
            "2:invalid command line",
            "3:a check found something (check, current --check-heads, repair)"
        },
        footer = {
            "",
            "A target is an id or a unique prefix of it, a label, head, heads, base, +2, -1, ae10+2,",
            "label@head, label@base or label@+1. Options with a dot, such as --spring.profiles.active=dev,",
            "are the application's."
        })
/** The command {@code db}, the parent of all others. */
public final class DbRootCommand {

    private Terminal terminal;
    private @Nullable CommandContext application;
    private PhaseOptions phases = new PhaseOptions();
    private boolean besideOlderBuilds;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of this library, Spring Boot and Java.")
    boolean version;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print no progress and no confirmation of an upgrade, downgrade or stamp.")
    public boolean quiet;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    public boolean json;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    public boolean stacktrace;

    @Option(
            names = "-x",
            scope = ScopeType.INHERIT,
            paramLabel = "KEY=VALUE",
            mapFallbackValue = "",
            description = "The value of op.argument(\"KEY\"), empty without =VALUE. May be repeated.")
    Map<String, String> arguments = new LinkedHashMap<>();

    @Option(
            names = {"-n", "--name"},
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "The database, if the application has several: as configured, or a Migrator bean.")
    @Nullable
    String name;

    @Option(
            names = "--all",
            scope = ScopeType.INHERIT,
            description = "Execute the command for each database of the application.")
    public boolean all;

    @Option(
            names = "--tenant",
            scope = ScopeType.INHERIT,
            paramLabel = "SCHEMA",
            description = "The tenant, if each has a schema of its own.")
    @Nullable
    String tenant;

    /** Creates the command with its output. */
    public DbRootCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Supplies the application, which starts after the command line was parsed. */
    public void startedWith(CommandContext value) {
        application = value;
    }

    /** Selects the database of the next call of a command, and where it prints. */
    public void select(@Nullable String database, Terminal output) {
        name = database;
        terminal = output;
    }

    /** Sets which phases the command runs. */
    void select(PhaseOptions value, boolean ignoresOlderBuilds) {
        phases = value;
        besideOlderBuilds = ignoresOlderBuilds;
    }

    /** The database that the command line names. */
    public @Nullable String name() {
        return name;
    }

    CommandContext application() {
        if (application == null) {
            throw new IllegalStateException("the application has not started");
        }
        return application.of(name);
    }

    CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("not part of a command line");
        }
        return spec.commandLine();
    }

    Terminal terminal() {
        return terminal;
    }

    /** The sources of the application. */
    Project project() {
        return new Project(application().hints(), Path.of("").toAbsolutePath());
    }

    /** Returns the application's migrator with the arguments of this command line. */
    Migrator migrator(@Nullable String tag) {
        return ofTenant(migratorOfDatabase(tag));
    }

    /** Whether {@code -x} has no key. */
    public boolean hasUnnamedArgument() {
        return arguments.containsKey("");
    }

    /** Returns the tenants of the database, with the arguments of this command line. */
    TenantMigrator tenants(@Nullable String tag) {
        return application()
                .tenants(migratorOfDatabase(tag))
                .orElseThrow(() -> new MigrationException(
                        "The application has no tenants.",
                        "omit --tenant or --all-tenants, or set levymaster.migrate.tenants.names or .query."));
    }

    private Migrator ofTenant(Migrator migrator) {
        Optional<TenantMigrator> tenants = application().tenants(migrator);
        String named = tenant;
        if (tenants.isEmpty() && named == null) {
            return migrator;
        }
        if (named == null) {
            throw new MigrationException(
                    "Each tenant of the application has a schema of its own.",
                    "name one with --tenant; `db upgrade`, `db current` and `db check` also take --all-tenants.");
        }
        return tenants.map(all -> all.forTenant(named))
                .orElseThrow(() -> new MigrationException(
                        "The application has no tenants.",
                        "omit --tenant, or set levymaster.migrate.tenants.names or .query."));
    }

    private Migrator migratorOfDatabase(@Nullable String tag) {
        Migrator migrator = application().migrator(name);
        RunArguments configured = migrator.settings().arguments();
        Map<String, String> all = new LinkedHashMap<>(configured.values());
        all.putAll(arguments);
        RunArguments extended = new RunArguments(all, tag == null ? configured.tag() : tag);
        return phases.of(migrator.withSettings(migrator.settings().withArguments(extended)), besideOlderBuilds);
    }
}
