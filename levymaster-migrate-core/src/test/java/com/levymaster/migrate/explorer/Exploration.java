package com.levymaster.migrate.explorer;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.lock.LockSettings;
import com.levymaster.migrate.reliability.Revisions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One sequence on the real database, next to the model. */
final class Exploration {

    private static final MigratorSettings SETTINGS =
            Revisions.IMPATIENT.withLock(new LockSettings(Duration.ZERO, Duration.ofMillis(10), null));

    private final ModelGraph graph;
    private final ExploredDatabase database;
    private final Possibilities possibilities;
    private final Migrator observer;
    private final List<String> log = new ArrayList<>();
    private Set<ModelState> believed = Set.of(ModelState.EMPTY);
    private Observation observed = Observation.NOTHING;
    private @Nullable Answer answer;
    private @Nullable Answer other;
    private List<String> calls = List.of();
    private List<Integer> afterCommits = List.of();

    Exploration(ModelGraph graph, ExploredDatabase database) {
        this.graph = graph;
        this.database = database;
        this.possibilities = new Possibilities(new Model(graph));
        this.observer = migrator(graph, database.observer());
    }

    static Migrator migrator(ModelGraph graph, DataSource dataSource) {
        return Revisions.migrator(
                dataSource,
                SETTINGS,
                graph.definitions().toArray(new com.levymaster.migrate.definition.RevisionDefinition[0]));
    }

    /** What was answered and seen, command by command. */
    String text() {
        return String.join("\n", log);
    }

    /** Whether the rows say what the database contains. */
    boolean isHonest() {
        return believed.stream().allMatch(ModelState::honest);
    }

    Observation observed() {
        return observed;
    }

    /** The states that the model takes the database to be in. */
    Set<ModelState> believed() {
        return believed;
    }

    /** What the last command answered. */
    Answer answer() {
        return java.util.Objects.requireNonNull(answer);
    }

    /** The calls that the last command made. */
    List<String> calls() {
        return calls;
    }

    /** The numbers of those calls before which something was committed. */
    List<Integer> afterCommits() {
        return afterCommits;
    }

    /**
     * Runs one command.
     *
     * @return what is wrong; empty when nothing is
     */
    List<String> run(Sequence.Part part) throws SQLException {
        other = null;
        CutDataSource process = new CutDataSource(
                database.first(), part.cut(), database.control(), session -> meanwhile(part, session));
        Answer said = Answer.of(part.command(), migrator(graph, process));
        answer = said;
        calls = process.calls();
        afterCommits = process.afterCommits();
        String point = process.point();
        Observation before = observed;
        observed = Observation.of(database, observer);
        Sequence.Part happened = point == null ? new Sequence.Part(part.command(), null) : part;
        log.add(part.source() + (point == null ? "" : " at " + shortened(point)) + "\n    answered " + said
                + (other == null ? "" : "\n    meanwhile " + other) + "\n    " + observed);
        Set<ModelState> possible = new LinkedHashSet<>();
        believed.forEach(state -> possible.addAll(possibilities.after(happened, state)));
        Set<ModelState> matching = new LinkedHashSet<>(possible);
        matching.removeIf(state -> !state.looksLike(observed.state()));
        Checks checks = new Checks(graph, database, happened, said, before, observed);
        List<String> wrong = checks.wrong(believed, matching, other);
        if (matching.isEmpty()) {
            wrong.add("the model allows none of this; it allows " + nearest(possible));
        }
        believed = matching;
        return wrong;
    }

    private static String shortened(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    /** Those of the possible states that resemble what is seen. */
    private String nearest(Set<ModelState> possible) {
        return possible.stream()
                .filter(state -> state.applied().equals(observed.state().applied())
                        && (state.unfinished().equals(observed.state().unfinished())
                                || state.effects().equals(observed.state().effects())))
                .limit(6)
                .map(ModelState::toString)
                .collect(Collectors.joining("\n      ", possible.size() + " states, such as\n      ", ""));
    }

    /** The other process must not wait for one that does not go on before it is done. */
    private void meanwhile(Sequence.Part part, int session) {
        Cut cut = part.cut();
        if (cut == null || cut.meanwhile() == null) {
            return;
        }
        Command command = cut.meanwhile();
        CompletableFuture<Answer> run =
                CompletableFuture.supplyAsync(() -> Answer.of(command, migrator(graph, database.second())));
        try {
            while (other == null) {
                try {
                    other = run.get(20, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    database.control().endWaiting(session);
                }
            }
        } catch (SQLException | ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
