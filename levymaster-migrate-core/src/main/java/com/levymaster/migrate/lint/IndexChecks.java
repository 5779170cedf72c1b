package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Indexes. */
final class IndexChecks {

    private IndexChecks() {}

    static List<Hazard> check(Operation step, Situation situation) {
        if (step instanceof CreateIndex create) {
            return created(create, situation);
        }
        return step instanceof DropIndex drop ? dropped(drop, situation) : List.of();
    }

    private static List<Hazard> created(CreateIndex create, Situation situation) {
        List<Hazard> hazards = new ArrayList<>();
        String again = add(create.table(), create.index());
        if (create.concurrently() && situation.inTransaction()) {
            hazards.add(new Hazard(
                    Rule.CONCURRENTLY_IN_TRANSACTION,
                    create,
                    "PostgreSQL refuses to create an index concurrently inside a transaction.",
                    Code.lines("put it outside", Code.autocommit(again))));
        } else if (!create.concurrently() && situation.isInUse(create.table())) {
            hazards.add(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    create,
                    "Nobody can write to " + create.table() + " until the index is built.",
                    Code.lines("build it while others write", Code.autocommit(again))));
        }
        if (create.index().unique() && situation.isInUse(create.table())) {
            hazards.add(new Hazard(
                    Rule.DUPLICATES,
                    create,
                    "It fails if rows of " + create.table() + " are alike in " + keys(create.index()) + ".",
                    "look before: select " + keys(create.index()) + ", count(*) from " + create.table() + " group by "
                            + keys(create.index()) + " having count(*) > 1"));
        }
        return hazards;
    }

    private static List<Hazard> dropped(DropIndex drop, Situation situation) {
        if (drop.concurrently() && situation.inTransaction()) {
            return List.of(new Hazard(
                    Rule.CONCURRENTLY_IN_TRANSACTION,
                    drop,
                    "PostgreSQL refuses to drop an index concurrently inside a transaction.",
                    Code.lines("put it outside", Code.autocommit(drop(drop)))));
        }
        if (!drop.concurrently() && situation.isInUse(drop.table())) {
            return List.of(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    drop,
                    "It waits for everybody who uses " + drop.table() + ", and everybody else waits for it meanwhile.",
                    Code.lines("drop it while others work", Code.autocommit(drop(drop)))));
        }
        return List.of();
    }

    static String add(ObjectName table, Index index) {
        String keys = index.parts().stream()
                .map(p -> p.expression() == null
                        ? ".on(" + Code.string(Objects.requireNonNull(p.column())) + ")"
                                + (p.descending() ? ".desc()" : "")
                        : ".onExpression(" + Code.string(p.expression()) + ")" + (p.descending() ? ".desc()" : ""))
                .collect(Collectors.joining());
        return Code.alter(
                table,
                "addIndex(" + Code.string(index.name()) + ")" + keys
                        + (index.unique() ? ".unique()" : "")
                        + (index.method().equals("btree") ? "" : ".using(" + Code.string(index.method()) + ")")
                        + (index.where() == null ? "" : ".where(" + Code.string(index.where()) + ")")
                        + ".concurrently()");
    }

    private static String drop(DropIndex drop) {
        return Code.alter(drop.table(), "dropIndex(" + Code.string(drop.name()) + ").concurrently()");
    }

    private static String keys(Index index) {
        return index.parts().stream()
                .map(p -> p.column() == null ? p.expression() : p.column())
                .collect(Collectors.joining(", "));
    }
}
