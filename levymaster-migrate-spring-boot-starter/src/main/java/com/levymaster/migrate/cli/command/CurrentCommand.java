package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "current", description = "Shows the current revisions of the database. Reads only.")
final class CurrentCommand extends DbCommand {

    @Option(
            names = {"-v", "--verbose"},
            description = "Show all details of each revision.")
    boolean verbose;

    @Option(
            names = {"-c", "--check-heads"},
            description = "End with exit code 3 unless all heads are applied.")
    boolean checkHeads;

    @Option(names = "--all-tenants", description = "Show how many tenants have all revisions, and those that have not.")
    boolean allTenants;

    @Mixin
    ModuleOption module = new ModuleOption();

    @Override
    public Integer call() {
        if (allTenants) {
            return new TenantReporter(db()).current(db().tenants(null), checkHeads);
        }
        Migrator migrator = migrator();
        Status status = migrator.status();
        if (json()) {
            terminal().json(json(migrator, status));
        } else {
            print(migrator, status);
        }
        String ahead = status.ahead().orElse(null);
        if (ahead != null) {
            migrator.graph().partlyReplaced(status.unknown()).ifPresent(partly -> {
                throw partly;
            });
            throw new MigrationException(
                    ahead + ".",
                    "run a build that has it; if it no longer exists, correct the version table with"
                            + " `db stamp --purge`.");
        }
        boolean isBehind = module.module == null
                ? !status.isUpToDate()
                : !module.of(migrator.graph(), status.pending()).isEmpty();
        return checkHeads && isBehind ? behind(status) : ExitCode.DONE;
    }

    private void print(Migrator migrator, Status status) {
        RevisionFormatter text = new RevisionFormatter(migrator.graphOfDatabase(), terminal(), List.of());
        List<RevisionHeader> current = module.of(migrator.graph(), status.current());
        for (RevisionHeader revision : current) {
            terminal().line(verbose ? text.block(revision) : text.brief(revision));
        }
        if (current.isEmpty()) {
            terminal().line("base: no revision is applied");
        }
        status.notPresent().forEach(absent -> terminal().line(absent + "."));
        status.adoptable().ifPresent(found -> terminal().line("The database has " + found + "."));
        status.waits().ifPresent(waits -> terminal().line(waits + "."));
        status.problems().forEach(terminal().err()::println);
        if (!status.pendingRepeatables().isEmpty()) {
            terminal()
                    .line("Repeatables to apply: " + String.join(", ", status.pendingRepeatables())
                            + "; `db upgrade` applies them after the last revision.");
        }
        Set<String> failed = failed(migrator, status);
        status.unfinished().forEach(unfinished -> failed.remove(unfinished.id()));
        List<RevisionHeader> notApplied = new ArrayList<>(status.pending());
        notApplied.addAll(status.waiting());
        for (RevisionHeader revision : notApplied) {
            if (failed.contains(revision.id())) {
                terminal()
                        .err()
                        .println("The last run of revision " + revision.title() + " failed; see `db log --failures`.");
            }
        }
    }

    /** Returns the ids of pending revisions whose last run failed; an interruption is none. */
    private static Set<String> failed(Migrator migrator, Status status) {
        boolean none = status.isUpToDate() && status.waiting().isEmpty();
        Set<String> failed = new TreeSet<>(none ? Set.of() : migrator.unfinishedRevisions());
        failed.removeAll(status.applied());
        status.unfinished().stream()
                .filter(unfinished -> !unfinished.hasFailed())
                .forEach(unfinished -> failed.remove(unfinished.id()));
        return failed;
    }

    private Integer behind(Status status) {
        if (!json()) {
            terminal()
                    .err()
                    .println(
                            status.pending().isEmpty()
                                    ? "Some repeatables are not applied."
                                    : "Some heads are not applied. Pending: "
                                            + String.join(
                                                    ", ",
                                                    status.pending().stream()
                                                            .map(RevisionHeader::title)
                                                            .toList()));
        }
        return ExitCode.FOUND;
    }

    private Map<String, Object> json(Migrator migrator, Status status) {
        RevisionFormatter text = new RevisionFormatter(migrator.graphOfDatabase(), terminal(), List.of());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("current", text.json(module.of(migrator.graph(), status.current())));
        json.put("upToDate", status.isUpToDate());
        json.put("pending", RevisionFormatter.ids(module.of(migrator.graph(), status.pending())));
        if (!status.waiting().isEmpty()) {
            json.put("waiting", RevisionFormatter.ids(status.waiting()));
        }
        if (!status.pendingRepeatables().isEmpty()) {
            json.put("pendingRepeatables", status.pendingRepeatables());
        }
        json.put("unknown", status.unknown());
        if (!status.absent().isEmpty()) {
            Map<String, List<String>> absent = new LinkedHashMap<>();
            status.absent().forEach(module -> absent.put(module.name(), module.revisions()));
            json.put("absentModules", absent);
        }
        json.put("gaps", RevisionFormatter.ids(status.gaps()));
        json.put(
                "unfinished",
                status.unfinished().stream().map(UnfinishedRevision::id).toList());
        json.put("failed", failed(migrator, status));
        status.adoptable().ifPresent(found -> json.put("existing", found));
        return json;
    }
}
