package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Generated;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What goes along when something is dropped. */
final class Cascade {

    private Cascade() {}

    static Schema dropTable(Schema before, ObjectName name) {
        ObjectName gone = before.resolve(name);
        Map<ObjectName, Table> rest = new TreeMap<>(before.tables());
        rest.remove(gone);
        Schema without = withoutForeignKeys(
                before.withTables(rest), key -> key.referencedTable().equals(gone));
        return withoutGrants(withoutViews(withoutSequences(without, gone, null), gone.name()), gone);
    }

    static Schema dropColumn(Schema before, ObjectName table, String column, boolean cascade) {
        ObjectName on = before.resolve(table);
        Schema without = Effects.onTable(before, on, t -> dropColumn(t, column));
        Schema alone = withoutForeignKeys(
                without,
                key -> key.referencedTable().equals(on)
                        && key.referencedColumns().contains(column));
        Schema rest = withoutSequences(alone, on, column);
        return cascade ? withoutViews(rest, on.name(), column) : rest;
    }

    /** With cascade, foreign keys go that refer to the key that goes. */
    static Schema dropConstraint(Schema before, ConstraintOperation.DropConstraint drop) {
        ObjectName on = before.resolve(drop.table());
        Table table = before.tables().get(on);
        Constraint gone = table == null ? null : table.constraints().get(drop.name());
        if (table == null || gone == null) {
            return before;
        }
        Table rest = Effects.withNullable(table.withoutConstraint(drop.name()), drop.nullable(), true);
        String index = drop.wasUsingIndex();
        Constraint was = drop.was() == null ? gone : drop.was();
        Schema after = before.with(index == null ? rest : rest.withIndex(Effects.keyIndex(was, index)));
        return drop.cascade()
                ? withoutForeignKeys(
                        after,
                        key -> key.referencedTable().equals(on)
                                && key.referencedColumns().equals(Effects.keyColumns(gone)))
                : after;
    }

    static Schema withoutGrants(Schema before, ObjectName gone) {
        return before.withGrants(new TreeSet<>(before.grants().stream()
                .filter(g -> g.kind() == Grantable.SCHEMA || !g.on().equals(gone))
                .toList()));
    }

    private static Table dropColumn(Table table, String column) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.removeIf(c -> c.name().equals(column) || mentions(c.generated(), column));
        return table.withColumns(columns)
                .withConstraints(table.constraints().values().stream()
                        .filter(c -> !uses(c, column))
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .filter(i -> !uses(i, column))
                        .toList());
    }

    private static boolean mentions(@Nullable Generated generated, String column) {
        return generated != null && SqlText.mentions(generated.expression(), column);
    }

    private static boolean uses(Constraint constraint, String column) {
        if (constraint instanceof Constraint.Check check) {
            return SqlText.mentions(check.expression(), column);
        }
        if (constraint instanceof Constraint.Exclude exclude) {
            return exclude.elements().stream().anyMatch(e -> SqlText.mentions(e.expression(), column))
                    || (exclude.where() != null && SqlText.mentions(exclude.where(), column));
        }
        return Effects.allColumns(constraint).contains(column);
    }

    private static boolean uses(Index index, String column) {
        return index.include().contains(column)
                || (index.where() != null && SqlText.mentions(index.where(), column))
                || index.parts().stream()
                        .anyMatch(p -> column.equals(p.column())
                                || (p.expression() != null && SqlText.mentions(p.expression(), column)));
    }

    private static Schema withoutForeignKeys(Schema before, Predicate<ForeignKey> gone) {
        Map<ObjectName, Table> tables = new TreeMap<>(before.tables());
        tables.replaceAll((n, t) -> t.withConstraints(t.constraints().values().stream()
                .filter(c -> !(c instanceof ForeignKey key && gone.test(key)))
                .toList()));
        return before.withTables(tables);
    }

    private static Schema withoutSequences(Schema before, ObjectName table, @Nullable String column) {
        Map<ObjectName, Sequence> sequences = new TreeMap<>(before.sequences());
        sequences.values().removeIf(s -> {
            Sequence.Owner owner = s.ownedBy();
            return owner != null
                    && before.resolve(owner.table()).equals(table)
                    && (column == null || owner.column().equals(column));
        });
        return before.withSequences(sequences);
    }

    /** A view goes when its query names all of the words, and so do the views over it. */
    private static Schema withoutViews(Schema before, String... words) {
        Schema schema = before;
        for (View view : before.views().values()) {
            boolean names = List.of(words).stream().allMatch(word -> SqlText.mentions(view.query(), word));
            if (names && schema.views().containsKey(view.name())) {
                Schema without = withoutGrants(schema.withoutView(view.name()), view.name());
                schema = withoutViews(without, view.name().name());
            }
        }
        return schema;
    }
}
