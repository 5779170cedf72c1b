package com.levymaster.migrate.checksum;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.store.HistorySnapshot;
import com.levymaster.migrate.store.HistoryStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Compares applied revisions with their recorded operations at the time of application. Revisions that inspect the
 * database are skipped, since they may record other operations each time.
 */
public final class ChecksumVerifier {

    private static final Log log = LogFactory.getLog(ChecksumVerifier.class);

    private final Connection connection;
    private final HistoryStore history;
    private final HistorySnapshot past;
    private final Checksums checksums;
    private final RunArguments arguments;
    private final LiteralVisibility literals;

    /**
     * Creates a verifier for one run.
     *
     * @param past what the history has of applied revisions
     * @param checksums what is done about an edited revision
     * @param arguments those that revisions may read while they are recorded again
     * @param literals whether messages show the literals of SQL
     */
    public ChecksumVerifier(
            Connection connection,
            HistoryStore history,
            HistorySnapshot past,
            Checksums checksums,
            RunArguments arguments,
            LiteralVisibility literals) {
        this.connection = connection;
        this.history = history;
        this.past = past;
        this.checksums = checksums;
        this.arguments = arguments;
        this.literals = literals;
    }

    /**
     * Applies the policy to the edited revisions.
     *
     * @throws EditedRevisionException if there are edited revisions and the policy is {@link ChecksumPolicy#FAIL}
     */
    public void enforce(ChecksumPolicy policy, List<RevisionDefinition> applied) throws SQLException {
        if (policy == ChecksumPolicy.IGNORE) {
            return;
        }
        List<EditedRevision> edited = edited(applied);
        if (edited.isEmpty()) {
            return;
        }
        if (policy == ChecksumPolicy.FAIL) {
            throw new EditedRevisionException(edited);
        }
        log.warn(PrintableText.lines(EditedRevision.describe(edited)) + "What to do: " + EditedRevision.REMEDY);
    }

    /** Returns the revisions that were edited since they were applied. */
    public List<EditedRevision> edited(List<RevisionDefinition> applied) throws SQLException {
        List<EditedRevision> edited = new ArrayList<>();
        for (RevisionDefinition definition : applied) {
            HistorySnapshot.LatestEvent last = past.applied().get(definition.id());
            if (last != null && last.checksum() != null) {
                compare(definition, last).ifPresent(edited::add);
            }
        }
        return edited;
    }

    /** Returns the current checksum of a revision; empty if the revision inspects the database. */
    public Optional<CurrentChecksum> current(RevisionDefinition definition) {
        return canonicalLines(definition, CanonicalText::of).map(lines -> {
            String checksum = checksums.of(definition.header(), CanonicalLine.verbatim(lines));
            checksums.remember(definition.id(), checksum);
            return new CurrentChecksum(checksum, literals.stored(lines));
        });
    }

    /** The current checksum and canonical text of a revision. */
    public record CurrentChecksum(String checksum, String operations) {}

    private Optional<EditedRevision> compare(RevisionDefinition definition, HistorySnapshot.LatestEvent last)
            throws SQLException {
        RevisionHeader revision = definition.header();
        Optional<List<CanonicalLine>> lines = canonicalLines(definition, CanonicalText::of);
        if (lines.isEmpty()
                || isOf(last, revision, lines)
                || isOf(
                        last,
                        revision,
                        canonicalLines(definition, operations -> CanonicalText.of(FormerText.of(operations))))) {
            return Optional.empty();
        }
        String was = history.operations(connection, last.id()).orElse("");
        return Optional.of(EditedRevision.of(revision, was.lines().toList(), lines.get(), literals));
    }

    private boolean isOf(
            HistorySnapshot.LatestEvent last, RevisionHeader revision, Optional<List<CanonicalLine>> lines) {
        return lines.isPresent() && checksums.isOf(last.checksum(), revision, CanonicalLine.verbatim(lines.get()));
    }

    private Optional<List<CanonicalLine>> canonicalLines(
            RevisionDefinition definition, Function<List<Operation>, List<CanonicalLine>> text) {
        try {
            Recording recording = Recording.of(definition, Direction.UPGRADE, ChecksumVerifier::unknown, arguments);
            return recording.inspectsDatabase() ? Optional.empty() : Optional.of(text.apply(recording.operations()));
        } catch (UnverifiableRevision e) {
            return Optional.empty();
        } catch (MigrationException e) {
            return Optional.of(unrecordable(e.problem()));
        } catch (RuntimeException | Error e) {
            return Optional.of(unrecordable(e.toString()));
        }
    }

    private static List<CanonicalLine> unrecordable(String problem) {
        String line = "It cannot be recorded any more: " + problem;
        return List.of(new CanonicalLine(line, line));
    }

    /** The schema before an applied revision is not known. */
    private static DatabaseSchema unknown() {
        throw new UnverifiableRevision();
    }

    private static final class UnverifiableRevision extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnverifiableRevision() {
            super("The revision inspects the database", null, false, false);
        }
    }
}
