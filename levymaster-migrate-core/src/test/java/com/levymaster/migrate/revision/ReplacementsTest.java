package com.levymaster.migrate.revision;

import static com.levymaster.migrate.revision.RevisionHeader.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

    private static final List<RevisionHeader> OLD = List.of(of("r1").withLabels("tax"), of("r2", "r1"), of("r3", "r2"));
    private static final RevisionHeader SQUASH =
            of("5a5a5a5a").withLabels("tax").withReplaces("r1", "r2", "r3");
    private static final List<RevisionHeader> LATER =
            List.of(of("r4", "r3"), of("r5", "r4").withDependsOn("r2"));

    private static final RevisionGraph BOTH = graph(OLD, List.of(SQUASH), LATER);
    private static final RevisionGraph ALONE = graph(List.of(SQUASH), LATER);

    @SafeVarargs
    private static RevisionGraph graph(List<RevisionHeader>... parts) {
        return RevisionGraph.of(Stream.of(parts).flatMap(List::stream).toList());
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }

    @Test
    void the_one_that_replaces_stands_for_all_of_them_whether_they_have_sources_or_not() {
        for (RevisionGraph graph : List.of(BOTH, ALONE)) {
            assertThat(ids(graph.headers())).containsExactly("5a5a5a5a", "r4", "r5");
            assertThat(ids(graph.needs("r4"))).containsExactly("5a5a5a5a");
            assertThat(ids(graph.needs("r5"))).containsExactly("r4", "5a5a5a5a");
            assertThat(graph.upgrade(Set.of(), "head").ids()).containsExactly("5a5a5a5a", "r4", "r5");
            assertThat(ids(graph.resolve("tax@head"))).containsExactly("r5");
        }
    }

    @Test
    void it_is_applied_where_it_has_a_row_or_all_of_the_others_have_one() {
        assertThat(BOTH.applied(List.of("r1", "r2", "r3", "r4"))).containsExactly("r4", "5a5a5a5a");
        assertThat(BOTH.applied(List.of("5a5a5a5a", "r4"))).containsExactly("5a5a5a5a", "r4");
        assertThat(BOTH.applied(List.of("r1", "r3"))).containsExactly("r1", "r3");
        assertThat(BOTH.applied(List.of())).isEmpty();
    }

    @Test
    void the_rows_are_those_of_the_others_until_their_sources_are_deleted() {
        assertThat(ids(BOTH.rows("5a5a5a5a"))).containsExactly("r1", "r2", "r3");
        assertThat(ids(BOTH.rows("r4"))).containsExactly("r4");
        assertThat(BOTH.unrecorded(List.of("r1", "r2", "r3"))).isEmpty();
        assertThat(ids(ALONE.rows("5a5a5a5a"))).containsExactly("5a5a5a5a");
        assertThat(ids(ALONE.unrecorded(List.of("r1", "r2", "r3", "r4")))).containsExactly("5a5a5a5a");
        assertThat(ALONE.unrecorded(List.of("5a5a5a5a"))).isEmpty();
        assertThat(ALONE.unrecorded(List.of("r1", "r2"))).isEmpty();
    }

    @Test
    void a_database_that_has_a_part_is_upgraded_by_the_others() {
        List<String> rows = List.of("r1");
        RevisionGraph middle = BOTH.at(rows, List.of("head"));

        assertThat(ids(middle.headers())).containsExactly("r1", "r2", "r3", "r4", "r5");
        assertThat(middle.upgrade(middle.applied(rows), "head").ids()).containsExactly("r2", "r3", "r4", "r5");
        assertThat(middle.upgrade(middle.applied(rows), "5a5a5a5a").ids()).containsExactly("r2", "r3");
        assertThat(middle.at(List.of("r1", "r2", "r3"), List.of()).headers()).isEqualTo(BOTH.headers());
    }

    @Test
    void later_revisions_may_name_the_one_that_replaces_as_their_parent() {
        RevisionGraph graph = graph(OLD, List.of(SQUASH, of("r4", "5a5a5a5a")));

        assertThat(ids(graph.needs("r4"))).containsExactly("5a5a5a5a");
        assertThat(ids(graph.at(List.of("r1"), List.of()).needs("r4"))).containsExactly("r3");
    }

    @Test
    void a_target_that_names_one_of_the_others_is_found_among_them() {
        assertThat(BOTH.at(List.of(), List.of("r2")).upgrade(Set.of(), "r2").ids())
                .containsExactly("r1", "r2");
        RevisionGraph whole = BOTH.at(List.of("r1", "r2", "r3"), List.of("r2"));
        assertThat(whole.downgrade(whole.applied(List.of("r1", "r2", "r3")), "r2")
                        .ids())
                .containsExactly("r3");
        assertThat(ids(BOTH.at(List.of("5a5a5a5a"), List.of("r2")).headers())).startsWith("5a5a5a5a");
        assertThat(catchThrowableOfType(RevisionException.class, () -> ALONE.resolve("r2")))
                .hasMessageContaining("name 5a5a5a5a, which replaces it");
        assertThat(ids(ALONE.resolve("r3"))).containsExactly("5a5a5a5a");
    }

    @Test
    void a_part_without_sources_is_refused_by_name() {
        RevisionException e = catchThrowableOfType(
                RevisionException.class, () -> ALONE.upgrade(ALONE.applied(List.of("r1", "r2")), "head"));

        assertThat(e.kind()).isEqualTo(FaultKind.PARTLY_REPLACED);
        assertThat(e.problem())
                .isEqualTo("The database has r1, r2 of the 3 revisions that revision 5a5a5a5a replaces, and not the"
                        + " others, which have no source any more.");
        assertThat(e.remedy())
                .isEqualTo(
                        "upgrade it with a build that still has them, or restore their sources until it is upgraded.");
    }

    @Test
    void sources_are_deleted_together() {
        RevisionException e =
                catchThrowableOfType(RevisionException.class, () -> graph(OLD.subList(0, 1), List.of(SQUASH), LATER));

        assertThat(e.problem())
                .isEqualTo(
                        "Revision 5a5a5a5a replaces 3 revisions, of which r2, r3 have no source any more, but r1 has.");
    }

    @Test
    void two_that_replace_the_same_or_themselves_are_refused() {
        assertThat(catchThrowableOfType(
                                RevisionException.class,
                                () -> graph(OLD, List.of(SQUASH, of("other").withReplaces("r2", "r3"))))
                        .problem())
                .contains(
                        "Revision r2 is replaced by 5a5a5a5a and by other.",
                        "Revision r3 is replaced by 5a5a5a5a and by other.");
        assertThat(catchThrowableOfType(
                                RevisionException.class,
                                () -> graph(OLD, List.of(of("other").withReplaces("r3"))))
                        .problem())
                .isEqualTo("Revision other replaces only one revision.");
        assertThat(catchThrowableOfType(
                                RevisionException.class,
                                () -> graph(List.of(of("a").withReplaces("b"), of("b").withReplaces("a"))))
                        .problem())
                .contains("Revision a is replaced by itself.", "Revision b is replaced by itself.");
    }

    @Test
    void one_that_replaces_may_be_replaced_once_the_first_ones_have_no_sources() {
        RevisionHeader second = of("second").withReplaces("5a5a5a5a", "r4", "r5");
        RevisionGraph graph = graph(List.of(SQUASH), LATER, List.of(second));

        assertThat(ids(graph.headers())).containsExactly("second");
        assertThat(graph.applied(List.of("r1", "r2", "r3", "r4", "r5"))).containsExactly("second");
        assertThat(ids(graph.at(List.of("5a5a5a5a"), List.of()).headers())).containsExactly("5a5a5a5a", "r4", "r5");
    }

    @Test
    void a_new_revision_is_put_on_the_last_of_the_others_so_that_the_squash_can_be_deleted() {
        RevisionGraph graph = graph(OLD, List.of(SQUASH));

        assertThat(graph.newHeader(RevisionRequest.of("r4", "")).down()).containsExactly("r3");
        assertThat(graph(List.of(SQUASH))
                        .newHeader(RevisionRequest.of("r4", ""))
                        .down())
                .containsExactly("5a5a5a5a");
    }

    @Test
    void a_squash_with_a_contract_revision_is_one() {
        RevisionGraph graph = RevisionGraph.of(List.of(
                RevisionHeader.of("a1"),
                RevisionHeader.of("a2", "a1"),
                RevisionHeader.of("a3", "a2").withPhase(Phase.CONTRACT)));

        assertThat(graph.squash("a1:a2", RevisionRequest.of("new", "squashed")).isContract())
                .isFalse();
        assertThat(graph.squash("a2:a3", RevisionRequest.of("new", "squashed")).isContract())
                .isTrue();
    }

    @Test
    void contract_revisions_wait_unless_another_one_needs_them() {
        RevisionHeader contract = RevisionHeader.of("a2", "a1").withPhase(Phase.CONTRACT);
        RevisionHeader merge = RevisionHeader.of("m", "a2", "b2").withPhase(Phase.CONTRACT);
        RevisionGraph waits = RevisionGraph.of(
                List.of(RevisionHeader.of("a1"), contract, RevisionHeader.of("b2", "a1"), merge));
        RevisionGraph needed = RevisionGraph.of(List.of(
                RevisionHeader.of("a1"),
                contract,
                RevisionHeader.of("b2", "a1"),
                merge,
                RevisionHeader.of("c", "b2"),
                RevisionHeader.of("d", "a2")));

        assertThat(waits.waiting(waits.headers())).containsExactly(contract, merge);
        assertThat(needed.waiting(needed.headers())).containsExactly(merge);
    }

    @Test
    void a_squash_has_the_labels_of_its_range_and_needs_what_it_needed() {
        RevisionGraph graph = RevisionGraph.of(List.of(
                of("a1").withLabels("one"),
                of("x1").withLabels("two"),
                of("a2", "a1"),
                of("a3", "a2").withDependsOn("two"),
                of("b3", "a2").withLabels("side"),
                of("a4", "a3", "b3"),
                of("a5", "a4")));
        RevisionRequest request = RevisionRequest.of("new", "squashed");

        assertThat(graph.squash("a2:a4", request))
                .isEqualTo(new RevisionHeader(
                        "new",
                        List.of("a1"),
                        List.of("two"),
                        List.of("side"),
                        "squashed",
                        List.of("a2", "b3", "a3", "a4")));
        assertThat(graph.squash("base:a4", request).replaces())
                .containsExactlyInAnyOrder("a1", "a2", "b3", "x1", "a3", "a4")
                .endsWith("a4");
    }

    @Test
    void what_is_in_the_way_of_a_squash_is_named_together() {
        List<RevisionHeader> headers = new ArrayList<>(List.of(
                of("a1"),
                of("a2", "a1"),
                of("a3", "a2"),
                of("b2", "a1"),
                of("x1"),
                of("x2", "x1").withDependsOn("a2")));
        RevisionGraph graph = RevisionGraph.of(headers);
        RevisionRequest request = RevisionRequest.of("new", "");

        RevisionException e = catchThrowableOfType(RevisionException.class, () -> graph.squash("a1:a3", request));
        assertThat(e.faults().stream().map(RevisionException.Fault::problem))
                .containsExactly(
                        "Revision b2 needs a1, which is in the middle of the range.",
                        "Revision x2 needs a2, which is in the middle of the range.");
        assertThat(catchThrowableOfType(RevisionException.class, () -> graph.squash("a1:heads", request))
                        .problem())
                .contains("The range has several ends: a3, b2");
        assertThat(catchThrowableOfType(RevisionException.class, () -> graph.squash("a3:a3", request))
                        .problem())
                .isEqualTo("The range has only a3.");
        assertThat(catchThrowableOfType(RevisionException.class, () -> BOTH.squash("base:r4", request))
                        .problem())
                .contains("Revision 5a5a5a5a replaces others whose sources are still there.");
    }
}
