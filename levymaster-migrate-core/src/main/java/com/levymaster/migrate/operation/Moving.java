package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
        Schema moved = before.withoutTable(old).with(table.withName(now));
        Schema referring = References.onForeignKeys(
                moved, old, (t, key) -> t.withConstraint(key.withReference(now, key.referencedColumns())));
        Schema parts = References.onTables(
                referring, t -> isPartOf(t.options(), old), t -> t.withOptions(following(t.options(), old, now)));
        return grants(sequences(parts, old, now), old, now);
    }

    static Schema sequence(Schema before, ObjectName from, ObjectName to) {
        ObjectName old = before.resolve(from);
        ObjectName now = before.resolve(to);
        Sequence sequence = before.sequences().get(old);
        if (sequence == null) {
            return before;
        }
        String former = "nextval('" + old + "'";
        Schema tables = References.onTables(
                before.withoutSequence(old).with(sequence.withName(now)),
                table -> table.columns().stream().anyMatch(c -> mentions(c.defaultValue(), former)),
                table -> table.withColumns(table.columns().stream()
                        .map(c -> c.withDefault(following(c.defaultValue(), former, "nextval('" + now + "'")))
                        .toList()));
        return grants(tables, old, now);
    }

    static Schema grants(Schema before, ObjectName old, ObjectName now) {
        Predicate<Grant> onIt = g -> g.kind() != Grantable.SCHEMA && g.on().equals(old);
        return before.grants().stream().noneMatch(onIt)
                ? before
                : before.withGrants(before.grants().stream()
                        .map(g -> onIt.test(g) ? new Grant(g.kind(), now, g.privilege(), g.role()) : g)
                        .collect(Collectors.toSet()));
    }

    private static boolean isPartOf(Table.Options options, ObjectName whole) {
        return options.inherits().contains(whole)
                || options.partitionOf() != null
                        && options.partitionOf().parent().equals(whole);
    }

    private static Table.Options following(Table.Options options, ObjectName old, ObjectName now) {
        UnaryOperator<ObjectName> follow = name -> name.equals(old) ? now : name;
        Table.Partition part = options.partitionOf();
        return new Table.Options(
                options.unlogged(),
                options.tablespace(),
                options.partitionBy(),
                options.inherits().stream().map(follow).toList(),
                options.storage(),
                part == null ? null : new Table.Partition(follow.apply(part.parent()), part.bound()));
    }

    /** A sequence moves to another schema with the table that owns it. */
    private static Schema sequences(Schema before, ObjectName old, ObjectName now) {
        Schema after = before;
        for (Sequence sequence : References.sequences(before, old, null)) {
            Sequence.Owner owner = sequence.ownedBy();
            ObjectName name = ObjectName.of(now.schema(), sequence.name().name());
            Sequence moved =
                    sequence.withName(name).withOwner(owner == null ? null : new Sequence.Owner(now, owner.column()));
            after = after.withoutSequence(sequence.name()).with(moved);
        }
        return after;
    }

    private static boolean mentions(@Nullable DefaultValue value, String words) {
        return value instanceof DefaultValue.Expression expression
                && expression.sql().contains(words);
    }

    private static @Nullable DefaultValue following(@Nullable DefaultValue value, String former, String words) {
        return value instanceof DefaultValue.Expression expression
                ? new DefaultValue.Expression(expression.sql().replace(former, words))
                : value;
    }
}
