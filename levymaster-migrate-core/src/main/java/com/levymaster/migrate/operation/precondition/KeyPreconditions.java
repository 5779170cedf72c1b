package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Preconditions of a constraint on a table that may be new. */
final class KeyPreconditions {

    private static final Set<ForeignKey.Action> REPLACING =
            Set.of(ForeignKey.Action.SET_NULL, ForeignKey.Action.SET_DEFAULT);

    private KeyPreconditions() {}

    static List<Refusal> of(DatabaseSchema schema, Table table, Constraint constraint) {
        if (constraint instanceof ForeignKey key) {
            return all(virtual(table, "foreign key " + key.name(), key.columns()), foreignKey(schema, table, key));
        }
        if (constraint instanceof Constraint.Check check) {
            return when(
                    check.noInherit() && table.options().partitionBy() != null,
                    "check " + check.name() + " is not inherited, but " + table.name() + " is partitioned",
                    "leave out noInherit(): a partitioned table has no rows of its own");
        }
        List<String> columns = SchemaEffects.keyColumns(constraint);
        String label = SchemaEffects.kind(constraint) + " " + constraint.name();
        if (constraint instanceof Constraint.Exclusion exclusion) {
            List<String> equal = exclusion.elements().stream()
                    .filter(element -> element.operator().equals("="))
                    .map(element -> SqlTokens.of(element.expression()).tokens())
                    .filter(tokens -> tokens.size() == 1)
                    .map(tokens -> tokens.get(0).identifier())
                    .toList();
            return all(
                    partitionKey(table, label, equal),
                    virtual(table, label, used(table, exclusion)),
                    OperatorClasses.of(schema, table, label, exclusion));
        }
        return columns.isEmpty()
                ? List.of()
                : all(
                        partitionKey(table, label, columns),
                        virtual(table, label, used(table, SchemaEffects.keyIndex(constraint, constraint.name()))),
                        overlaps(schema, table, constraint, columns.get(columns.size() - 1)),
                        OperatorClasses.of(schema, table, SchemaEffects.keyIndex(constraint, constraint.name())));
    }

    /** A user-defined type may be a range, unless it is known to be none. */
    private static List<Refusal> overlaps(DatabaseSchema schema, Table table, Constraint constraint, String last) {
        boolean ranges = isTemporal(constraint);
        return all(
                when(
                        ranges
                                && table.column(last)
                                        .filter(c -> isNoRange(schema, c.type()))
                                        .isPresent(),
                        "column " + last + " of " + table.name() + " is no range, so that its values cannot overlap",
                        "make a range type the type of the last column, or leave out withoutOverlaps()"),
                ranges
                        ? OperatorClasses.of(
                                schema,
                                table,
                                SchemaEffects.keyIndex(constraint, constraint.name())
                                        .withMethod("gist"))
                        : List.of());
    }

    private static boolean isNoRange(DatabaseSchema schema, ColumnType type) {
        if (type instanceof ColumnType.UserDefined user) {
            ObjectName name = schema.resolve(user.name());
            return schema.enums().containsKey(name) || schema.composites().containsKey(name);
        }
        return !(type instanceof ColumnType.BuiltIn builtIn) || !builtIn.name().endsWith("range");
    }

    /** Preconditions of an index on a table that may be new. */
    static List<Refusal> of(DatabaseSchema schema, Table table, Index index) {
        return all(
                StorageParameters.of(index.options()),
                index.unique()
                        ? partitionKey(table, "unique index " + index.name(), List.copyOf(columns(index)))
                        : List.of(),
                virtual(table, "index " + index.name(), used(table, index)),
                OperatorClasses.of(schema, table, index));
    }

    /** The columns of which an index stores values, or which its expressions use. */
    private static List<String> used(Table table, Index index) {
        return table.columns().stream()
                .map(Column::name)
                .filter(column -> columns(index).contains(column)
                        || index.include().contains(column)
                        || ColumnUses.in(index.where(), column)
                        || index.keys().stream().anyMatch(key -> ColumnUses.in(key.expression(), column)))
                .toList();
    }

    private static List<String> used(Table table, Constraint.Exclusion exclusion) {
        return table.columns().stream()
                .map(Column::name)
                .filter(column -> ColumnUses.in(exclusion.where(), column)
                        || exclusion.elements().stream()
                                .anyMatch(element -> ColumnUses.in(element.expression(), column)))
                .toList();
    }

    private static List<Refusal> virtual(Table table, String label, Collection<String> columns) {
        return list(
                label + " has virtual generated columns, which PostgreSQL does not index",
                table.columns().stream()
                        .filter(column -> columns.contains(column.name()))
                        .filter(column -> column.generated() != null
                                && !column.generated().stored())
                        .map(Column::name)
                        .toList(),
                "store these columns, or choose others");
    }

    private static List<Refusal> partitionKey(Table table, String label, List<String> columns) {
        PartitionKey key = PartitionKey.of(table);
        List<String> missing = key.columns(table).stream()
                .filter(column -> !columns.contains(column))
                .toList();
        return all(
                when(
                        key.hasExpression(),
                        label + ": the partition key of " + table.name()
                                + " has an expression, so that no constraint of" + " the whole table can be unique",
                        "add the constraint to the partitions"),
                when(
                        !key.hasExpression() && !missing.isEmpty(),
                        label + " lacks columns of the partition key of " + table.name() + ": "
                                + String.join(", ", missing),
                        "add these columns to the constraint, or add the constraint to the partitions"));
    }

    private static List<Refusal> foreignKey(DatabaseSchema schema, Table table, ForeignKey key) {
        ObjectName name = schema.resolve(key.referencedTable());
        boolean self = name.equals(schema.resolve(table.name()));
        Table referenced = self ? table : schema.tables().get(name);
        if (referenced == null) {
            return ExpectedKinds.of(name, Set.of("table"), schema);
        }
        String label = "foreign key " + key.name();
        return all(
                periods(referenced, key),
                notValid(schema, table, key),
                when(
                        referenced.options().unlogged() && !table.options().unlogged(),
                        label + " of a permanent table references unlogged table " + name,
                        "make the tables both unlogged, or both permanent"),
                incomparable(schema, table, referenced, key),
                computed(table, key),
                periods(referenced, key),
                when(
                        isDeferrable(referenced, key.referencedColumns()),
                        label + " references a deferrable key of " + name,
                        "add a key over these columns that is not deferrable first"),
                when(
                        !hasUnique(referenced, key.referencedColumns()),
                        label + " references columns of " + name + " that are no key: "
                                + String.join(", ", key.referencedColumns()),
                        "add a primary key or unique constraint over these columns first"));
    }

    /** A key without overlaps is referenced by periods, and only by these. */
    private static List<Refusal> periods(Table referenced, ForeignKey key) {
        String label = "foreign key " + key.name();
        List<Boolean> temporal = referenced.constraints().values().stream()
                .filter(c -> SchemaEffects.keyColumns(c).equals(key.referencedColumns()))
                .map(KeyPreconditions::isTemporal)
                .toList();
        boolean matches = temporal.isEmpty()
                || temporal.contains(key.period())
                || !key.period() && hasUniqueIndex(referenced, Set.copyOf(key.referencedColumns()));
        boolean acts = key.onDelete() != ForeignKey.Action.NO_ACTION || key.onUpdate() != ForeignKey.Action.NO_ACTION;
        return all(
                when(
                        !matches,
                        key.period()
                                ? label + " has a period, but the key of " + referenced.name() + " allows overlaps"
                                : label + " has no period, but the key of " + referenced.name()
                                        + " is without overlaps",
                        key.period() ? "leave out period(), or add a key with withoutOverlaps()" : "call period()"),
                when(
                        key.period() && acts,
                        label + " has a period, for which PostgreSQL has no actions",
                        "leave out onDelete(…) and onUpdate(…)"));
    }

    private static boolean hasUniqueIndex(Table table, Set<String> columns) {
        return table.indexes().values().stream()
                .anyMatch(index -> index.unique()
                        && index.where() == null
                        && columns(index).equals(columns));
    }

    private static boolean isTemporal(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey key && key.withoutOverlaps()
                || constraint instanceof Constraint.Unique unique && unique.withoutOverlaps();
    }

    /** Before PostgreSQL 18. */
    private static List<Refusal> notValid(DatabaseSchema schema, Table table, ForeignKey key) {
        return when(
                schema.serverVersion() < 18
                        && !key.validated()
                        && table.options().partitionBy() != null,
                "foreign key " + key.name() + " of partitioned table " + table.name()
                        + " is not valid, which requires PostgreSQL 18; this server has version "
                        + schema.serverVersion(),
                "leave out notValid(), or add the foreign key to the partitions");
    }

    /** The values of generated columns cannot be replaced. */
    private static List<Refusal> computed(Table table, ForeignKey key) {
        boolean replaces = key.onUpdate() == ForeignKey.Action.CASCADE
                || REPLACING.contains(key.onUpdate())
                || REPLACING.contains(key.onDelete());
        return list(
                "foreign key " + key.name() + " would replace values of generated columns",
                table.columns().stream()
                        .filter(column -> replaces && column.generated() != null)
                        .map(Column::name)
                        .filter(key.columns()::contains)
                        .toList(),
                "leave out onDelete(…) and onUpdate(…), or choose RESTRICT");
    }

    private static List<Refusal> incomparable(DatabaseSchema schema, Table table, Table referenced, ForeignKey key) {
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0;
                i < Math.min(key.columns().size(), key.referencedColumns().size());
                i++) {
            Column from = table.column(key.columns().get(i)).orElse(null);
            Column to = referenced.column(key.referencedColumns().get(i)).orElse(null);
            if (from != null && to != null && ComparableTypes.areIncomparable(schema, from.type(), to.type())) {
                refusals.add(new Refusal(
                        "foreign key " + key.name() + ": no operator = compares "
                                + from.type().display() + " with " + to.type().display() + ", the types of "
                                + from.name() + " and " + to.name(),
                        "give both columns the same type"));
            }
        }
        return refusals;
    }

    /** Whether a unique constraint, or a unique index over columns and all rows, has exactly these columns. */
    private static boolean hasUnique(Table table, List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        return table.constraints().values().stream()
                        .anyMatch(c -> new HashSet<>(SchemaEffects.keyColumns(c)).equals(wanted))
                || hasUniqueIndex(table, wanted)
                || table.options().partitionOf() != null;
    }

    /** Whether the only keys over these columns are deferrable. */
    private static boolean isDeferrable(Table table, List<String> columns) {
        Set<String> wanted = new HashSet<>(columns);
        List<Constraint> keys = table.constraints().values().stream()
                .filter(c -> new HashSet<>(SchemaEffects.keyColumns(c)).equals(wanted))
                .toList();
        return !keys.isEmpty()
                && !hasUniqueIndex(table, wanted)
                && keys.stream().allMatch(KeyPreconditions::isDeferrable);
    }

    private static boolean isDeferrable(Constraint key) {
        return key instanceof Constraint.PrimaryKey primary && primary.deferral() != Constraint.Deferral.NOT_DEFERRABLE
                || key instanceof Constraint.Unique unique && unique.deferral() != Constraint.Deferral.NOT_DEFERRABLE;
    }

    private static Set<String> columns(Index index) {
        Set<String> columns = new HashSet<>();
        index.keys().forEach(key -> columns.add(Objects.requireNonNullElse(key.column(), "")));
        return columns;
    }
}
