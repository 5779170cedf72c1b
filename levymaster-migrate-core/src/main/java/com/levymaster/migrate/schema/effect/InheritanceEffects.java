package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Adds what a new table inherits from its parents, or from the table of which it is a partition. */
public final class InheritanceEffects {

    private InheritanceEffects() {}

    /** Columns of the parents come first, as PostgreSQL merges them; the table's own definitions take precedence. */
    public static Table in(DatabaseSchema schema, Table table) {
        Map<String, Column> columns = new LinkedHashMap<>();
        table.options().inherits().forEach(parent -> add(columns, schema, parent, false));
        Table.Partition partition = table.options().partitionOf();
        if (partition != null) {
            add(columns, schema, partition.parent(), haveIdentities(schema));
        }
        table.columns().stream()
                .filter(c -> !c.inherited() || !columns.containsKey(c.name()))
                .forEach(c -> columns.merge(c.name(), c, InheritanceEffects::merged));
        return table.withColumns(columns.values().stream()
                .map(c -> partition == null ? c : c.withInherited(true))
                .map(c -> isKey(table, c) ? c.withNullable(false) : c)
                .toList());
    }

    private static boolean isKey(Table table, Column column) {
        return table.primaryKey()
                .filter(key -> key.columns().contains(column.name()))
                .isPresent();
    }

    /** The tables from which a table inherits: the partitioned table of a partition, or the parents; never itself. */
    public static List<ObjectName> parents(Table table) {
        return table.options().parents().stream()
                .filter(parent -> !parent.equals(table.name()))
                .toList();
    }

    /** Whether all columns of a table are known: a parent may be a foreign table, or older than what the schema holds. */
    public static boolean areParentsKnown(DatabaseSchema schema, Table table) {
        return parents(table).stream().allMatch(name -> {
            Table parent = schema.tables().get(schema.resolve(name));
            return parent != null && areParentsKnown(schema, parent);
        });
    }

    /** The partitions of a table, and the tables that inherit from it, but not theirs. */
    public static List<Table> children(DatabaseSchema schema, ObjectName parent) {
        return schema.tables().values().stream()
                .filter(table -> parents(table).stream()
                        .anyMatch(name -> schema.resolve(name).equals(parent)))
                .toList();
    }

    /** Whether the table has partitions. */
    public static boolean isPartitioned(DatabaseSchema schema, ObjectName table) {
        return children(schema, schema.resolve(table)).stream()
                .anyMatch(child -> child.options().partitionOf() != null);
    }

    /** Applies a change to a table and to all tables below it; returns the same schema if the table does not exist. */
    static DatabaseSchema onTableAndChildren(DatabaseSchema before, ObjectName name, UnaryOperator<Table> change) {
        ObjectName known = before.resolve(name);
        DatabaseSchema after = SchemaEffects.onTable(before, known, change);
        for (Table child : children(before, known)) {
            after = onTableAndChildren(after, child.name(), change);
        }
        return after;
    }

    /** Allows null in a column of a table, and of those tables below it that no other parent forbids it. */
    public static DatabaseSchema allowNull(DatabaseSchema before, ObjectName name, String column) {
        ObjectName known = before.resolve(name);
        DatabaseSchema after =
                SchemaEffects.onTable(before, known, t -> t.withColumn(column, c -> c.withNullable(true)));
        for (Table child : children(before, known)) {
            after = hasNotNullParent(after, child, column) ? after : allowNull(after, child.name(), column);
        }
        return after;
    }

    /** The tables directly below a table, or below those, that forbid null because of another parent if this one allows it. */
    public static List<ObjectName> keptNotNull(DatabaseSchema before, ObjectName name, String column) {
        DatabaseSchema after = allowNull(before, name, column);
        return after.tables().values().stream()
                .filter(table -> hasNotNullParent(after, table, column))
                .filter(table -> parents(table).stream()
                        .anyMatch(parent -> isNotNull(before, parent, column) && !isNotNull(after, parent, column)))
                .map(Table::name)
                .toList();
    }

    private static boolean hasNotNullParent(DatabaseSchema schema, Table table, String column) {
        return parents(table).stream().anyMatch(parent -> isNotNull(schema, parent, column));
    }

    private static boolean isNotNull(DatabaseSchema schema, ObjectName name, String column) {
        Table table = schema.tables().get(schema.resolve(name));
        return table != null
                && table.column(column)
                        .filter(found -> !found.nullable() && !found.noInherit())
                        .isPresent();
    }

    /** Whether partitions have the identities of their table; before PostgreSQL 17, each has its own or none. */
    private static boolean haveIdentities(DatabaseSchema schema) {
        return schema.serverVersion() >= 17;
    }

    /** Whether the table is a partition that has the identities of its table, with the sequences of that. */
    public static boolean sharesIdentities(DatabaseSchema schema, Table table) {
        return haveIdentities(schema) && table.options().partitionOf() != null;
    }

    /** Makes a column an identity or none, also in partitions that share it, but not in tables that inherit otherwise. */
    public static DatabaseSchema withIdentity(
            DatabaseSchema before, ObjectName name, String column, @Nullable Identity identity) {
        ObjectName known = before.resolve(name);
        DatabaseSchema after = SchemaEffects.onTable(
                before, known, t -> t.withColumn(column, c -> SchemaEffects.withIdentity(c, identity)));
        for (Table child : children(before, known)) {
            if (sharesIdentities(before, child)) {
                after = withIdentity(after, child.name(), column, shared(identity));
            }
        }
        return after;
    }

    /** A partition uses the sequence of its parent, whose options it does not have. */
    private static @Nullable Identity shared(@Nullable Identity identity) {
        return identity == null ? null : new Identity(identity.always(), SequenceOptions.DEFAULT);
    }

    private static void add(
            Map<String, Column> columns, DatabaseSchema schema, ObjectName parent, boolean sharesIdentities) {
        Table of = schema.tables().get(schema.resolve(parent));
        if (of != null) {
            of.columns()
                    .forEach(c -> columns.merge(c.name(), inherited(c, sharesIdentities), InheritanceEffects::merged));
        }
    }

    /** A table has neither comments nor statistics targets of its parent. */
    static Column inherited(Column column, boolean sharesIdentities) {
        Column plain = column.withNullable(column.nullable() || column.noInherit())
                .withComment(null)
                .withStatistics(null)
                .withInherited(true)
                .withNotNullName(null);
        return plain.withIdentity(sharesIdentities ? shared(column.identity()) : null);
    }

    private static Column merged(Column parent, Column own) {
        return own.withNullable(parent.nullable() && own.nullable())
                .withNoInherit(own.noInherit() && parent.nullable())
                .withDefault(either(own.defaultValue(), parent.defaultValue()))
                .withGenerated(either(own.generated(), parent.generated()))
                .withCompression(either(own.compression(), parent.compression()));
    }

    private static <T> @Nullable T either(@Nullable T own, @Nullable T parent) {
        return own == null ? parent : own;
    }
}
