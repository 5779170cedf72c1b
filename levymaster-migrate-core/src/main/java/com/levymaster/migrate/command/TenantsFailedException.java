package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.stream.Collectors;

/** Thrown after an upgrade of all tenants in which some failed. */
public final class TenantsFailedException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    private final transient TenantReport report;

    TenantsFailedException(TenantReport report) {
        super(
                report.summary() + ":"
                        + report.failures().entrySet().stream()
                                .limit(SHOWN)
                                .map(each -> System.lineSeparator() + "  - " + each.getKey() + ": "
                                        + each.getValue().problem())
                                .collect(Collectors.joining())
                        + (report.failures().size() > SHOWN
                                ? System.lineSeparator() + "  - and "
                                        + (report.failures().size() - SHOWN) + " more"
                                : ""),
                report.failures()
                                .values()
                                .iterator()
                                .next()
                                .remedy()
                                .replaceFirst("(,? then run the command again)?\\.$", "")
                        + "; then run the upgrade again: it continues with the tenants that are behind.",
                report.failures().values().iterator().next());
        this.report = report;
    }

    /** What was done all the same. */
    public TenantReport report() {
        return report;
    }
}
