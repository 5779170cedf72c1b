package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Drops objects with their dependents. */
public final class DropEffects {

    private DropEffects() {}

    /** Drops a table with its partitions and inheriting tables, its sequences, its privileges, the foreign keys that reference it and the views over it. */
    public static DatabaseSchema dropTable(DatabaseSchema before, ObjectName name) {
        ObjectName dropped = before.resolve(name);
        DatabaseSchema remaining = before;
        for (Table child : InheritanceEffects.children(before, dropped)) {
            remaining = dropTable(remaining, child.name());
        }
        for (Table table = before.tables().get(dropped);
                table != null && table.options().partitionOf() != null; ) {
            ObjectName whole = before.resolve(table.options().partitionOf().parent());
            remaining = withoutForeignKeys(remaining, whole, key -> true);
            table = before.tables().get(whole);
        }
        DatabaseSchema without = withoutForeignKeys(remaining.withoutTable(dropped), dropped, key -> true);
        return withoutGrants(withoutViews(withoutSequences(without, dropped, null), dropped, null), dropped);
    }

    /** Drops a column with the constraints, indexes, generated columns and sequences that use it. */
    public static DatabaseSchema dropColumn(DatabaseSchema before, ObjectName table, String column, boolean cascade) {
        ObjectName on = before.resolve(table);
        DatabaseSchema after = dropColumnAndInherited(before, on, column);
        List<ObjectName> dropped = before.tables().values().stream()
                .filter(t -> t.column(column).isPresent() && !hasColumn(after, t.name(), column))
                .map(Table::name)
                .toList();
        DatabaseSchema rest = after;
        for (ObjectName each : dropped.isEmpty() ? List.of(on) : dropped) {
            DatabaseSchema alone =
                    withoutForeignKeys(rest, each, key -> key.referencedColumns().contains(column));
            rest = withoutSequences(alone, each, column);
            rest = cascade ? withoutViews(rest, each, column) : rest;
        }
        return rest;
    }

    private static boolean hasColumn(DatabaseSchema schema, ObjectName name, String column) {
        Table table = schema.tables().get(name);
        return table != null && table.column(column).isPresent();
    }

    /** Tables below keep a column that they define themselves, or have from another parent. */
    private static DatabaseSchema dropColumnAndInherited(DatabaseSchema before, ObjectName table, String column) {
        DatabaseSchema after = SchemaEffects.onTable(before, table, t -> dropColumn(t, column));
        for (Table child : InheritanceEffects.children(before, table)) {
            if (child.column(column).filter(Column::inherited).isPresent() && !inherits(after, child, column)) {
                after = dropColumnAndInherited(after, child.name(), column);
            }
        }
        return after;
    }

    private static boolean inherits(DatabaseSchema schema, Table child, String column) {
        return InheritanceEffects.parents(child).stream()
                .map(parent -> schema.tables().get(schema.resolve(parent)))
                .anyMatch(parent -> parent != null && parent.column(column).isPresent());
    }

    /** Drops a constraint; with cascade, also the foreign keys that reference its key. */
    public static DatabaseSchema dropConstraint(
            DatabaseSchema before, ObjectName name, String constraint, boolean cascade) {
        ObjectName on = before.resolve(name);
        Table table = before.tables().get(on);
        Constraint dropped = table == null ? null : table.constraints().get(constraint);
        if (table == null || dropped == null) {
            return before;
        }
        DatabaseSchema after = before.with(table.withoutConstraint(constraint));
        return cascade
                ? withoutForeignKeys(
                        after, on, key -> key.referencedColumns().equals(SchemaEffects.keyColumns(dropped)))
                : after;
    }

    /** Removes all privileges and the security of a dropped table, view or sequence. */
    public static DatabaseSchema withoutGrants(DatabaseSchema before, ObjectName dropped) {
        Predicate<Grant> onIt = g -> g.kind() != GrantableKind.SCHEMA && g.on().equals(dropped);
        DatabaseSchema after = SecurityEffects.dropped(before, dropped);
        if (after.grants().stream().noneMatch(onIt)) {
            return after;
        }
        return after.withGrants(after.grants().stream().filter(onIt.negate()).collect(Collectors.toSet()));
    }

    private static Table dropColumn(Table table, String column) {
        ColumnReferences references = new ColumnReferences(table.name().name(), column);
        List<Column> columns = new ArrayList<>(table.columns());
        columns.removeIf(c -> c.name().equals(column)
                || c.generated() != null && references.mayBeIn(c.generated().expression()));
        return table.withColumns(columns)
                .withConstraints(table.constraints().values().stream()
                        .filter(c -> !uses(c, references))
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .filter(i -> !uses(i, references))
                        .toList());
    }

    private static boolean uses(Constraint constraint, ColumnReferences references) {
        if (constraint instanceof Constraint.Check check) {
            return references.mayBeIn(check.expression());
        }
        if (constraint instanceof Constraint.Exclusion exclude) {
            return exclude.elements().stream().anyMatch(e -> references.mayBeIn(e.expression()))
                    || (exclude.where() != null && references.mayBeIn(exclude.where()));
        }
        return SchemaEffects.allColumns(constraint).contains(references.column());
    }

    private static boolean uses(Index index, ColumnReferences references) {
        return index.include().contains(references.column())
                || (index.where() != null && references.mayBeIn(index.where()))
                || index.keys().stream()
                        .anyMatch(p -> references.column().equals(p.column())
                                || (p.expression() != null && references.mayBeIn(p.expression())));
    }

    private static DatabaseSchema withoutForeignKeys(
            DatabaseSchema before, ObjectName to, Predicate<ForeignKey> dropped) {
        return ForeignKeyReferences.onForeignKeys(
                before, to, (table, key) -> dropped.test(key) ? table.withoutConstraint(key.name()) : table);
    }

    private static DatabaseSchema withoutSequences(DatabaseSchema before, ObjectName table, @Nullable String column) {
        DatabaseSchema after = before;
        for (Sequence owned : ForeignKeyReferences.sequences(before, table, column)) {
            after = withoutGrants(after.withoutSequence(owned.name()), owned.name());
        }
        return after;
    }

    /** Drops the views over a relation, or over one of its columns, and the views over these. */
    private static DatabaseSchema withoutViews(DatabaseSchema before, ObjectName relation, @Nullable String column) {
        DatabaseSchema schema = before;
        for (View view : before.views().values()) {
            boolean depends = ViewUses.of(before, view).stream()
                    .anyMatch(use -> use.relation().equals(relation) && use.includes(column));
            if (depends && schema.views().containsKey(view.name())) {
                DatabaseSchema without = withoutGrants(schema.withoutView(view.name()), view.name());
                schema = withoutViews(without, view.name(), null);
            }
        }
        return schema;
    }
}
