package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** What {@link MigrationAssertions#assertThat(Migrator)} can say. */
public final class MigratorAssert extends AbstractAssert<MigratorAssert, Migrator> {

    MigratorAssert(Migrator actual) {
        super(actual, MigratorAssert.class);
    }

    /** Everything is applied, and the entities want the database to be as it is: {@code db migrate} would write nothing. */
    public MigratorAssert hasNoPendingModelChanges() {
        isNotNull();
        hasNoPendingRevisions();
        List<String> changes = changes();
        if (!changes.isEmpty()) {
            failWithMessage(
                    "The entities want what the database has not:%n  %s%nWrite the revision with `db migrate -m \"…\"`.",
                    String.join(System.lineSeparator() + "  ", changes));
        }
        return this;
    }

    /** Every revision of the application is applied. */
    public MigratorAssert hasNoPendingRevisions() {
        isNotNull();
        List<?> pending = actual.status().pending();
        if (!pending.isEmpty()) {
            failWithMessage("Revisions that are not applied: %s", pending);
        }
        return this;
    }

    private List<String> changes() {
        try {
            return actual.compareEntities().stream()
                    .flatMap(comparison -> comparison.operations().stream())
                    .map(Operation::describe)
                    .toList();
        } catch (MigrationException e) {
            throw failure("%s%nWhat to do: %s", e.problem(), e.remedy());
        }
    }
}
