package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a {@link Migrator}; see {@link MigrationAssertions#assertThat(Migrator)}. */
public final class MigratorAssert extends AbstractAssert<MigratorAssert, Migrator> {

    MigratorAssert(Migrator actual) {
        super(actual, MigratorAssert.class);
    }

    /**
     * Verifies that all revisions are applied and that the entities match the database: {@code db migrate} would write
     * nothing.
     */
    public MigratorAssert hasNoPendingModelChanges() {
        isNotNull();
        hasNoPendingRevisions();
        List<String> changes = changes();
        if (!changes.isEmpty()) {
            failWithMessage(
                    "The entities differ from the database:%n  %s%nWrite the revision with `db migrate -m \"…\"`.",
                    String.join(System.lineSeparator() + "  ", changes));
        }
        return this;
    }

    /** Verifies that every revision of the application is applied. */
    public MigratorAssert hasNoPendingRevisions() {
        isNotNull();
        List<?> pending = actual.status().pending();
        if (!pending.isEmpty()) {
            failWithMessage("Pending revisions: %s", pending);
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
