package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "upgrade", description = "Applies the targets and all revisions that they require.")
final class UpgradeCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "The target revision: head by default.")
    List<String> targets = new ArrayList<>();

    @Option(names = "--tag", paramLabel = "TEXT", description = "The value of op.tag() in revisions.")
    @Nullable
    String tag;

    @Option(names = "--all-tenants", description = "Upgrade all tenants, several at a time.")
    boolean allTenants;

    @Mixin
    ModuleOption module = new ModuleOption();

    @Mixin
    PhaseOptions phases = new PhaseOptions();

    @Option(
            names = "--beside-older-builds",
            description = "With --phase contract: also if instances of older builds may be connected.")
    boolean besideOlderBuilds;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Override
    public boolean isRun() {
        return !script.sql;
    }

    @Override
    public @Nullable String optionConflict() {
        return besideOlderBuilds && !phases.isContract()
                ? "--beside-older-builds requires --phase contract"
                : script.conflict(json());
    }

    @Override
    public Integer call() {
        db().select(phases, besideOlderBuilds);
        List<String> requested = module.targets(targets.isEmpty() ? List.of("head") : targets);
        if (script.sql) {
            if (requested.size() > 1) {
                throw new MigrationException(
                        "A script has one target or range, but there are " + requested.size() + ".",
                        "write one script for each, or use heads.");
            }
            return script.write(terminal(), db().migrator(tag).streamUpgrade(requested.get(0)));
        }
        if (allTenants) {
            return new TenantReporter(db()).upgrade(db().tenants(tag), requested);
        }
        RunReporter reports = new RunReporter(db());
        RunReport report = reports.migrator(tag).upgrade(requested.toArray(String[]::new));
        reports.print(report);
        waits();
        if (report.isEmpty() && !json()) {
            Status status = db().migrator(tag).status();
            status.notPresent().forEach(module -> terminal().line(module + "."));
            status.ahead().ifPresent(ahead -> terminal().err().println(ahead + "."));
            status.adoptable()
                    .filter(found -> !db().quiet)
                    .ifPresent(found -> terminal().line("The database has " + found + "."));
        }
        return ExitCode.DONE;
    }

    private void waits() {
        Migrator migrator = db().migrator(tag);
        boolean phased = migrator.graph().headers().stream().anyMatch(RevisionHeader::isContract);
        if (phased && !json() && !db().quiet) {
            migrator.status().waits().ifPresent(waits -> terminal().line(waits + "."));
        }
    }
}
