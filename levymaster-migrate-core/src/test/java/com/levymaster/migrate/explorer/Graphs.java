package com.levymaster.migrate.explorer;

import static com.levymaster.migrate.explorer.ModelRevision.after;
import static com.levymaster.migrate.explorer.ModelRevision.base;

import com.levymaster.migrate.explorer.Step.Block;
import com.levymaster.migrate.explorer.Step.Column;
import com.levymaster.migrate.explorer.Step.GuardedTable;
import com.levymaster.migrate.explorer.Step.Index;
import com.levymaster.migrate.explorer.Step.InspectedTable;
import com.levymaster.migrate.explorer.Step.Row;
import com.levymaster.migrate.explorer.Step.Row.Means;
import com.levymaster.migrate.explorer.Step.SavedRow;
import com.levymaster.migrate.explorer.Step.SearchPath;
import com.levymaster.migrate.explorer.Step.Table;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

/** Small graphs that between them have every kind of revision. */
final class Graphs {

    static final ModelGraph PLAIN = ModelGraph.of(
            "plain",
            base("r1", table("t")),
            after("r1", "r2", column("t", "b"), inserted("r2")),
            after("r2", "r3", table("u"), column("t", "c")),
            after("r3", "r4", column("u", "d"), inserted("r4")));

    /** An index outside the transaction, with DDL and counted rows before and after it. */
    static final ModelGraph INDEX = ModelGraph.of(
            "index",
            base("r1", table("t")),
            after(
                    "r1",
                    "r2",
                    column("t", "b"),
                    inserted("r2_before"),
                    index("t", "x"),
                    inserted("r2_after"),
                    table("late")),
            after("r2", "r3", column("late", "b"), inserted("r3")));

    /** Data steps of all three means before and after the index, which begins and ends a revision too. */
    static final ModelGraph INDEX_AND_DATA = ModelGraph.of(
            "index_and_data",
            base("r1", table("t"), table("u")),
            after("r1", "r2", index("t", "x"), java("r2_java"), raw("r2_raw")),
            after("r2", "r3", java("r3_java"), raw("r3_raw"), index("u", "x")));

    /** Two steps in one block, and two blocks in one revision. */
    static final ModelGraph BLOCKS = ModelGraph.of(
            "blocks",
            base("r1", table("t")),
            after("r1", "r2", new Block(List.of(new Index("t", "x"), new Index("t", "y"))), inserted("r2")),
            after("r2", "r3", index("t", "z"), inserted("r3_between"), index("t", "w"), inserted("r3_after")));

    /** Rows outside the transaction: only a person knows whether they were inserted. */
    static final ModelGraph UNCERTAIN = ModelGraph.of(
            "uncertain",
            base("r1", table("t")),
            after(
                    "r1",
                    "r2",
                    inserted("r2_before"),
                    new Block(List.of(java("r2_java"), inserted("r2_insert"))),
                    inserted("r2_after")),
            after("r2", "r3", table("u")));

    static final ModelGraph NOT_TRANSACTIONAL = ModelGraph.of(
            "not_transactional",
            base("r1", table("t")),
            after("r1", "r2", table("n"), inserted("r2_insert"), column("n", "b"), java("r2_java"), new Index("n", "x"))
                    .outsideTransaction(),
            after("r2", "r3", column("n", "c"), inserted("r3")));

    static final ModelGraph DATA = ModelGraph.of(
            "data",
            base("r1", table("t"), java("r1_java")),
            after("r1", "r2", java("r2_java"), raw("r2_raw"), inserted("r2_insert")),
            after("r2", "r3", new SavedRow("r3_saved"), column("t", "b")));

    static final ModelGraph GUARDED = ModelGraph.of(
            "guarded",
            base("r1", table("t")),
            after("r1", "r2", new GuardedTable("g"), index("t", "x"), inserted("r2"), new GuardedTable("h")),
            after("r2", "r3", new GuardedTable("i"), column("t", "b")));

    static final ModelGraph INSPECTING = ModelGraph.of(
            "inspecting",
            base("r1", table("t")),
            after("r1", "r2", new InspectedTable("n"), inserted("r2")).inspecting(),
            after("r2", "r3", new GuardedTable("g"), index("t", "x"), inserted("r3"))
                    .inspecting());

    /** A body that inspects the database and could not be resumed exactly. */
    static final ModelGraph REFUSED = ModelGraph.of(
            "refused",
            base("r1", table("t")),
            after("r1", "r2", inserted("r2"), index("t", "x")).inspecting());

    static final ModelGraph MERGE = ModelGraph.of(
            "merge",
            base("r1", table("t")),
            after("r1", "a2", column("t", "b"), index("t", "x"), inserted("a2")),
            after("r1", "b2", table("u"), inserted("b2")),
            after("a2", "m3", inserted("m3")).withHeader(RevisionHeader.of("m3", "a2", "b2")));

    static final ModelGraph DEPENDS_ON = ModelGraph.of(
            "depends_on",
            base("a1", table("t")),
            after("a1", "a2", inserted("a2_before"), index("t", "x"), inserted("a2_after")),
            base("b1", table("u")),
            after("b1", "b2", column("t", "b"), inserted("b2"))
                    .withHeader(RevisionHeader.of("b2", "b1").withDependsOn("a2")));

    /** Tables of the same name in two schemas; the search path leads to the second one. */
    static final ModelGraph SEARCH_PATH = ModelGraph.of(
            "search_path",
            base("r1", table("u"), inserted("r1")),
            after("r1", "r2", new SearchPath("app, public"), new Table("app", "u"), inserted("r2")),
            after("r2", "r3", column("u", "b"), inserted("r3")));

    static final List<ModelGraph> ALL = List.of(
            PLAIN,
            INDEX,
            INDEX_AND_DATA,
            BLOCKS,
            UNCERTAIN,
            NOT_TRANSACTIONAL,
            DATA,
            GUARDED,
            INSPECTING,
            REFUSED,
            MERGE,
            DEPENDS_ON,
            SEARCH_PATH);

    private Graphs() {}

    static ModelGraph named(String name) {
        return ALL.stream()
                .filter(graph -> graph.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Step table(String name) {
        return new Table("public", name);
    }

    private static Step column(String table, String name) {
        return new Column(table, name);
    }

    private static Step index(String table, String suffix) {
        return new Block(List.of(new Index(table, suffix)));
    }

    private static Step inserted(String name) {
        return new Row(name, Means.INSERT);
    }

    private static Step java(String name) {
        return new Row(name, Means.DATA);
    }

    private static Step raw(String name) {
        return new Row(name, Means.SQL);
    }
}
