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

    static List<Hazard> check(Operation step, LintContext situation) {
        if (step instanceof CreateIndex create) {
            return created(create, situation);
        }
        return step instanceof DropIndex drop ? dropped(drop, situation) : List.of();
    }

    private static List<Hazard> created(CreateIndex create, LintContext situation) {
        List<Hazard> hazards = new ArrayList<>();
        String again = add(create.table(), create.index());
        if (create.concurrently() && situation.inTransaction()) {
            hazards.add(new Hazard(
                    Rule.CONCURRENTLY_IN_TRANSACTION,
                    create,
                    "PostgreSQL refuses to create an index concurrently inside a transaction.",
                    RemedyCode.lines("put it outside", RemedyCode.autocommit(again))));
        } else if (!create.concurrently() && situation.isInUse(create.table())) {
            hazards.add(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    create,
                    "Nobody can write to " + create.table() + " until the index is built.",
                    RemedyCode.lines("build it while others write", RemedyCode.autocommit(again))));
        }
        if (create.index().unique() && situation.isInUse(create.table())) {
            hazards.add(new Hazard(
                    Rule.EXISTING_ROWS_MAY_VIOLATE,
                    create,
                    "It fails if rows of " + create.table() + " are alike in " + keys(create.index()) + ".",
                    "look before: select " + keys(create.index()) + ", count(*) from " + create.table() + " group by "
                            + keys(create.index()) + " having count(*) > 1"));
        }
        return hazards;
    }

    private static List<Hazard> dropped(DropIndex drop, LintContext situation) {
        if (drop.concurrently() && situation.inTransaction()) {
            return List.of(new Hazard(
                    Rule.CONCURRENTLY_IN_TRANSACTION,
                    drop,
                    "PostgreSQL refuses to drop an index concurrently inside a transaction.",
                    RemedyCode.lines("put it outside", RemedyCode.autocommit(drop(drop)))));
        }
        if (!drop.concurrently() && situation.isInUse(drop.table())) {
            return List.of(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    drop,
                    "It waits for everybody who uses " + drop.table() + ", and everybody else waits for it meanwhile.",
                    RemedyCode.lines("drop it while others work", RemedyCode.autocommit(drop(drop)))));
        }
        return List.of();
    }

    static String add(ObjectName table, Index index) {
        String keys = index.keys().stream()
                .map(p -> p.expression() == null
                        ? ".on(" + RemedyCode.string(Objects.requireNonNull(p.column())) + ")"
                                + (p.descending() ? ".desc()" : "")
                        : ".onExpression(" + RemedyCode.string(p.expression()) + ")"
                                + (p.descending() ? ".desc()" : ""))
                .collect(Collectors.joining());
        return RemedyCode.alter(
                table,
                "addIndex(" + RemedyCode.string(index.name()) + ")" + keys
                        + (index.unique() ? ".unique()" : "")
                        + (index.method().equals("btree") ? "" : ".using(" + RemedyCode.string(index.method()) + ")")
                        + (index.where() == null ? "" : ".where(" + RemedyCode.string(index.where()) + ")")
                        + ".concurrently()");
    }

    private static String drop(DropIndex drop) {
        return RemedyCode.alter(drop.table(), "dropIndex(" + RemedyCode.string(drop.name()) + ").concurrently()");
    }

    private static String keys(Index index) {
        return index.keys().stream()
                .map(p -> p.column() == null ? p.expression() : p.column())
                .collect(Collectors.joining(", "));
    }
}
