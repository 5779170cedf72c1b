package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.verify.CatalogState;
import com.levymaster.migrate.verify.Verification.Irreversible;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.springframework.context.ApplicationContext;

/**
 * Upgrades, downgrades and upgrades each revision, oldest first. Reuses a database while it has just the required
 * revisions.
 */
final class RoundTripCheck implements AutoCloseable {

    private final ApplicationContext context;
    private final RevisionGraph graph;
    private @Nullable ScratchDatabase database;

    RoundTripCheck(ApplicationContext context) {
        this.context = context;
        this.graph = context.getBean(Migrator.class).graph();
    }

    List<RevisionHeader> revisions() {
        return graph.headers();
    }

    void run(RevisionHeader revision) {
        ScratchDatabase scratch = prepareDatabase(revision);
        Migrator migrator = scratch.migrator();
        CatalogState before = CatalogState.of(migrator);
        migrator.upgrade(revision.id());
        CatalogState up = CatalogState.of(migrator);
        downgrade(migrator, revision);
        assertSame(
                before,
                CatalogState.of(migrator),
                () -> "The downgrade of " + revision.title() + " leaves a difference");
        migrator.upgrade(revision.id());
        assertSame(
                up,
                CatalogState.of(migrator),
                () -> "After up, down and up again, " + revision.title() + " does not give what it gave at first");
    }

    /** Fails with what would have to be done to the actual schema. */
    private static void assertSame(CatalogState expected, CatalogState actual, Supplier<String> problem) {
        List<String> differences = actual.differences(expected);
        if (!differences.isEmpty()) {
            Assertions.fail(problem.get() + "; what is missing:\n  " + String.join("\n  ", differences));
        }
    }

    private static void downgrade(Migrator migrator, RevisionHeader revision) {
        try {
            migrator.downgrade(revision.isBase() ? "base" : revision.down().get(0));
        } catch (MigrationException e) {
            Assumptions.assumeFalse(Irreversible.isReason(e), () -> revision.title() + " is irreversible");
            throw e;
        }
    }

    /**
     * Returns a database with exactly the required revisions: with more of them, a downgrade could revert others too.
     */
    private ScratchDatabase prepareDatabase(RevisionHeader revision) {
        Set<String> needed = graph.ancestors(List.of(revision.id())).stream()
                .map(RevisionHeader::id)
                .filter(id -> !id.equals(revision.id()))
                .collect(Collectors.toSet());
        if (database == null || !database.migrator().status().applied().equals(needed)) {
            close();
            database = new ScratchDatabase(context);
            for (RevisionHeader required : graph.needs(revision.id())) {
                database.migrator().upgrade(required.id());
            }
        }
        return database;
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
            database = null;
        }
    }
}
