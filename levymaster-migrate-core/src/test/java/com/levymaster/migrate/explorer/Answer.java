package com.levymaster.migrate.explorer;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.runner.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * What a command answered.
 *
 * @param kind {@code null} where the process stopped before it could answer, or lost the database
 * @param thrown what it threw; {@code null} for nothing
 */
record Answer(
        Outcome.@Nullable Answer kind,
        @Nullable RunReport report,
        @Nullable Throwable thrown) {

    static Answer of(Command command, Migrator migrator) {
        try {
            RunReport report = command.execute(migrator);
            boolean empty = report != null && report.isEmpty() && command.runsRevisions();
            return new Answer(empty ? Outcome.Answer.EMPTY : Outcome.Answer.DONE, report, null);
        } catch (RevisionFailedException e) {
            return new Answer(Outcome.Answer.FAILED, null, e);
        } catch (DatabaseUnavailableException e) {
            return new Answer(null, null, e);
        } catch (MigrationException e) {
            return new Answer(Outcome.Answer.REFUSED, null, e);
        } catch (RuntimeException | CutDataSource.Halted e) {
            return new Answer(null, null, e);
        }
    }

    /** Whether it threw something that no caller can expect. */
    boolean isDefect() {
        return thrown != null && !(thrown instanceof MigrationException) && !(thrown instanceof CutDataSource.Halted);
    }

    boolean isEmpty() {
        return kind == Outcome.Answer.EMPTY;
    }

    @Override
    public String toString() {
        String said = thrown == null
                ? report == null
                        ? ""
                        : " "
                                + report.revisions().stream()
                                        .map(r -> r.revision().id())
                                        .toList()
                : " " + thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        return kind + said;
    }
}
