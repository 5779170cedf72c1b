package com.levymaster.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A hundred thousand revisions, without a stack that could overflow. */
class RevisionGraphScaleTest {

    private static final int MANY = 100_000;

    @Test
    void a_chain_is_built_planned_up_and_planned_down() {
        List<RevisionHeader> chain =
                new ArrayList<>(List.of(RevisionHeader.of(id(0)).withLabels("trunk")));
        for (int i = 1; i < MANY; i++) {
            chain.add(RevisionHeader.of(id(i), id(i - 1)));
        }
        Collections.shuffle(chain, new Random(1));
        RevisionGraph graph = RevisionGraph.of(chain);

        Plan up = graph.upgrade(Set.of(), "head");
        Plan down = graph.downgrade(up.appliedAfter(), "base");

        assertThat(up.steps()).isEqualTo(graph.headers());
        assertThat(up.steps().get(MANY - 1).id()).isEqualTo(id(MANY - 1));
        assertThat(down.steps()).hasSize(MANY);
        assertThat(down.appliedAfter()).isEmpty();
        assertThat(graph.upgrade(Set.of(), "trunk+" + (MANY - 1)).steps()).hasSize(MANY);
        assertThat(graph.labels(id(MANY - 1))).containsExactly("trunk");
        assertThat(graph.history(":", Set.of())).hasSize(MANY);
        assertThat(graph.newHeader(RevisionRequest.of("next", "")).down()).containsExactly(id(MANY - 1));
    }

    /** Ladders: a trunk that forks and merges again every third revision, with dependencies across. */
    @Test
    void a_graph_of_merges_is_built_planned_up_and_planned_down() {
        List<RevisionHeader> ladder = new ArrayList<>(List.of(RevisionHeader.of(id(0))));
        for (int i = 1; i + 2 < MANY; i += 3) {
            ladder.add(RevisionHeader.of(id(i), id(i - 1)));
            ladder.add(RevisionHeader.of(id(i + 1), id(i - 1)).withDependsOn(id(i)));
            ladder.add(RevisionHeader.of(id(i + 2), id(i), id(i + 1)));
        }
        Collections.shuffle(ladder, new Random(2));
        RevisionGraph graph = RevisionGraph.of(ladder);

        Plan up = graph.upgrade(Set.of(), "head");

        assertThat(graph.heads()).hasSize(1);
        assertThat(graph.mergePoints()).hasSize(ladder.size() / 3);
        assertThat(graph.branchPoints()).hasSize(ladder.size() / 3);
        assertThat(up.steps()).hasSize(ladder.size());
        assertThat(graph.downgrade(up.appliedAfter(), id(0)).steps()).hasSize(ladder.size() - 1);
        assertThat(graph.headsOf(up.appliedAfter())).isEqualTo(graph.heads());
    }

    @Test
    void a_ring_is_found() {
        List<RevisionHeader> ring = new ArrayList<>(List.of(RevisionHeader.of(id(0), id(MANY - 1))));
        for (int i = 1; i < MANY; i++) {
            ring.add(RevisionHeader.of(id(i), id(i - 1)));
        }
        assertThatThrownBy(() -> RevisionGraph.of(ring))
                .isInstanceOfSatisfying(
                        RevisionException.class,
                        e -> assertThat(e.kind()).isEqualTo(RevisionException.FaultKind.CYCLE));
    }

    private static String id(int number) {
        return String.format("r%06d", number);
    }
}
