package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.command.TenantReport;
import com.levymaster.migrate.command.TenantStatus;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what a command does for all tenants. */
final class TenantReporter {

    private final DbRootCommand db;

    TenantReporter(DbRootCommand db) {
        this.db = db;
    }

    /** Upgrades all tenants, and prints each that is done, and the summary. */
    int upgrade(TenantMigrator tenants, List<String> targets) {
        boolean quiet = db.quiet || db.json;
        TenantReport report = tenants.upgrade(
                (tenant, done, planned, failure) -> {
                    if (!quiet) {
                        db.terminal()
                                .line("[" + done + "/" + planned + "] " + tenant
                                        + (failure == null ? "" : ": FAILED: " + failure.problem()));
                    }
                },
                targets.toArray(String[]::new));
        if (db.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("tenants", report.tenants());
            json.put("upgraded", List.copyOf(report.upgraded().keySet()));
            json.put("durationMs", report.duration().toMillis());
            db.terminal().json(json);
        } else if (!db.quiet) {
            db.terminal().line(report.summary() + ".");
        }
        return ExitCode.DONE;
    }

    /** Prints how many tenants are at each revision, and those that are behind. */
    int current(TenantMigrator tenants, boolean checkHeads) {
        List<TenantStatus> all = tenants.status();
        List<TenantStatus> others =
                all.stream().filter(each -> !each.isCurrent()).toList();
        if (db.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("tenants", all.size());
            json.put("current", all.size() - others.size());
            json.put("others", others.stream().map(TenantReporter::json).toList());
            db.terminal().json(json);
        } else {
            db.terminal()
                    .line((all.size() - others.size()) + " of " + all.size()
                            + " tenants have all revisions of this application.");
            others.forEach(each -> db.terminal().line("  " + each.describe()));
        }
        return checkHeads && !others.isEmpty() ? ExitCode.FOUND : ExitCode.DONE;
    }

    private static Map<String, Object> json(TenantStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tenant", status.tenant());
        json.put("exists", status.exists());
        json.put("current", ids(status.current()));
        json.put("pending", ids(status.pending()));
        json.put("unknown", status.unknown());
        json.put("failed", status.failed());
        MigrationException problem = status.problem();
        if (problem != null) {
            json.put("problem", problem.problem());
        }
        return json;
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }
}
