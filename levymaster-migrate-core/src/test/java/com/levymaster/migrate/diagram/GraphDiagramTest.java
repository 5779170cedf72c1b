package com.levymaster.migrate.diagram;

import static com.levymaster.migrate.revision.RevisionHeader.of;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.diagram.GraphDiagram.Charset;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class GraphDiagramTest {

    private static final List<RevisionHeader> LINE = List.of(
            of("5b0a91d3").withMessage("tax districts").withLabels("district"),
            of("6f00c2aa", "5b0a91d3").withMessage("levy rates"),
            of("7c1e5b0a", "6f00c2aa").withMessage("add county"));

    private static final List<RevisionHeader> BRANCH = with(
            LINE,
            of("8a000001", "6f00c2aa")
                    .withMessage("hotfix: levy < 10 & \"limits\"")
                    .withLabels("hotfix"));

    private static final List<RevisionHeader> MERGE =
            with(BRANCH, of("9b000001", "7c1e5b0a", "8a000001").withMessage("merge hotfix"));

    private static final List<RevisionHeader> CROSSING = with(
            MERGE,
            of("a0000001").withMessage("parcels").withLabels("parcel"),
            of("a0000002", "a0000001").withDependsOn("7c1e5b0a").withMessage("parcel county"),
            of("c0000001", "9b000001").withMessage("drop legacy code"));

    @Test
    void a_line_stands_in_one_column() {
        assertThat(text(LINE, Set.of("5b0a91d3", "6f00c2aa"))).isEqualTo("""
                        ○ 7c1e5b0a (pending, head) add county
                        ● 6f00c2aa (current) levy rates
                        ● 5b0a91d3 [district] tax districts
                        """);
    }

    @Test
    void a_branch_leaves_its_fork() {
        assertThat(text(BRANCH, Set.of("5b0a91d3", "6f00c2aa", "7c1e5b0a"))).isEqualTo("""
                        ○ 8a000001 (pending, head) [hotfix] hotfix: levy < 10 & "limits"
                        │ ● 7c1e5b0a (current, head) add county
                        ├─╯
                        ● 6f00c2aa levy rates
                        ● 5b0a91d3 [district] tax districts
                        """);
    }

    @Test
    void a_merge_joins_its_parents() {
        assertThat(text(MERGE, Set.of())).isEqualTo("""
                        ○ 9b000001 (pending, head) merge hotfix
                        ├─╮
                        │ ○ 8a000001 (pending) [hotfix] hotfix: levy < 10 & "limits"
                        ○ │ 7c1e5b0a (pending) add county
                        ├─╯
                        ○ 6f00c2aa (pending) levy rates
                        ○ 5b0a91d3 (pending) [district] tax districts
                        """);
    }

    @Test
    void a_dependency_is_dotted_and_a_base_is_not_joined_to_the_line_below() {
        assertThat(crossing().text(Charset.UNICODE)).isEqualTo("""
                        ? ff00ee11 (applied, unknown to this application)
                        ○ a0000002 (pending, head) parcel county
                        ├─╮
                        ● ┊ a0000001 (current) [parcel] parcels
                          ┊ ○ c0000001 (pending, head) drop legacy code
                          ┊ ✗ 9b000001 (failed) merge hotfix
                          ├─┤
                          │ ● 8a000001 (current) [hotfix] hotfix: levy < 10 & "limits"
                          ● │ 7c1e5b0a (current) add county
                          ├─╯
                          ● 6f00c2aa levy rates
                          ● 5b0a91d3 [district] tax districts
                        """);
    }

    @Test
    void ascii_says_the_same() {
        assertThat(crossing().text(Charset.ASCII)).isEqualTo("""
                        ? ff00ee11 (applied, unknown to this application)
                        o a0000002 (pending, head) parcel county
                        +-+
                        * : a0000001 (current) [parcel] parcels
                          : o c0000001 (pending, head) drop legacy code
                          : x 9b000001 (failed) merge hotfix
                          +-+
                          | * 8a000001 (current) [hotfix] hotfix: levy < 10 & "limits"
                          * | 7c1e5b0a (current) add county
                          +-+
                          * 6f00c2aa levy rates
                          * 5b0a91d3 [district] tax districts
                        """);
    }

    @Test
    void mermaid_tells_states_apart_by_shape_and_escapes_what_it_must() throws IOException {
        assertThat(crossing().mermaid()).isEqualTo(golden("crossing.mmd"));
    }

    @Test
    void dot_tells_states_apart_by_shape_and_escapes_what_it_must() throws IOException {
        assertThat(crossing().dot()).isEqualTo(golden("crossing.dot"));
    }

    @Test
    void svg_is_as_somebody_looked_at_it() throws IOException {
        assertThat(crossing().svg()).isEqualTo(golden("crossing.svg"));
    }

    @Test
    void svg_is_well_formed_and_says_aloud_what_it_shows() throws Exception {
        Document svg = parsed(crossing().svg());
        assertThat(svg.getDocumentElement().getAttribute("aria-labelledby")).isEqualTo("t s");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo("8 revisions, the newest first: 5 applied, 2 pending, 1 failed, 1 unknown.");
        assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(9);
    }

    @Test
    void svg_of_two_thousand_revisions_stays_below_half_a_megabyte() throws Exception {
        List<RevisionHeader> many = new ArrayList<>(List.of(of("r0000")));
        for (int i = 1; i < 2000; i++) {
            String below = String.format("r%04d", i % 7 == 0 ? Math.max(0, i - 3) : i - 1);
            many.add(of(String.format("r%04d", i), below).withMessage("a message of the usual length " + i));
        }
        String svg = GraphDiagram.of(RevisionGraph.of(many), Set.of()).svg();
        assertThat(svg.length()).isLessThan(500_000);
        assertThat(parsed(svg).getElementsByTagName("text").getLength()).isEqualTo(2000);
    }

    @Test
    void a_part_of_the_graph_is_drawn_without_lines_to_the_rest() {
        RevisionGraph graph = RevisionGraph.of(MERGE);
        assertThat(GraphDiagram.of(graph, Set.of())
                        .showing(graph.history("7c1e5b0a:", Set.of()))
                        .text(Charset.UNICODE))
                .isEqualTo("""
                        ○ 9b000001 (pending, head) merge hotfix
                        ○ 7c1e5b0a (pending) add county
                        """);
    }

    @Test
    void a_short_picture_is_one_piece() {
        assertThat(crossing().foldedRanges())
                .containsExactly(new FoldedGraph(0, 8, false, "5 applied, 2 pending, 1 failed, 1 unknown"));
    }

    @Test
    void a_long_picture_is_folded_away_but_for_the_heads_and_what_the_database_is_at() {
        GraphDiagram picture = chain(1000, 600);

        assertThat(picture.foldedRanges())
                .containsExactly(
                        new FoldedGraph(0, 16, false, "16 pending"),
                        new FoldedGraph(16, 385, true, "369 pending"),
                        new FoldedGraph(385, 416, false, "16 applied, 15 pending"),
                        new FoldedGraph(416, 1000, true, "584 applied"));
    }

    @Test
    void the_pieces_of_a_picture_have_every_revision_once_and_names_of_their_own() throws Exception {
        GraphDiagram picture = chain(1000, 600);
        List<String> names = new ArrayList<>();
        int rows = 0;
        for (FoldedGraph part : picture.foldedRanges()) {
            Document svg = parsed(picture.svg(part, "g0"));
            rows += svg.getElementsByTagName("text").getLength();
            names.addAll(names(svg));
        }
        assertThat(rows).isEqualTo(1000);
        assertThat(names).doesNotHaveDuplicates().contains("g0-r0999", "g0-r0599", "g0-16-applied");
    }

    @Test
    void lines_go_on_from_one_piece_to_the_next() {
        List<RevisionHeader> many = new ArrayList<>(List.of(of("r0000"), of("side", "r0000")));
        for (int i = 1; i < 200; i++) {
            many.add(of(String.format("r%04d", i), String.format("r%04d", i - 1)));
        }
        GraphDiagram picture = GraphDiagram.of(RevisionGraph.of(many), Set.of());
        String middle = picture.svg(new FoldedGraph(60, 70, false, ""), "g0");

        assertThat(middle.lines().filter(line -> line.startsWith("<path d=")).toList())
                .contains("<path d=\"M20 -13V260\"/>", "<path d=\"M36 -13V13\"/>", "<path d=\"M36 247V260\"/>");
    }

    private static GraphDiagram chain(int length, int applied) {
        List<RevisionHeader> many = new ArrayList<>(List.of(of("r0000")));
        for (int i = 1; i < length; i++) {
            many.add(of(String.format("r%04d", i), String.format("r%04d", i - 1)));
        }
        return GraphDiagram.of(
                RevisionGraph.of(many),
                many.subList(0, applied).stream().map(RevisionHeader::id).toList());
    }

    private static List<String> names(Document svg) {
        NodeList all = svg.getElementsByTagName("*");
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> ((Element) all.item(i)).getAttribute("id"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @Test
    void an_empty_graph_is_an_empty_picture() throws Exception {
        GraphDiagram nothing = GraphDiagram.of(RevisionGraph.of(List.of()), Set.of());
        assertThat(nothing.text(Charset.UNICODE)).isEmpty();
        assertThat(parsed(nothing.svg()).getElementsByTagName("text").getLength())
                .isZero();
    }

    private static GraphDiagram crossing() {
        return GraphDiagram.of(
                        RevisionGraph.of(CROSSING),
                        Set.of("5b0a91d3", "6f00c2aa", "7c1e5b0a", "8a000001", "a0000001", "ff00ee11"))
                .withFailed(Set.of("9b000001"));
    }

    private static String text(List<RevisionHeader> headers, Set<String> applied) {
        return GraphDiagram.of(RevisionGraph.of(headers), applied).text(Charset.UNICODE);
    }

    private static List<RevisionHeader> with(List<RevisionHeader> headers, RevisionHeader... more) {
        List<RevisionHeader> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(GraphDiagramTest.class.getResourceAsStream("/diagram/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Document parsed(String svg) throws ParserConfigurationException, IOException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
