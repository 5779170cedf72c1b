package com.levymaster.migrate.revision;

import static com.levymaster.migrate.revision.RevisionHeader.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionException.Fault;
import com.levymaster.migrate.revision.RevisionException.FaultKind;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RevisionGraphTest {

    /** a - b - c - d, and e - f beside it, which needs c. */
    private static final RevisionGraph TAXES = RevisionGraph.of(List.of(
            of("5b0a91d3").withMessage("tax districts").withLabels("district"),
            of("6f00c2aa", "5b0a91d3").withMessage("levy rates"),
            of("7c1e5b0a", "6f00c2aa").withMessage("add county"),
            of("7c1e77f2", "7c1e5b0a").withMessage("add county code"),
            of("a0000001").withMessage("parcels").withLabels("parcel"),
            of("a0000002", "a0000001").withDependsOn("7c1e5b0a").withMessage("parcel county")));

    @Test
    void a_line_is_finished_before_the_next_begins() {
        RevisionGraph graph = RevisionGraph.of(
                List.of(of("m", "b2", "c2"), of("c1", "a"), of("b1", "a"), of("c2", "c1"), of("b2", "b1"), of("a")));
        assertThat(graph.upgrade(Set.of(), "head"))
                .isEqualTo(new Plan(
                        Direction.UPGRADE,
                        List.of(
                                of("a"),
                                of("b1", "a"),
                                of("b2", "b1"),
                                of("c1", "a"),
                                of("c2", "c1"),
                                of("m", "b2", "c2")),
                        Set.of("a", "b1", "b2", "c1", "c2", "m")));
    }

    @Test
    void an_upgrade_brings_what_its_target_depends_on() {
        assertThat(TAXES.upgrade(Set.of(), "parcel@head").ids())
                .containsExactly("5b0a91d3", "6f00c2aa", "7c1e5b0a", "a0000001", "a0000002");
    }

    @Test
    void a_downgrade_takes_what_depends_on_it_first() {
        Set<String> applied = Set.of("5b0a91d3", "6f00c2aa", "7c1e5b0a", "7c1e77f2", "a0000001", "a0000002");
        assertThat(TAXES.downgrade(applied, "6f00").ids()).containsExactly("a0000002", "7c1e77f2", "7c1e5b0a");
    }

    @Test
    void a_downgrade_says_what_goes_beside_the_named_branch() {
        Set<String> applied = Set.of("5b0a91d3", "6f00c2aa", "7c1e5b0a", "a0000001", "a0000002");
        Plan plan = TAXES.downgrade(applied, "district@base");
        assertThat(plan.ids()).containsExactly("a0000002", "7c1e5b0a", "6f00c2aa", "5b0a91d3");
        assertThat(TAXES.offBranch(plan, "district@base"))
                .extracting(RevisionHeader::id)
                .containsExactly("a0000002");
        assertThat(TAXES.offBranch(plan, "base")).isEmpty();
    }

    @Test
    void an_older_build_knows_that_all_of_its_own_revisions_are_applied() {
        Set<String> newer = Set.of("5b0a91d3", "6f00c2aa", "7c1e5b0a", "7c1e77f2", "a0000001", "a0000002", "b1");
        assertThat(TAXES.unknown(newer)).containsExactly("b1");
        assertThat(TAXES.pending(newer)).isEmpty();
        assertThat(TAXES.gaps(newer)).isEmpty();
    }

    @Test
    void every_fault_of_a_graph_is_reported_at_once() {
        RevisionException refused = refused(() -> RevisionGraph.of(List.of(
                of("head"),
                of("a-1"),
                of("b", "b"),
                of("c").withDependsOn("c"),
                of("d").withMessage("one"),
                of("d").withMessage("two"),
                of("e", "nowhere").withLabels("x y", "twice", "x:y"),
                of("f", "d").withLabels("twice", "d"),
                of("g", "h"),
                of("h", "g"),
                of("i", "d").withDependsOn("j"),
                of("j", "i"),
                of("k", "d", "d"),
                of("l", "twice"),
                of("m").withDependsOn("f_"))));
        assertThat(refused.faults())
                .extracting(Fault::kind, Fault::problem)
                .containsExactly(
                        tuple(FaultKind.ILLEGAL_REVISION_ID, "Revision id \"a-1\" contains one of @ - + :."),
                        tuple(FaultKind.ILLEGAL_REVISION_ID, "Revision id \"head\" is a keyword of targets."),
                        tuple(FaultKind.ILLEGAL_LABEL, "Label \"x:y\" of revision e contains one of @ - + :."),
                        tuple(FaultKind.SELF_LOOP, "Revision b is its own parent."),
                        tuple(FaultKind.DEPENDENCY_SELF_LOOP, "Revision c depends on itself."),
                        tuple(
                                FaultKind.DUPLICATE_REVISION,
                                "Revision id \"d\" is used 2 times: d \"one\" and d \"two\"."),
                        tuple(FaultKind.DUPLICATE_LABEL, "Label \"d\" names more than one thing: f and d \"one\"."),
                        tuple(FaultKind.DUPLICATE_LABEL, "Label \"twice\" names more than one thing: e and f."),
                        tuple(
                                FaultKind.MISSING_REVISION,
                                "Revision e has the parent \"nowhere\", which does not exist."),
                        tuple(FaultKind.MISSING_REVISION, "Revision l has the parent \"twice\", which does not exist."),
                        tuple(FaultKind.MISSING_REVISION, "Revision m depends on \"f_\", which does not exist."),
                        tuple(FaultKind.CYCLE, "Revisions are each other's ancestors: g -> h -> g."),
                        tuple(FaultKind.DEPENDENCY_CYCLE, "Revisions need each other: i -> j -> i."),
                        tuple(FaultKind.DUPLICATE_HEADS, "Revision k names a parent twice."));
        assertThat(refused).hasMessageStartingWith("The revisions have 14 faults:");
    }

    @Test
    void a_wrong_id_is_answered_with_the_one_that_was_meant() {
        assertThat(refused(() -> TAXES.upgrade(Set.of(), "7c1e5boa")))
                .hasMessage(lines(
                        "No revision or label is called \"7c1e5boa\".",
                        "  What to do: Did you mean \"7c1e5b0a\"? `db history` lists every revision."));
    }

    @Test
    void a_wrong_branch_is_answered_with_the_one_that_was_meant() {
        assertThat(refused(() -> TAXES.upgrade(Set.of(), "distrct@head")))
                .hasMessage(lines(
                        "No branch is called \"distrct\".",
                        "  What to do: put a label or a revision id left of the @. Did you mean \"district\"?"));
    }

    @Test
    void an_ambiguous_prefix_lists_the_candidates() {
        assertThat(refused(() -> TAXES.upgrade(Set.of(), "7c1e")))
                .hasMessage(lines(
                        "2 revisions begin with \"7c1e\": 7c1e5b0a \"add county\", 7c1e77f2 \"add county code\".",
                        "  What to do: write more of the id."));
    }

    @Test
    void several_heads_are_named() {
        assertThat(refused(() -> TAXES.upgrade(Set.of(), "head")))
                .hasMessage(lines(
                        "\"head\" could be any of 2 heads: 7c1e77f2 \"add county code\", a0000002 \"parcel county\".",
                        "  What to do: name one of them, or use heads for all; `db merge heads` joins them into one."));
    }

    @Test
    void a_downgrade_by_one_from_two_heads_asks_from_which() {
        Set<String> applied = Set.of("5b0a91d3", "6f00c2aa", "a0000001");
        assertThat(refused(() -> TAXES.downgrade(applied, "-1")))
                .hasMessage(lines(
                        "\"-1\" could start from any of 6f00c2aa, a0000001.",
                        "  What to do: specify the start: district@-1 (6f00c2aa \"levy rates\") or parcel@-1 (a0000001"
                                + " \"parcels\")."));
        assertThat(TAXES.downgrade(applied, "district@-1").ids()).containsExactly("6f00c2aa");
        assertThat(TAXES.downgrade(applied, "6f00c2aa@-1").ids()).containsExactly("6f00c2aa");
    }

    @Test
    void a_walk_that_is_too_long_says_how_far_it_can_go() {
        assertThat(refused(() -> TAXES.upgrade(Set.of("5b0a91d3"), "+9")))
                .hasMessage(lines(
                        "\"+9\" leaves the graph: there are 3 revisions before the end at 7c1e77f2 \"add county code\".",
                        "  What to do: use at most 3."));
    }

    @Test
    void an_applied_revision_that_the_application_lacks_stops_an_upgrade() {
        assertThat(refused(() -> TAXES.upgrade(Set.of("5b0a91d3", "b1"), "heads")))
                .hasMessage(lines(
                        "The database has b1, which this application does not know; this application has 6f00c2aa, 7c1e5b0a, 7c1e77f2,"
                                + " a0000001, a0000002, which the database does not have.",
                        "  What to do: run a build that has this revision; if it no longer exists, correct the version table with"
                                + " `db stamp --purge`."));
    }

    @Test
    void an_applied_revision_whose_parent_is_not_applied_stops_an_upgrade_and_a_stamp_mends_it() {
        Set<String> applied = Set.of("5b0a91d3", "7c1e5b0a");
        assertThat(refused(() -> TAXES.upgrade(applied, "heads")))
                .hasMessage(lines(
                        "Applied revisions need 6f00c2aa, which is not applied.",
                        "  What to do: if the database already has what 6f00c2aa \"levy rates\" does, record it with `stamp 6f00c2aa`;"
                                + " otherwise move it above the applied revisions."));
        assertThat(TAXES.stamp(applied, List.of("6f00c2aa")))
                .isEqualTo(new StampPlan(List.of("6f00c2aa"), List.of(), Set.of("5b0a91d3", "6f00c2aa", "7c1e5b0a")));
    }

    @Test
    void a_stamp_records_the_ancestors_and_forgets_what_stands_above() {
        assertThat(TAXES.stamp(Set.of(), List.of("a0000002")).recorded())
                .containsExactly("5b0a91d3", "6f00c2aa", "7c1e5b0a", "a0000001", "a0000002");
        Set<String> applied = Set.of("5b0a91d3", "6f00c2aa", "7c1e5b0a", "a0000001", "a0000002");
        assertThat(TAXES.stamp(applied, List.of("6f00c2aa")))
                .isEqualTo(new StampPlan(
                        List.of(), List.of("a0000002", "7c1e5b0a"), Set.of("5b0a91d3", "6f00c2aa", "a0000001")));
    }

    @Test
    void a_new_revision_stands_on_the_head_of_its_branch_and_follows_a_label() {
        RevisionRequest request = RevisionRequest.of("b0000001", "parcel owner").on(List.of("parcel@head"));
        assertThat(TAXES.newHeader(request.dependingOn(List.of("district", "7c1e5"))))
                .isEqualTo(new RevisionHeader(
                        "b0000001", List.of("a0000002"), List.of("district", "7c1e5b0a"), List.of(), "parcel owner"));
    }

    @Test
    void a_new_revision_on_an_inner_one_needs_splice() {
        RevisionRequest request = RevisionRequest.of("b0000001", "hotfix").on(List.of("6f00"));
        assertThat(refused(() -> TAXES.newHeader(request)))
                .hasMessage(lines(
                        "Revision 6f00c2aa \"levy rates\" is not a head: 7c1e5b0a \"add county\" is already its child.",
                        "  What to do: put the new revision on a head, or use --splice to create a branch here."));
        assertThat(TAXES.newHeader(request.spliced()).down()).containsExactly("6f00c2aa");
    }

    @Test
    void an_empty_graph_has_nothing_and_nothing_to_do() {
        RevisionGraph empty = RevisionGraph.of(List.of());
        assertThat(empty.isEmpty()).isTrue();
        assertThat(empty.upgrade(Set.of(), "head").isEmpty()).isTrue();
        assertThat(empty.downgrade(Set.of(), "base").isEmpty()).isTrue();
        assertThat(refused(() -> empty.upgrade(Set.of(), "abc")).remedy())
                .isEqualTo("write the first revision: there is none yet.");
    }

    private static RevisionException refused(ThrowingCallable question) {
        return catchThrowableOfType(RevisionException.class, question);
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines);
    }
}
