package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What follows when something gets another name or schema. */
final class Moving {

    private Moving() {}

    static Schema table(Schema before, ObjectName from, ObjectName to) {
        ObjectName old = before.resolve(from);
        ObjectName now = before.resolve(to);
        Table table = before.tables().get(old);
        if (table == null) {
            return before;
        }
        Map<ObjectName, Table> tables = new TreeMap<>(before.tables());
        tables.remove(old);
        tables.put(now, table.withName(now));
        tables.replaceAll((name, t) -> following(t, old, now));
        return grants(sequences(before.withTables(tables), old, now), old, now);
    }

    static Schema sequence(Schema before, ObjectName from, ObjectName to) {
        ObjectName old = before.resolve(from);
        ObjectName now = before.resolve(to);
        Sequence sequence = before.sequences().get(old);
        if (sequence == null) {
            return before;
        }
        Map<ObjectName, Table> tables = new TreeMap<>(before.tables());
        tables.replaceAll((name, t) -> t.withColumns(t.columns().stream()
                .map(c -> c.withDefault(following(c.defaultValue(), old, now)))
                .toList()));
        Schema renamed =
                before.withoutSequence(old).with(sequence.withName(now)).withTables(tables);
        return grants(renamed, old, now);
    }

    static Schema grants(Schema before, ObjectName old, ObjectName now) {
        TreeSet<Grant> grants = new TreeSet<>();
        before.grants()
                .forEach(g -> grants.add(
                        g.kind() != Grantable.SCHEMA && g.on().equals(old)
                                ? new Grant(g.kind(), now, g.privilege(), g.role())
                                : g));
        return before.withGrants(grants);
    }

    private static Table following(Table table, ObjectName old, ObjectName now) {
        UnaryOperator<ObjectName> follow = name -> name.equals(old) ? now : name;
        Table.Options options = table.options();
        Table.Partition part = options.partitionOf();
        return table.withConstraints(table.constraints().values().stream()
                        .map(c -> following(c, old, now))
                        .toList())
                .withOptions(new Table.Options(
                        options.unlogged(),
                        options.tablespace(),
                        options.partitionBy(),
                        options.inherits().stream().map(follow).toList(),
                        options.storage(),
                        part == null ? null : new Table.Partition(follow.apply(part.parent()), part.bound())));
    }

    private static Constraint following(Constraint constraint, ObjectName old, ObjectName now) {
        return constraint instanceof ForeignKey key && key.referencedTable().equals(old)
                ? key.withReference(now, key.referencedColumns())
                : constraint;
    }

    /** A sequence moves to another schema with the table that owns it. */
    private static Schema sequences(Schema before, ObjectName old, ObjectName now) {
        Map<ObjectName, Sequence> sequences = new TreeMap<>();
        for (Sequence sequence : before.sequences().values()) {
            Sequence.Owner owner = sequence.ownedBy();
            Sequence moved = owner == null || !before.resolve(owner.table()).equals(old)
                    ? sequence
                    : sequence.withOwner(new Sequence.Owner(now, owner.column()))
                            .withName(
                                    ObjectName.of(now.schema(), sequence.name().name()));
            sequences.put(moved.name(), moved);
        }
        return before.withSequences(sequences);
    }

    private static @Nullable DefaultValue following(@Nullable DefaultValue value, ObjectName old, ObjectName now) {
        return value instanceof DefaultValue.Expression expression
                ? new DefaultValue.Expression(
                        expression.sql().replace("nextval('" + old + "'", "nextval('" + now + "'"))
                : value;
    }
}
