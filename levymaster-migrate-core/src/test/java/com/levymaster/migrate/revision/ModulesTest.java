package com.levymaster.migrate.revision;

import static com.levymaster.migrate.revision.RevisionHeader.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Branches that belong to modules. */
class ModulesTest {

    private static final List<RevisionHeader> HEADERS = List.of(
            of("o1").withModule("orders"),
            of("o2", "o1").withModule("orders").withDependsOn("c1"),
            of("b1").withModule("billing").withDependsOn("o1"),
            of("c1").withModule("catalog"),
            of("c2", "c1").withModule("catalog"));

    private static final RevisionGraph SHOP = RevisionGraph.of(HEADERS);
    private static final Set<String> ALL = Set.of("o1", "o2", "b1", "c1", "c2");

    @Test
    void head_is_the_head_of_each_module() {
        assertThat(SHOP.modules()).containsExactly("billing", "catalog", "orders");
        assertThat(SHOP.upgrade(Set.of(), "head").ids()).containsExactlyInAnyOrder("o1", "o2", "b1", "c1", "c2");
        assertThat(SHOP.competingHeads()).isEmpty();
    }

    @Test
    void a_module_is_upgraded_with_what_it_depends_on() {
        assertThat(SHOP.upgrade(Set.of(), "billing@head").ids()).containsExactly("o1", "b1");
        assertThat(SHOP.upgrade(Set.of("c1"), "orders@+1").ids()).containsExactly("o1");
    }

    @Test
    void a_module_is_downgraded_with_what_depends_on_it() {
        assertThat(SHOP.downgrade(ALL, "catalog@-1").ids()).containsExactly("c2");
        Plan plan = SHOP.downgrade(ALL, "orders@base");
        assertThat(plan.ids()).containsExactlyInAnyOrder("b1", "o2", "o1");
        assertThat(SHOP.offBranch(plan, "orders@base"))
                .extracting(RevisionHeader::id)
                .containsExactly("b1");
    }

    @Test
    void a_stamp_of_a_module_leaves_the_others() {
        assertThat(SHOP.stamp(ALL, List.of("billing@base")).appliedAfter())
                .containsExactlyInAnyOrder("o1", "o2", "c1", "c2");
        assertThat(SHOP.stamp(Set.of(), List.of("catalog@head")).appliedAfter()).containsExactly("c1", "c2");
    }

    @Test
    void two_heads_of_one_module_are_to_be_joined() {
        RevisionGraph graph = RevisionGraph.of(List.of(
                of("o1").withModule("orders"),
                of("b1").withModule("billing"),
                of("b2", "b1").withModule("billing"),
                of("b3", "b1").withModule("billing")));

        assertThat(graph.competingHeads()).extracting(RevisionHeader::id).containsExactly("b2", "b3");
        assertThatThrownBy(() -> graph.upgrade(Set.of(), "head"))
                .hasMessageContaining("\"head\" could be any of 2 heads of module billing: b2, b3.")
                .hasMessageContaining("`db merge billing@heads` joins them into one");
        assertThat(graph.upgrade(Set.of(), "orders@head").ids()).containsExactly("o1");
        assertThat(graph.newHeader(RevisionRequest.of("m", "").on(List.of("billing@heads")))
                        .module())
                .isEqualTo("billing");
    }

    @Test
    void a_module_that_goes_on_from_another_has_its_own_head() {
        RevisionGraph graph = RevisionGraph.of(List.of(
                of("a1"), of("b1", "a1").withModule("billing"), of("c1", "a1").withModule("catalog")));

        assertThat(graph.competingHeads()).isEmpty();
        assertThat(graph.upgrade(Set.of(), "head").ids()).containsExactly("a1", "b1", "c1");
        assertThat(graph.downgrade(Set.of("a1", "b1", "c1"), "billing@base").ids())
                .containsExactly("b1");
        assertThat(graph.newHeader(RevisionRequest.of("a2", "").on(List.of("a1")))
                        .module())
                .isEmpty();
    }

    @Test
    void modules_are_joined_and_squashed_only_where_one_is_named() {
        RevisionGraph graph = RevisionGraph.of(List.of(
                of("a1"),
                of("a2", "a1"),
                of("b1", "a2").withModule("billing"),
                of("b2", "b1").withModule("billing"),
                of("c1").withModule("catalog")));
        RevisionRequest request = RevisionRequest.of("m", "").on(List.of("b2", "c1"));

        assertThatThrownBy(() -> graph.newHeader(request))
                .hasMessageContaining("Revision m would join modules, which stay apart: b2 (module billing) and c1"
                        + " (module catalog).")
                .hasMessageContaining("--depends-on");
        assertThat(graph.newHeader(new RevisionRequest(
                                "m", "", List.of("b2", "c1"), List.of(), List.of(), false, "billing"))
                        .module())
                .isEqualTo("billing");
        assertThatThrownBy(() -> graph.squash("a2:b1", RevisionRequest.of("s", "")))
                .hasMessageContaining("The range has revisions of several modules, which stay apart: billing, none.");
        assertThat(graph.squash("b1:b2", RevisionRequest.of("s", "")).module()).isEqualTo("billing");
    }

    @Test
    void a_new_revision_is_on_the_head_of_its_module() {
        RevisionHeader header = SHOP.newHeader(RevisionRequest.of("b2", "").on(List.of("billing@head")));
        assertThat(header.down()).containsExactly("b1");
        assertThat(header.module()).isEqualTo("billing");

        assertThatThrownBy(() -> SHOP.newHeader(RevisionRequest.of("b2", "")))
                .hasMessageContaining("could be any of the heads of 3 modules")
                .hasMessageContaining("name a module: --module billing");
        assertThatThrownBy(() -> SHOP.newHeader(RevisionRequest.of("m", "").on(List.of("heads"))))
                .hasMessageContaining("name a module");
    }

    @Test
    void a_name_means_one_module_or_label() {
        assertThatThrownBy(
                        () -> RevisionGraph.of(List.of(of("b1").withModule("billing"), of("o1").withLabels("billing"))))
                .hasMessageContaining("Module \"billing\" has the name of revision o1");
        assertThatThrownBy(() -> RevisionGraph.of(List.of(of("b1").withModule("bill-ing"))))
                .hasMessageContaining("Module \"bill-ing\" contains one of @ - + :");
        assertThatThrownBy(() -> SHOP.upgrade(Set.of(), "biling@head"))
                .hasMessageContaining("No module or branch is called \"biling\"")
                .hasMessageContaining("billing");
    }
}
