package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.MaskedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Checks index operations. */
final class IndexChecks {

    private IndexChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof CreateIndex create) {
            return created(create, context);
        }
        return step instanceof DropIndex drop ? dropped(drop, context) : List.of();
    }

    private static List<Hazard> created(CreateIndex create, LintContext context) {
        List<Hazard> hazards = new ArrayList<>();
        String concurrently = add(create.table(), create.index());
        if (create.concurrently() && context.inTransaction()) {
            hazards.add(new Hazard(
                    Rule.CONCURRENTLY_IN_TRANSACTION,
                    create,
                    "PostgreSQL refuses to create an index concurrently inside a transaction.",
                    RemedyCode.lines("run it outside the transaction", RemedyCode.autocommit(concurrently))));
        } else if (!create.concurrently() && context.isInUse(create.table())) {
            hazards.add(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    create,
                    create.table() + " cannot be written to until the index is built.",
                    RemedyCode.lines("build it concurrently", RemedyCode.autocommit(concurrently))));
        }
        if (create.index().unique() && context.isInUse(create.table())) {
            hazards.add(new Hazard(
                    Rule.EXISTING_ROWS_MAY_VIOLATE,
                    create,
                    "It fails if rows of " + create.table() + " have equal values in " + keys(create.index()) + ".",
                    "check first: select " + keys(create.index()) + ", count(*) from " + create.table() + " group by "
                            + keys(create.index()) + " having count(*) > 1"));
        }
        return hazards;
    }

    private static List<Hazard> dropped(DropIndex drop, LintContext context) {
        if (drop.concurrently() && context.inTransaction()) {
            return List.of(new Hazard(
                    Rule.CONCURRENTLY_IN_TRANSACTION,
                    drop,
                    "PostgreSQL refuses to drop an index concurrently inside a transaction.",
                    RemedyCode.lines("run it outside the transaction", RemedyCode.autocommit(drop(drop)))));
        }
        if (!drop.concurrently() && context.isInUse(drop.table())) {
            return List.of(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    drop,
                    "It waits for all transactions that use " + drop.table() + ", and blocks all later ones meanwhile.",
                    RemedyCode.lines("drop it concurrently", RemedyCode.autocommit(drop(drop)))));
        }
        return List.of();
    }

    static String add(ObjectName table, Index index) {
        String keys = index.keys().stream()
                .map(p -> p.expression() == null
                        ? ".on(" + RemedyCode.string(Objects.requireNonNull(p.column())) + ")"
                                + (p.descending() ? ".desc()" : "")
                        : ".onExpression(" + RemedyCode.sql(p.expression()) + ")" + (p.descending() ? ".desc()" : ""))
                .collect(Collectors.joining());
        return RemedyCode.alter(
                table,
                "addIndex(" + RemedyCode.string(index.name()) + ")" + keys
                        + (index.unique() ? ".unique()" : "")
                        + (index.method().equals("btree") ? "" : ".using(" + RemedyCode.string(index.method()) + ")")
                        + (index.where() == null ? "" : ".where(" + RemedyCode.sql(index.where()) + ")")
                        + ".concurrently()");
    }

    private static String drop(DropIndex drop) {
        return RemedyCode.alter(drop.table(), "dropIndex(" + RemedyCode.string(drop.name()) + ").concurrently()");
    }

    private static String keys(Index index) {
        return index.keys().stream()
                .map(p -> p.column() == null ? MaskedSql.text(Objects.requireNonNull(p.expression())) : p.column())
                .collect(Collectors.joining(", "));
    }
}
