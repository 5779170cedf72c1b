package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.script.Arguments;
import com.levymaster.migrate.script.Recording;
import com.levymaster.migrate.script.Script;
import com.levymaster.migrate.store.HistoryStore;
import com.levymaster.migrate.store.Recollection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Holds applied revisions against what they said when they were applied. A revision whose body asks what there is may
 * rightly say something else each time, and is passed over.
 */
public final class ChecksumCheck {

    private static final Log log = LogFactory.getLog(ChecksumCheck.class);

    private final Connection connection;
    private final HistoryStore history;
    private final Recollection past;
    private final Checksums checksums;
    private final Arguments arguments;

    public ChecksumCheck(
            Connection connection, HistoryStore history, Recollection past, Checksums checksums, Arguments arguments) {
        this.connection = connection;
        this.history = history;
        this.past = past;
        this.checksums = checksums;
        this.arguments = arguments;
    }

    /** @throws EditedRevisionException when there are such and the policy is to fail */
    public void enforce(ChecksumPolicy policy, List<Script> applied) throws SQLException {
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
        log.warn(EditedRevision.describe(edited) + "What to do: " + EditedRevision.REMEDY);
    }

    /** Those of the scripts that differ. */
    public List<EditedRevision> edited(List<Script> applied) throws SQLException {
        List<EditedRevision> edited = new ArrayList<>();
        for (Script script : applied) {
            Recollection.Last last = past.applied().get(script.id());
            if (last != null && last.checksum() != null) {
                compare(script.header(), last, said(script)).ifPresent(edited::add);
            }
        }
        return edited;
    }

    /** The checksum that a script has now; nothing where it may rightly say something else each time. */
    public Optional<Restated> restated(Script script) {
        return said(script).map(lines -> {
            String checksum = checksums.of(script.header(), lines);
            checksums.remember(script.id(), checksum);
            return new Restated(checksum, String.join("\n", lines));
        });
    }

    /** What a revision says now. */
    public record Restated(String checksum, String operations) {}

    private Optional<EditedRevision> compare(
            RevisionHeader revision, Recollection.Last last, Optional<List<String>> lines) throws SQLException {
        if (lines.isEmpty() || checksums.of(revision, lines.get()).equals(last.checksum())) {
            return Optional.empty();
        }
        String was = history.operations(connection, last.id()).orElse("");
        return Optional.of(EditedRevision.of(revision, was.lines().toList(), lines.get()));
    }

    private Optional<List<String>> said(Script script) {
        try {
            Recording recording = Recording.of(script, Direction.UPGRADE, ChecksumCheck::unknown, arguments);
            return recording.looked() ? Optional.empty() : Optional.of(Canonical.lines(recording.operations()));
        } catch (Looked e) {
            return Optional.empty();
        } catch (MigrateException e) {
            return Optional.of(List.of("It cannot be recorded any more: " + e.problem()));
        }
    }

    /** What there was before a revision that is applied is not known. */
    private static Schema unknown() {
        throw new Looked();
    }

    private static final class Looked extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Looked() {
            super("The revision asks what there is", null, false, false);
        }
    }
}
