package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Generated;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What goes along when something is dropped. */
final class Cascade {

    private Cascade() {}

    static Schema dropTable(Schema before, ObjectName name) {
        ObjectName gone = before.resolve(name);
        Schema without = withoutForeignKeys(before.withoutTable(gone), gone, key -> true);
        return withoutGrants(withoutViews(withoutSequences(without, gone, null), gone.name()), gone);
    }

    static Schema dropColumn(Schema before, ObjectName table, String column, boolean cascade) {
        ObjectName on = before.resolve(table);
        Schema without = Effects.onTable(before, on, t -> dropColumn(t, column));
        Schema alone =
                withoutForeignKeys(without, on, key -> key.referencedColumns().contains(column));
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
                ? withoutForeignKeys(after, on, key -> key.referencedColumns().equals(Effects.keyColumns(gone)))
                : after;
    }

    static Schema withoutGrants(Schema before, ObjectName gone) {
        Predicate<Grant> onIt = g -> g.kind() != Grantable.SCHEMA && g.on().equals(gone);
        if (before.grants().stream().noneMatch(onIt)) {
            return before;
        }
        return before.withGrants(before.grants().stream().filter(onIt.negate()).collect(Collectors.toSet()));
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

    private static Schema withoutForeignKeys(Schema before, ObjectName to, Predicate<ForeignKey> gone) {
        return References.onForeignKeys(
                before, to, (table, key) -> gone.test(key) ? table.withoutConstraint(key.name()) : table);
    }

    private static Schema withoutSequences(Schema before, ObjectName table, @Nullable String column) {
        Schema after = before;
        for (Sequence owned : References.sequences(before, table, column)) {
            after = after.withoutSequence(owned.name());
        }
        return after;
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
