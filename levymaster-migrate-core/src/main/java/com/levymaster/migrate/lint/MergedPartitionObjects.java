package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Keys and indexes of partitions that become parts of a new one of the partitioned table, and are dropped with it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-partitioning.html">PostgreSQL: partitioning</a>
 */
final class MergedPartitionObjects {

    private MergedPartitionObjects() {}

    /** The objects that an undo of the step drops, although they were there before it. */
    static List<String> of(Operation step, LintContext context) {
        List<String> merged = List.of();
        if (step instanceof AddConstraint add && isPartitioned(add.table(), context)) {
            merged = partitions(context.before().get(), add.table())
                    .flatMap(partition -> partition.constraints().values().stream()
                            .filter(own -> isMerged(add.constraint(), own))
                            .map(own -> "constraint " + own.name() + " of " + partition.name()))
                    .toList();
        } else if (step instanceof CreateIndex create && isPartitioned(create.table(), context)) {
            merged = partitions(context.before().get(), create.table())
                    .flatMap(partition -> partition.indexes().values().stream()
                            .filter(own -> isMerged(create.index(), own))
                            .map(own -> "index " + own.name() + " of " + partition.name()))
                    .toList();
        }
        return merged.isEmpty()
                ? List.of()
                : List.of(
                        "An undo also drops what becomes a part of the new object: " + String.join(", ", merged) + ".");
    }

    private static boolean isPartitioned(ObjectName table, LintContext context) {
        return context.table(table).map(t -> t.options().partitionBy()).isPresent();
    }

    /** The partitions at any depth. */
    private static Stream<Table> partitions(DatabaseSchema schema, ObjectName table) {
        return InheritanceEffects.children(schema, schema.resolve(table)).stream()
                .flatMap(partition -> Stream.concat(Stream.of(partition), partitions(schema, partition.name())));
    }

    private static boolean isMerged(Constraint added, Constraint own) {
        if (added instanceof ForeignKey key && own instanceof ForeignKey other) {
            return key.columns().equals(other.columns())
                    && key.referencedTable().equals(other.referencedTable())
                    && key.referencedColumns().equals(other.referencedColumns());
        }
        List<String> columns = SchemaEffects.keyColumns(added);
        return added.getClass() == own.getClass()
                && !columns.isEmpty()
                && columns.equals(SchemaEffects.keyColumns(own));
    }

    private static boolean isMerged(Index added, Index own) {
        return own.keys().equals(added.keys())
                && own.method().equals(added.method())
                && own.unique() == added.unique()
                && Objects.equals(own.where(), added.where());
    }
}
