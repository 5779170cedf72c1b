package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.sql.Keywords;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renames or moves objects together with the references to them. */
public final class RenameEffects {

    private RenameEffects() {}

    /** Renames or moves a table, or a view or a sequence, as {@code alter table} does. */
    public static DatabaseSchema relation(DatabaseSchema before, ObjectName from, ObjectName to) {
        ObjectName old = before.resolve(from);
        if (before.views().containsKey(old)) {
            return view(before, old, before.resolve(to));
        }
        return before.sequences().containsKey(old) ? sequence(before, old, to) : table(before, old, to);
    }

    /** Renames or moves a table; foreign keys, sequences, partitions and privileges follow. */
    private static DatabaseSchema table(DatabaseSchema before, ObjectName from, ObjectName to) {
        ObjectName old = before.resolve(from);
        ObjectName now = before.resolve(to);
        Table table = before.tables().get(old);
        if (table == null) {
            return before;
        }
        TableReferences references = new TableReferences(old.name());
        DatabaseSchema moved = before.withoutTable(old)
                .with(new TableExpressions(sql -> references.replaced(sql, Keywords.quoted(now.name())))
                        .in(table.withName(now)));
        DatabaseSchema referring = ForeignKeyReferences.onForeignKeys(
                moved, old, (t, key) -> t.withConstraint(key.withReference(now, key.referencedColumns())));
        DatabaseSchema parts = ForeignKeyReferences.onTables(
                referring,
                t -> isPartOf(t.options(), old),
                t -> t.withOptions(following(t.options(), name -> name.equals(old) ? now : name)));
        return grants(ViewUses.renameRelation(sequences(parts, old, now), old, now), old, now);
    }

    /** Renames or moves a sequence; column defaults and privileges follow. */
    public static DatabaseSchema sequence(DatabaseSchema before, ObjectName from, ObjectName to) {
        ObjectName old = before.resolve(from);
        ObjectName now = before.resolve(to);
        Sequence sequence = before.sequences().get(old);
        if (sequence == null) {
            return before;
        }
        SequenceReferences references = new SequenceReferences(before, old);
        String literal = "'" + quoted(now).replace("'", "''") + "'";
        TableExpressions expressions = new TableExpressions(sql -> references.replaced(sql, literal));
        DatabaseSchema tables = ForeignKeyReferences.onTables(
                before.withoutSequence(old).with(sequence.withName(now)),
                table -> table.columns().stream().anyMatch(c -> mentions(c.defaultValue(), references)),
                expressions::in);
        return grants(ViewUses.renameRelation(tables, old, now), old, now);
    }

    /** Renames a view within its schema; the views over it and privileges follow. */
    public static DatabaseSchema view(DatabaseSchema before, ObjectName from, String to) {
        ObjectName old = before.resolve(from);
        return view(before, old, old.renamed(to));
    }

    private static DatabaseSchema view(DatabaseSchema before, ObjectName old, ObjectName now) {
        View view = before.views().get(old);
        return view == null
                ? before
                : grants(ViewUses.renameRelation(before.withoutView(old).with(view.withName(now)), old, now), old, now);
    }

    /** Moves the privileges on an object, and its security, to its new name. */
    public static DatabaseSchema grants(DatabaseSchema before, ObjectName old, ObjectName now) {
        Predicate<Grant> onIt = g -> g.kind() != GrantableKind.SCHEMA && g.on().equals(old);
        DatabaseSchema after = before.withSecurity(before.security().renamed(name -> name.equals(old) ? now : name));
        return after.grants().stream().noneMatch(onIt)
                ? after
                : after.withGrants(after.grants().stream()
                        .map(g -> onIt.test(g) ? new Grant(g.kind(), now, g.privilege(), g.role()) : g)
                        .collect(Collectors.toSet()));
    }

    private static boolean isPartOf(Table.Options options, ObjectName whole) {
        return options.inherits().contains(whole)
                || options.partitionOf() != null
                        && options.partitionOf().parent().equals(whole);
    }

    /** The options with the parents by their other names. */
    static Table.Options following(Table.Options options, UnaryOperator<ObjectName> follow) {
        Table.Partition part = options.partitionOf();
        return new Table.Options(
                options.unlogged(),
                options.tablespace(),
                options.partitionBy(),
                options.inherits().stream().map(follow).toList(),
                options.storage(),
                part == null ? null : new Table.Partition(follow.apply(part.parent()), part.bound()));
    }

    /** Moves a sequence to another schema with the table that owns it. */
    private static DatabaseSchema sequences(DatabaseSchema before, ObjectName old, ObjectName now) {
        DatabaseSchema after = before;
        for (Sequence sequence : ForeignKeyReferences.sequences(before, old, null)) {
            Sequence.Owner owner = sequence.ownedBy();
            ObjectName name = ObjectName.of(now.schema(), sequence.name().name());
            DatabaseSchema moved = sequence(after, sequence.name(), name);
            after = moved.with(sequence.withName(before.resolve(name))
                    .withOwner(owner == null ? null : new Sequence.Owner(now, owner.column())));
        }
        return after;
    }

    private static boolean mentions(@Nullable DefaultValue value, SequenceReferences references) {
        return value instanceof DefaultValue.Expression expression && references.mayBeIn(expression.sql());
    }

    private static String quoted(ObjectName name) {
        String schema = name.schema();
        return (schema == null ? "" : Keywords.quoted(schema) + ".") + Keywords.quoted(name.name());
    }
}
