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

    private static final int MANY = 3;

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
        } else if (!create.concurrently() && !create.only() && context.isInUse(create.table())) {
            hazards.add(new Hazard(
                    Rule.INDEX_BLOCKS_WRITES,
                    create,
                    create.table() + " cannot be written to until the index is built.",
                    PartitionChecks.index(create.table(), create.index(), context)
                            .orElseGet(() ->
                                    RemedyCode.lines("build it concurrently", RemedyCode.autocommit(concurrently)))));
        }
        if (create.concurrently() && context.isInUse(create.table())) {
            hazards.add(corrupted(create, RemedyCode.alter(create.table(), definition(create.index())) + ";"));
        }
        if (!create.index().unique()
                && create.index().method().equals("btree")
                && create.index().keys().size() > MANY) {
            hazards.add(new Hazard(
                    Rule.INDEX_OF_MANY_COLUMNS,
                    create,
                    "Each write of " + create.table() + " maintains "
                            + create.index().keys().size()
                            + " columns, of which queries seldom use more than the first.",
                    "index the columns that select most rows first, and leave out the others"));
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

    /** Builds in 14.0 to 14.3 could miss rows that were updated meanwhile. */
    static Hazard corrupted(Operation step, String plain) {
        return new Hazard(
                Rule.CONCURRENTLY_CORRUPTS_INDEX,
                step,
                "Before PostgreSQL 14.4, an index that is built concurrently may miss rows that others change"
                        + " meanwhile.",
                RemedyCode.lines("update the server first; until then, build it while nobody writes", plain));
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
        return RemedyCode.alter(table, definition(index) + ".concurrently()");
    }

    /** {@code addIndex("ix").on("code")}. */
    static String definition(Index index) {
        String keys = index.keys().stream().map(IndexChecks::key).collect(Collectors.joining());
        return "addIndex(" + RemedyCode.string(index.name()) + ")" + keys
                + (index.unique() ? ".unique()" : "")
                + (index.method().equals("btree") ? "" : ".using(" + RemedyCode.string(index.method()) + ")")
                + (index.include().isEmpty()
                        ? ""
                        : ".include("
                                + index.include().stream()
                                        .map(RemedyCode::string)
                                        .collect(Collectors.joining(", "))
                                + ")")
                + (index.where() == null ? "" : ".where(" + RemedyCode.sql(index.where()) + ")")
                + (index.nullsNotDistinct() ? ".nullsNotDistinct()" : "")
                + index.options().entrySet().stream()
                        .map(option -> ".with(" + RemedyCode.string(option.getKey()) + ", "
                                + RemedyCode.string(option.getValue()) + ")")
                        .collect(Collectors.joining())
                + (index.tablespace() == null ? "" : ".tablespace(" + RemedyCode.string(index.tablespace()) + ")");
    }

    private static String key(Index.Key key) {
        return (key.expression() == null
                        ? ".on(" + RemedyCode.string(Objects.requireNonNull(key.column())) + ")"
                        : ".onExpression(" + RemedyCode.sql(key.expression()) + ")")
                + (key.collation() == null ? "" : ".collation(" + RemedyCode.string(key.collation()) + ")")
                + (key.operatorClass() == null ? "" : ".operatorClass(" + RemedyCode.string(key.operatorClass()) + ")")
                + (key.descending() ? ".desc()" : "")
                + (key.nullsFirst() == null ? "" : key.nullsFirst() ? ".nullsFirst()" : ".nullsLast()");
    }

    private static String drop(DropIndex drop) {
        return drop(drop.table(), drop.name());
    }

    static String drop(ObjectName table, String index) {
        return RemedyCode.alter(table, "dropIndex(" + RemedyCode.string(index) + ").concurrently()");
    }

    private static String keys(Index index) {
        return index.keys().stream()
                .map(p -> p.column() == null ? MaskedSql.text(Objects.requireNonNull(p.expression())) : p.column())
                .collect(Collectors.joining(", "));
    }
}
