package com.levymaster.migrate.operation.validation;

import static com.levymaster.migrate.operation.validation.OperationValidator.all;
import static com.levymaster.migrate.operation.validation.OperationValidator.blank;
import static com.levymaster.migrate.operation.validation.OperationValidator.comment;
import static com.levymaster.migrate.operation.validation.OperationValidator.twice;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Validates the definitions of constraints and indexes. */
final class KeyValidator {

    /** Limitations of PostgreSQL's index methods; those of extensions are not known. */
    private static final Set<String> ONLY_BTREE_CAN = Set.of("hash", "gin", "gist", "spgist", "brin");

    private static final Set<String> NO_INCLUDE = Set.of("hash", "gin", "brin");
    private static final Set<String> ONE_KEY = Set.of("hash", "spgist");
    private static final Set<String> NO_EXCLUSION = Set.of("gin", "brin");

    private KeyValidator() {}

    static List<String> in(Constraint constraint) {
        return all(comment(constraint.comment()), rule(constraint));
    }

    private static List<String> rule(Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            return blank("the expression", check.expression());
        }
        if (constraint instanceof Constraint.Exclusion exclude) {
            return exclude(exclude);
        }
        if (constraint instanceof ForeignKey key) {
            return foreignKey(key);
        }
        List<String> columns = SchemaEffects.keyColumns(constraint);
        return all(columns(columns), temporal(isTemporal(constraint), columns));
    }

    private static boolean isTemporal(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey key && key.withoutOverlaps()
                || constraint instanceof Constraint.Unique unique && unique.withoutOverlaps();
    }

    /** The range is the last column, after at least one other. */
    private static List<String> temporal(boolean temporal, List<String> columns) {
        return temporal && columns.size() < 2
                ? List.of("a key over ranges needs at least one other column before the range")
                : List.of();
    }

    private static List<String> columns(List<String> columns) {
        return columns.isEmpty() ? List.of("it names no column") : twice("it names", columns.stream());
    }

    private static List<String> exclude(Constraint.Exclusion exclude) {
        List<String> faults = new ArrayList<>(blank("the condition", exclude.where()));
        if (NO_EXCLUSION.contains(exclude.method())) {
            faults.add("a " + exclude.method() + " index cannot exclude rows");
        }
        exclude.elements()
                .forEach(e ->
                        faults.addAll(all(blank("an expression", e.expression()), blank("an operator", e.operator()))));
        return faults;
    }

    private static List<String> foreignKey(ForeignKey key) {
        List<String> faults = new ArrayList<>(all(columns(key.columns()), temporal(key.period(), key.columns())));
        key.onDeleteColumns().stream()
                .filter(column -> !key.columns().contains(column))
                .forEach(column -> faults.add("on delete it sets " + column + ", which is not one of its columns"));
        return faults;
    }

    static List<String> in(Index index) {
        List<String> faults = new ArrayList<>(all(comment(index.comment()), blank("the condition", index.where())));
        String a = "a " + index.method() + " index ";
        if (index.unique() && ONLY_BTREE_CAN.contains(index.method())) {
            faults.add(a + "cannot be unique: use btree, or leave out unique()");
        }
        if (!index.include().isEmpty() && NO_INCLUDE.contains(index.method())) {
            faults.add(a + "cannot include columns");
        }
        if (index.keys().size() > 1 && ONE_KEY.contains(index.method())) {
            faults.add(a + "has one key only");
        }
        if (index.nullsNotDistinct() && !index.unique()) {
            faults.add("it is nulls not distinct, but not unique");
        }
        for (Index.Key part : index.keys()) {
            faults.addAll(blank("an expression", part.expression()));
            if ((part.descending() || part.nullsFirst() != null) && ONLY_BTREE_CAN.contains(index.method())) {
                faults.add(a + "has no order, and so neither desc nor nulls first or last");
            }
        }
        return faults;
    }
}
