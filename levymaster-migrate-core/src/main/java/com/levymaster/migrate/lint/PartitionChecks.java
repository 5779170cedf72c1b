package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.Keywords;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks indexes of partitioned tables, and partitions that are attached and detached. */
final class PartitionChecks {

    static final String INDEX_REMEDY =
            "create it on only the partitioned table, build one concurrently on each partition, and"
                    + " attach them: alter index … attach partition …";

    private PartitionChecks() {}

    static boolean isPartitioned(ObjectName table, LintContext context) {
        return context.table(table).filter(PartitionChecks::isPartitioned).isPresent();
    }

    private static boolean isPartitioned(Table table) {
        return table.options().partitionBy() != null;
    }

    /** The remedy for an index of a partitioned table, which cannot be built concurrently; empty for other tables. */
    static Optional<String> index(ObjectName table, Index index, LintContext context) {
        if (!isPartitioned(table, context)) {
            return Optional.empty();
        }
        List<Table> partitions = partitions(table, context.before().get());
        if (index.unique() || partitions.stream().anyMatch(PartitionChecks::isPartitioned)) {
            return Optional.of(INDEX_REMEDY);
        }
        List<String> code = new ArrayList<>();
        code.add(RemedyCode.step(table, IndexChecks.definition(index) + ".only()"));
        for (Table partition : partitions) {
            String name = index.name() + "_" + partition.name().name();
            code.add(RemedyCode.autocommit(IndexChecks.add(partition.name(), index.withName(name))));
            code.add(RemedyCode.execute("alter index " + qualified(table, index.name()) + " attach partition "
                    + qualified(partition.name(), name)));
        }
        return Optional.of(RemedyCode.lines(
                "build it concurrently on each partition, and attach these", code.toArray(String[]::new)));
    }

    private static List<Table> partitions(ObjectName table, DatabaseSchema schema) {
        return schema.tables().values().stream()
                .filter(other -> other.options().partitionOf() != null
                        && schema.resolve(other.options().partitionOf().parent())
                                .equals(schema.resolve(table)))
                .toList();
    }

    private static String qualified(ObjectName table, String name) {
        return (table.schema() == null ? "" : Keywords.quoted(table.schema()) + ".") + Keywords.quoted(name);
    }

    /** {@code alter table … attach partition} and {@code detach partition}. */
    static Optional<Hazard> check(ExecuteSql step, SqlTokens sql, LintContext context) {
        if (!sql.at(0, "alter") || !sql.at(1, "table")) {
            return Optional.empty();
        }
        int at = sql.at(2, "if", "exists") ? 4 : 2;
        ObjectName parent = SqlChecks.table(sql, at);
        at += parent == null || parent.schema() == null ? 1 : 3;
        ObjectName partition = SqlChecks.table(sql, at + 2);
        if (parent == null || partition == null) {
            return Optional.empty();
        }
        int end = at + 2 + (partition.schema() == null ? 1 : 3);
        if (sql.at(at, "detach", "partition")) {
            return detached(step, sql, parent, end, context);
        }
        return sql.at(at, "attach", "partition")
                ? attached(step, sql, parent, partition, end, context)
                : Optional.empty();
    }

    /** Concurrently, unless there is a default partition: the server refuses that. */
    private static Optional<Hazard> detached(
            ExecuteSql step, SqlTokens sql, ObjectName parent, int end, LintContext context) {
        boolean gentle = end < sql.tokens().size()
                || !context.isInUse(parent)
                || partitions(parent, context.before().get()).stream().anyMatch(PartitionChecks::isDefault);
        return gentle
                ? Optional.empty()
                : Optional.of(new Hazard(
                        Rule.DETACH_BLOCKS,
                        step,
                        "It waits for all transactions that use " + parent + ", and blocks all later ones meanwhile.",
                        RemedyCode.lines(
                                "detach it concurrently",
                                "op.autocommit(() -> op.execute("
                                        + RemedyCode.sql(sql.between(0, end) + " concurrently") + "));")));
    }

    private static boolean isDefault(Table partition) {
        return partition.options().partitionOf() != null
                && partition.options().partitionOf().bound().equalsIgnoreCase("default");
    }

    /** The rows are read, unless a valid check proves that they belong there; which one does, only the server knows. */
    private static Optional<Hazard> attached(
            ExecuteSql step, SqlTokens sql, ObjectName parent, ObjectName partition, int end, LintContext context) {
        boolean proved = context.table(partition)
                .map(table -> table.constraints(Constraint.Check.class).anyMatch(Constraint.Check::validated))
                .orElse(false);
        if (proved || !context.isInUse(partition)) {
            return Optional.empty();
        }
        String text = sql.between(0, sql.tokens().size());
        String check = RemedyCode.string("ck_" + partition.name() + "_bound");
        String intro = "prove with a valid check constraint that they do, each line in a separate revision";
        String remedy = bound(sql, parent, end, context)
                .map(expression -> RemedyCode.lines(
                        intro,
                        RemedyCode.step(
                                partition,
                                "addCheck(" + check + ").that(" + RemedyCode.sql(expression) + ").notValid()"),
                        RemedyCode.step(partition, "validateConstraint(" + check + ")"),
                        RemedyCode.execute(text),
                        RemedyCode.step(partition, "dropCheck(" + check + ")")))
                .orElse("prove with a check constraint that they do, which is added as not valid and validated before");
        return Optional.of(new Hazard(
                Rule.TABLE_SCAN,
                step,
                "All rows of " + partition
                        + " are read to see whether they belong there, and it can be neither read nor"
                        + " written meanwhile.",
                remedy));
    }

    /** The bounds as a condition, of a table that is partitioned by the range or a list of one column. */
    private static Optional<String> bound(SqlTokens sql, ObjectName parent, int at, LintContext context) {
        String by = context.table(parent).map(t -> t.options().partitionBy()).orElse("");
        SqlTokens key = SqlTokens.of(by);
        List<Token> all = sql.tokens();
        if (key.tokens().size() != 2 || !key.tokens().get(1).isGroup() || !sql.at(at, "for", "values")) {
            return Optional.empty();
        }
        SqlTokens columns = SqlTokens.of(key.tokens().get(1).inner());
        String column = columns.tokens().size() == 1 ? columns.tokens().get(0).text() : "";
        if (column.isEmpty() || columns.tokens().get(0).isGroup()) {
            return Optional.empty();
        }
        if (sql.at(at + 2, "in")
                && all.size() == at + 4
                && !all.get(at + 3).lower().contains("null")) {
            return Optional.of(column + " is not null and " + column + " in "
                    + all.get(at + 3).text());
        }
        return sql.at(at + 2, "from") && sql.at(at + 4, "to") && all.size() == at + 6
                ? Optional.of(column + " is not null"
                        + limit(column, ">=", all.get(at + 3).inner())
                        + limit(column, "<", all.get(at + 5).inner()))
                : Optional.empty();
    }

    private static String limit(String column, String operator, String value) {
        String name = value.toLowerCase(Locale.ROOT);
        return name.equals("minvalue") || name.equals("maxvalue")
                ? ""
                : " and " + column + " " + operator + " " + value;
    }
}
