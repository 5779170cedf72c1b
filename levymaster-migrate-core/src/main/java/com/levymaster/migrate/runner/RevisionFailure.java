package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where and why a revision failed.
 *
 * @param step counted from 1; {@code steps + 1} is the version row
 * @param operation what the step was to do
 * @param message what the database, or the data step, said; without values unless they may be shown
 * @param position of the error in the SQL, in characters from 1; {@code 0} where the server names none
 * @param sql the statement; without literals unless they may be shown
 * @param committed the revisions of this run that are committed
 * @param notRolledBack what could not be rolled back; {@code null} where all could
 * @param hint what else is known; {@code null} for nothing
 */
public record RevisionFailure(
        int step,
        int steps,
        String operation,
        String message,
        @Nullable String sqlState,
        int position,
        @Nullable String sql,
        List<String> committed,
        @Nullable String notRolledBack,
        @Nullable String hint) {

    static final String LOCK_LOST = "the migration lock is no longer ours";

    static final String TERMINATED = "The run was asked to end, so that the statement was cancelled.";

    static final String UNDECIDED = " Decide with `db repair` whether it is done.";

    public RevisionFailure {
        committed = List.copyOf(committed);
    }

    RevisionFailure withHint(String text) {
        return new RevisionFailure(
                step, steps, operation, message, sqlState, position, sql, committed, notRolledBack, text);
    }

    RevisionFailure withCommitted(List<String> revisions) {
        return new RevisionFailure(
                step, steps, operation, message, sqlState, position, sql, revisions, notRolledBack, hint);
    }

    String problem(RevisionHeader revision, Direction direction) {
        String line = System.lineSeparator() + "  ";
        StringBuilder text = new StringBuilder(revision.kindAndTitle())
                .append(" failed at ")
                .append(step > steps ? "its end" : "step " + step + " of " + steps)
                .append(
                        direction == Direction.UPGRADE
                                ? ": "
                                : revision.isRepeatable() ? " of its removal: " : " of its downgrade: ")
                .append(operation);
        text.append(line).append(sqlState == null ? "Error: " : "PostgreSQL: ").append(message);
        if (sqlState != null) {
            text.append("   [").append(sqlState).append(']');
        }
        if (sql != null) {
            text.append(line).append("SQL: ").append(excerpt());
        }
        if (hint != null) {
            text.append(line).append(hint);
        }
        text.append(line).append(earlier(revision.isRepeatable() ? Direction.UPGRADE : direction));
        text.append(notRolledBack == null ? "Rolled back: all of " + revision.id() + "." : notRolledBack);
        return text.toString();
    }

    /** What this run did before this revision, and is committed. */
    private String earlier(Direction direction) {
        String ids = String.join(", ", committed);
        if (direction == Direction.DOWNGRADE) {
            return "Reverted before it: " + (ids.isEmpty() ? "nothing" : ids) + ". ";
        }
        return "Kept: " + (ids.isEmpty() ? "no revision ran before this one" : ids) + ". ";
    }

    private boolean isConcurrentSql() {
        return sql != null && ConcurrentIndexSql.of(sql).isPresent();
    }

    /** In one line and without any data of the application: what the history keeps. */
    String summary() {
        return (step > steps ? "at its end" : "step " + step + " of " + steps) + ", " + operation
                + (sqlState == null ? "" : " [" + sqlState + "]");
    }

    /** The SQL, with a mark where the server found the error. */
    private String excerpt() {
        String text = sql == null ? "" : sql;
        String shown = text.length() > 2000 ? text.substring(0, 2000) + "…" : text;
        if (position <= 0 || position > shown.codePointCount(0, shown.length())) {
            return PrintableText.lines(shown);
        }
        int mark = shown.offsetByCodePoints(0, position - 1);
        return PrintableText.lines(shown.substring(0, mark)) + "→" + PrintableText.lines(shown.substring(mark));
    }

    String remedy(RevisionHeader revision, Direction direction) {
        return revision.isRepeatable() ? remedyOfRepeatable(direction) : remedy(direction);
    }

    /** There is no run of it alone. */
    private String remedyOfRepeatable(Direction direction) {
        String state = sqlState == null ? "" : sqlState;
        String again = ", then run the command again.";
        if (direction == Direction.DOWNGRADE) {
            return (state.equals("2BP01")
                            ? "something else depends on what it removes: name this repeatable in `-- depends_on:` of"
                                    + " the repeatable that creates that, or drop that in a revision"
                            : "correct the section `-- downgrade` that was recorded, in the table of repeatables, or"
                                    + " remove by hand what it is to remove")
                    + again;
        }
        return switch (state) {
            case "42P07", "42710", "42723", "42P16" ->
                "it is there already: write `create or replace`, or a section `-- downgrade` that removes it; a file"
                        + " that was renamed keeps its old name with `-- repeatable: NAME`" + again;
            case "42P01", "42703", "42704", "42883" ->
                "it is not there: check the name, or name the repeatable that creates it in `-- depends_on:`" + again;
            default -> remedy(direction).replace("run the upgrade again", "run the command again");
        };
    }

    /** Whether the statement writes rows itself; that of a data step may be unknown. */
    private boolean writesRows() {
        return sql == null || sql.strip().matches("(?is)(insert|update|merge|copy|with)\\b.*");
    }

    private String remedy(Direction direction) {
        String verb = direction.name().toLowerCase(Locale.ROOT);
        boolean undecided = notRolledBack != null && notRolledBack.endsWith(UNDECIDED);
        String again = (undecided ? ", decide with `db repair` whether it was done" : "") + ", then run the " + verb
                + " again.";
        if (hint != null && hint.startsWith(TERMINATED)) {
            return undecided ? again.substring(2) : "run the " + verb + " again.";
        }
        if (message.startsWith(LOCK_LOST)) {
            return "connect to the server directly for migrations (levymaster.migrate.url); or, if no revision needs"
                    + " op.autocommit, set levymaster.migrate.lock.mode=transaction.";
        }
        if (sqlState == null) {
            return "fix the step" + again;
        }
        return switch (sqlState) {
            case "2BP01" -> "drop or change in this revision, before this step, what depends on it" + again;
            case "42P07", "42710", "42701" ->
                operation.contains(" if missing")
                        ? "the name belongs to another object: rename or drop that one, or choose another name" + again
                        : isConcurrentSql()
                                ? "it is there already: if it is this index, write `if not exists` into the statement;"
                                        + " else drop it" + again
                                : "it is there already: make the step idempotent (ifNotExists), or stamp the revision"
                                        + " if all of it is there" + again;
            case "42P01", "42703", "42704" ->
                "it is not there: check the name"
                        + (operation.contains(" if present") ? "" : ", or make the step idempotent (ifExists)") + again;
            case "23502", "23503", "23505", "23514", "23P01" ->
                writesRows()
                        ? "rows that the step writes violate the constraint: correct the step" + again
                        : "existing rows violate the constraint: correct them in a data step before it" + again;
            case "55006" ->
                "rows that this revision changed have constraints yet to be checked: add op.execute(\"set constraints"
                        + " all immediate\") before the step, or change the rows in a revision of their own" + again;
            case "25P02" ->
                "an earlier step met an error and swallowed it: let the exception of that data step pass" + again;
            case "42501" -> "let the role own the object or have the right, or migrate as another user" + again;
            case "55P03", "40P01", "40001" ->
                "other sessions are in the way: end them (pg_terminate_backend), choose a quieter hour, or give it more"
                        + " time with levymaster.migrate.retry.total-timeout and .max-lock-timeout" + again;
            case "57P01", "57P02", "57P03" ->
                "an administrator or the server ended the session"
                        + (undecided ? again : ": run the " + verb + " again; it resumes from here.");
            case "53200" -> "the server is out of room for locks: split the revision" + again;
            case "53100", "53400" -> "make room on the server's disk" + again;
            default -> "fix the step" + again;
        };
    }
}
