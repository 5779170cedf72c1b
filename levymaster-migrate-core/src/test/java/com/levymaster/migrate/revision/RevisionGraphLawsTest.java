package com.levymaster.migrate.revision;

import static com.levymaster.migrate.revision.ConformanceAnswer.ids;
import static com.levymaster.migrate.revision.ConformanceAnswer.isSound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every graph, every applied set that is closed under ancestors, and every target. */
class RevisionGraphLawsTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void order_of_reading_does_not_matter(long seed) {
        RandomGraph random = new RandomGraph(seed);
        assertThat(RevisionGraph.of(random.shuffled()).headers())
                .isEqualTo(RevisionGraph.of(random.headers()).headers());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void an_upgrade_adds_the_ancestors_of_its_target_and_nothing_else(long seed) {
        RandomGraph random = new RandomGraph(seed);
        RevisionGraph graph = RevisionGraph.of(random.headers());
        Set<String> applied = random.applied();
        String target = random.id();

        Plan plan = graph.upgrade(applied, target);

        Set<String> expected = new TreeSet<>(applied);
        expected.addAll(random.ancestors(target));
        assertThat(plan.appliedAfter()).isEqualTo(expected);
        assertThat(isSound(graph, applied, plan)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_downgrade_leaves_its_target_and_nothing_that_stands_on_it(long seed) {
        RandomGraph random = new RandomGraph(seed);
        RevisionGraph graph = RevisionGraph.of(random.headers());
        String target = random.id();
        Set<String> applied = random.applied();
        applied.addAll(random.ancestors(target));
        Set<String> above = new TreeSet<>(applied);
        above.retainAll(ids(graph.children(target)));
        if (above.isEmpty() && !ids(graph.headsOf(applied)).contains(target)) {
            assertThatThrownBy(() -> graph.downgrade(applied, target))
                    .isInstanceOfSatisfying(
                            RevisionException.class, e -> assertThat(e.kind()).isEqualTo(FaultKind.RANGE_NOT_ANCESTOR));
            return;
        }

        Plan plan = graph.downgrade(applied, target);

        assertThat(isSound(graph, applied, plan)).isTrue();
        Set<String> expected = new TreeSet<>(applied);
        expected.removeIf(id -> random.ancestors(id).stream().anyMatch(above::contains));
        assertThat(plan.appliedAfter()).isEqualTo(expected).contains(target);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void down_to_base_and_up_to_heads_ends_at_the_heads(long seed) {
        RandomGraph random = new RandomGraph(seed);
        RevisionGraph graph = RevisionGraph.of(random.headers());
        Set<String> applied = random.applied();

        Plan down = graph.downgrade(applied, "base");
        Plan up = graph.upgrade(down.appliedAfter(), "heads");

        assertThat(isSound(graph, applied, down)).isTrue();
        assertThat(down.appliedAfter()).isEmpty();
        assertThat(isSound(graph, Set.of(), up)).isTrue();
        assertThat(up.steps()).isEqualTo(graph.headers());
        assertThat(graph.headsOf(up.appliedAfter())).isEqualTo(graph.effectiveHeads());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void heads_of_an_applied_set_stand_for_all_of_it_and_none_for_another(long seed) {
        RandomGraph random = new RandomGraph(seed);
        RevisionGraph graph = RevisionGraph.of(random.headers());
        Set<String> applied = random.applied();
        Set<String> heads = ids(graph.headsOf(applied));

        assertThat(random.ancestors(heads)).isEqualTo(applied);
        assertThat(ids(graph.ancestors(heads))).isEqualTo(applied);
        for (String head : heads) {
            Set<String> others = new HashSet<>(heads);
            others.remove(head);
            assertThat(random.ancestors(others)).doesNotContain(head);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_stamp_leaves_its_target_on_top_and_what_is_beside_it_alone(long seed) {
        RandomGraph random = new RandomGraph(seed);
        RevisionGraph graph = RevisionGraph.of(random.headers());
        Set<String> applied = random.applied();
        String target = random.id();

        Set<String> after = graph.stamp(applied, List.of(target)).appliedAfter();

        assertThat(random.ancestors(after)).isEqualTo(after);
        assertThat(ids(graph.headsOf(after))).contains(target);
        Set<String> beside = new TreeSet<>(applied);
        beside.removeAll(ids(graph.dependents(Set.of(target))));
        assertThat(after).containsAll(beside);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_somebody_types_is_answered_or_refused_with_a_remedy(long seed) {
        RandomGraph random = new RandomGraph(seed);
        RevisionGraph graph = RevisionGraph.of(random.headers());
        Set<String> applied = random.applied();
        for (int i = 0; i < 20; i++) {
            String typed = random.target();
            refusesPolitely(() -> graph.upgrade(applied, typed));
            refusesPolitely(() -> graph.downgrade(applied, typed));
            refusesPolitely(() -> graph.upgradeOffline(typed));
            refusesPolitely(() -> graph.downgradeOffline(typed));
            refusesPolitely(() -> graph.stamp(applied, List.of(typed)));
            refusesPolitely(() -> graph.resolve(typed));
            refusesPolitely(() -> graph.history(typed, applied));
            refusesPolitely(() -> graph.newHeader(RevisionRequest.of("new", "").on(List.of(typed))));
        }
    }

    private static void refusesPolitely(Runnable question) {
        Throwable thrown = catchThrowable(question::run);
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(RevisionException.class);
            assertThat(((RevisionException) thrown).problem()).endsWith(".");
            assertThat(((RevisionException) thrown).remedy()).isNotBlank();
        }
    }
}
