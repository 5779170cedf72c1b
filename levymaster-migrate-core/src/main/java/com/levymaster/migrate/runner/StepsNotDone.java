package com.levymaster.migrate.runner;

import com.levymaster.migrate.checksum.Checksums;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.store.HistoryReader;
import com.levymaster.migrate.store.HistorySnapshot;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a revision would have done, but has not done on this database: rows of a stamped revision, and the steps of savepoints
 * that its upgrade rolled back. A downgrade does not revert them, because what exists in their place is not the revision's.
 *
 * @param stamped whether the revision was stamped
 * @param rolledBack digests of the savepoints that were rolled back, and of their inserts
 */
public record StepsNotDone(boolean stamped, Set<String> rolledBack) {

    public static final StepsNotDone NONE = new StepsNotDone(false, Set.of());

    private static final int DIGITS = 16;
    private static final Pattern DIGESTS = Pattern.compile("\\(sha256((?: [0-9a-f]{" + DIGITS + "})+)\\)$");

    public StepsNotDone {
        rolledBack = Set.copyOf(rolledBack);
    }

    /** Reads what the upgrade of a revision has not done; no statement where its downgrade has nothing of the kind. */
    public static StepsNotDone of(
            List<Operation> downgrade, HistorySnapshot past, HistoryReader history, String revision)
            throws SQLException {
        boolean concerned = downgrade.stream().anyMatch(Savepoint.class::isInstance)
                || OperationList.leaves(downgrade).anyMatch(DeleteRows.class::isInstance);
        if (!concerned) {
            return NONE;
        }
        Set<String> digests = new HashSet<>();
        history.guardsSinceReverted(revision).stream().flatMap(String::lines).forEach(line -> {
            Matcher noted = DIGESTS.matcher(line);
            if (noted.find()) {
                digests.addAll(List.of(noted.group(1).strip().split(" ")));
            }
        });
        return new StepsNotDone(past.isStamped(revision), digests);
    }

    /** Whether a step of a downgrade would revert what was not done. */
    public boolean isRevertedBy(Operation step) {
        if (stamped && step instanceof DeleteRows) {
            return true;
        }
        boolean remembered = step instanceof Savepoint || step instanceof DeleteRows;
        return remembered && !rolledBack.isEmpty() && rolledBack.contains(digestOfInverse(step));
    }

    /** The steps of a downgrade that revert something, without the blocks around them. */
    public List<Operation> reverting(List<Operation> downgrade) {
        return OperationList.leaves(
                        downgrade.stream().filter(step -> !isRevertedBy(step)).toList())
                .filter(step -> !isRevertedBy(step))
                .toList();
    }

    /**
     * What the history keeps of a savepoint that was rolled back.
     *
     * @param earlier the steps before it that were done
     */
    static String digests(Savepoint savepoint, List<Operation> earlier) {
        Set<String> done = inserts(earlier).collect(Collectors.toSet());
        return Stream.concat(
                        Stream.of(digest(savepoint)),
                        inserts(savepoint.steps()).filter(insert -> !done.contains(insert)))
                .collect(Collectors.joining(" ", "(sha256 ", ")"));
    }

    private static Stream<String> inserts(List<Operation> operations) {
        return OperationList.leaves(operations)
                .filter(InsertRows.class::isInstance)
                .map(StepsNotDone::digest);
    }

    private static String digestOfInverse(Operation step) {
        try {
            return digest(step.inverse());
        } catch (IrreversibleException e) {
            return "";
        }
    }

    private static String digest(Operation step) {
        return Checksums.ofSteps(List.of(step)).substring(0, DIGITS);
    }
}
