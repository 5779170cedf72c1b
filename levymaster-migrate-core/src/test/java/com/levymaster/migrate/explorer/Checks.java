package com.levymaster.migrate.explorer;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.runner.RevisionFailedException;
import com.levymaster.migrate.testing.CatalogSnapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold after every command, whatever happened to it. */
final class Checks {

    private final ModelGraph graph;
    private final ExploredDatabase database;
    private final Sequence.Part part;
    private final Answer answer;
    private final Observation before;
    private final Observation now;
    private final List<String> wrong = new ArrayList<>();

    Checks(
            ModelGraph graph,
            ExploredDatabase database,
            Sequence.Part part,
            Answer answer,
            Observation before,
            Observation now) {
        this.graph = graph;
        this.database = database;
        this.part = part;
        this.answer = answer;
        this.before = before;
        this.now = now;
    }

    /**
     * What is wrong.
     *
     * @param from the states that the database may have been in
     * @param to those that it may be in now; empty when the model allows none
     * @param other the answer of the other process; {@code null} for none
     */
    List<String> wrong(Set<ModelState> from, Set<ModelState> to, @Nullable Answer other) throws SQLException {
        if (answer.isDefect() || other != null && other.isDefect()) {
            wrong.add("an exception that is not ours: " + answer + (other == null ? "" : ", " + other));
        }
        check(graph.isClosed(now.state().applied()), "(a) the applied set has a gap");
        check(
                now.reported().containsAll(now.state().unfinished().keySet()),
                "(b) unfinishedRevisions() does not report " + now.state().unfinished());
        Set<ModelState> known = to.isEmpty() ? from : to;
        boolean honest = known.stream().allMatch(ModelState::honest) && (!to.isEmpty() || onlyRuns());
        if (honest) {
            checkContents();
            checkValidity();
        }
        if (part.cut() == null && from.stream().allMatch(ModelState::honest)) {
            checkAnswer(from);
        }
        if (other == null || other.kind() == Outcome.Answer.REFUSED) {
            checkWords();
            checkRefusal();
            checkReport();
        }
        return wrong;
    }

    private boolean onlyRuns() {
        Cut cut = part.cut();
        return part.command().runsRevisions()
                && (cut == null || cut.meanwhile() == null || cut.meanwhile().runsRevisions());
    }

    private void check(boolean holds, String problem) {
        if (!holds) {
            wrong.add(problem);
        }
    }

    private void checkContents() throws SQLException {
        Effects effects = now.state().effects();
        if (now.state().unfinished().isEmpty()) {
            Effects replayed = graph.replay(now.state().applied());
            check(effects.equals(replayed), "(b, c) the database contains " + effects + " instead of " + replayed);
        }
        if (!effects.hasInvalidIndex()) {
            CatalogSnapshot expected = database.catalog(effects);
            CatalogSnapshot found = database.catalog();
            check(found.equals(expected), "(b) the catalog differs: " + difference(found, expected));
        }
    }

    private static String difference(CatalogSnapshot found, CatalogSnapshot expected) {
        Set<String> more = new TreeSet<>(found.lines());
        more.removeAll(expected.lines());
        Set<String> fewer = new TreeSet<>(expected.lines());
        fewer.removeAll(found.lines());
        return "it has " + more + " and lacks " + fewer;
    }

    private boolean isComplete() {
        ModelState state = now.state();
        return graph.isComplete(state.applied())
                && state.unfinished().isEmpty()
                && state.effects().equals(graph.replay(state.applied()));
    }

    private void checkValidity() {
        check(now.valid() == isComplete(), "(d) validate " + (now.valid() ? "passes" : "fails"));
        boolean all = part.command().equals(Command.upgrade("heads"));
        check(!all || !answer.isEmpty() || isComplete(), "(d) nothing to do, and the database is not complete");
    }

    private void checkAnswer(Set<ModelState> from) {
        Set<String> expected = new TreeSet<>();
        from.forEach(state ->
                expected.add(new Model(graph).of(part.command(), state).answer().name()));
        check(
                expected.contains(String.valueOf(answer.kind())),
                "(d) answered " + answer.kind() + " instead of " + expected);
    }

    /** What a failure says was kept, reverted or rolled back. */
    private void checkWords() {
        if (!(answer.thrown() instanceof RevisionFailedException failure)) {
            return;
        }
        String id = failure.revision().id();
        boolean up = failure.direction() == Direction.UPGRADE;
        Set<String> said = new TreeSet<>(failure.failure().committed());
        Set<String> done = changed(up);
        done.remove(id);
        check(said.equals(done), "(e) says " + (up ? "kept " : "reverted ") + said + ", and that is so of " + done);
        String message = String.valueOf(failure.getMessage());
        boolean partly = now.state().unfinished().containsKey(id);
        boolean moved =
                now.state().applied().contains(id) != before.state().applied().contains(id);
        if (message.contains("Rolled back: all of " + id)) {
            check(!partly && !moved, "(e) says that all of " + id + " is rolled back");
        }
        if (message.contains("Not rolled back: the steps before") || message.contains(" is unfinished")) {
            check(partly, "(e) says that a part of " + id + " is not rolled back");
        }
    }

    private void checkRefusal() {
        boolean unchanged =
                answer.thrown() instanceof MigrationException e && e.problem().endsWith("Nothing was changed.");
        check(!unchanged || now.state().looksLike(before.state()), "(e) says that nothing was changed");
    }

    private void checkReport() {
        if (answer.report() == null || !part.command().runsRevisions()) {
            return;
        }
        Set<String> said = new TreeSet<>();
        answer.report().revisions().forEach(r -> said.add(r.revision().id()));
        Set<String> done = changed(part.command().kind() == Command.Kind.UPGRADE);
        check(said.equals(done), "(e) reports " + said + " instead of " + done);
    }

    private Set<String> changed(boolean up) {
        Set<String> changed =
                new TreeSet<>(up ? now.state().applied() : before.state().appliedOrUnfinished());
        changed.removeAll(up ? before.state().applied() : now.state().appliedOrUnfinished());
        return changed;
    }
}
