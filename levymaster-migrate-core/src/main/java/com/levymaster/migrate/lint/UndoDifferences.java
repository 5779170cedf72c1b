package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.DifferenceDescriber;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.LooseExpressions;
import com.levymaster.migrate.schema.effect.LooseQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares the object of a step as it is with what the step and its undo would make of it, as far as the schema tells: what
 * {@code was(…)} or {@code from(…)} states may be incomplete, or wrong.
 */
final class UndoDifferences {

    /** As many as a reader takes in. */
    private static final int SHOWN = 6;

    private UndoDifferences() {}

    static List<String> of(Operation step, LintContext context) {
        ObjectName object = step instanceof ChangeComment comment
                ? comment.on().object()
                : AffectedObject.of(step).map(AffectedObject::object).orElse(null);
        // of a key, it is named which columns stay not null; and to leave a constraint valid does no harm
        boolean isNamed = step instanceof AddConstraint || step instanceof ValidateConstraint;
        if (object == null || isNamed || !context.isInUse(object)) {
            return List.of();
        }
        DatabaseSchema before = context.before().get();
        DatabaseSchema undone = step.inverse().applyTo(step.applyTo(before));
        ObjectName name = before.resolve(object);
        List<String> differences = new ArrayList<>();
        add(differences, "table", name, before.tables(), undone.tables(), UndoDifferences::comparable);
        add(differences, "sequence", name, before.sequences(), undone.sequences(), (was, now) -> now);
        add(differences, "domain", name, before.domains(), undone.domains(), (was, now) -> now);
        add(differences, "composite type", name, before.composites(), undone.composites(), (was, now) -> now);
        add(differences, "view", name, before.views(), undone.views(), UndoDifferences::comparable);
        boolean takesParts = step instanceof DropColumn;
        List<String> lines = differences.stream()
                .filter(line -> !takesParts || !line.matches("(constraint|index) .+: missing"))
                .toList();
        return lines.isEmpty()
                ? List.of()
                : List.of("An undo leaves " + name + " other than it is now: "
                        + lines.stream().limit(SHOWN).collect(Collectors.joining("; "))
                        + (lines.size() > SHOWN ? "; and " + (lines.size() - SHOWN) + " more" : "") + ".");
    }

    private static <R> void add(
            List<String> differences,
            String kind,
            ObjectName name,
            Map<ObjectName, R> before,
            Map<ObjectName, R> undone,
            BinaryOperator<R> comparable) {
        R was = before.get(name);
        R now = undone.get(name);
        if (was != null && now != null) {
            DifferenceDescriber.between(comparable.apply(was, now), was).stream()
                    .filter(line -> !line.contains("not known until it has run"))
                    .forEach(differences::add);
        }
    }

    /** The query of a view is written in many ways. */
    private static View comparable(View was, View now) {
        return LooseQueries.mayBeEqual(was.query(), now.query()) ? now.withQuery(was.query()) : now;
    }

    /** With what both mean, though they write it in different ways, as the first writes it. */
    private static Table comparable(Table was, Table now) {
        return now.withColumns(now.columns().stream()
                        .map(column -> was.column(column.name())
                                .map(former -> comparable(former, column))
                                .orElse(column))
                        .toList())
                .withConstraints(now.constraints().values().stream()
                        .map(constraint -> comparable(was.constraints().get(constraint.name()), constraint))
                        .toList())
                .withIndexes(now.indexes().values().stream()
                        .map(index -> comparable(was.indexes().get(index.name()), index))
                        .toList())
                .withOptions(new Table.Options(
                        now.options().unlogged(),
                        now.options().tablespace(),
                        was.options().partitionBy(),
                        now.options().inherits(),
                        now.options().storage(),
                        was.options().partitionOf()));
    }

    /** What a column has of another table is named otherwise. */
    private static Column comparable(Column was, Column now) {
        if (was.inherited()) {
            return was;
        }
        Column column = now.withInherited(false);
        if (was.generated() != null
                && now.generated() != null
                && LooseExpressions.mayBeEqual(
                        was.generated().expression(), now.generated().expression())) {
            column = column.withGenerated(was.generated());
        }
        return isLike(was.defaultValue(), now.defaultValue()) ? column.withDefault(was.defaultValue()) : column;
    }

    private static boolean isLike(@Nullable DefaultValue was, @Nullable DefaultValue now) {
        return was instanceof DefaultValue.Expression former
                && now instanceof DefaultValue.Expression latter
                && LooseExpressions.mayBeEqual(former.sql(), latter.sql());
    }

    private static Constraint comparable(@Nullable Constraint was, Constraint now) {
        if (was instanceof Constraint.Check former
                && now instanceof Constraint.Check check
                && LooseExpressions.mayBeEqual(former.expression(), check.expression())) {
            return check.withExpression(former.expression());
        }
        return was instanceof Constraint.Exclusion && now instanceof Constraint.Exclusion
                ? was.withComment(now.comment())
                : now;
    }

    private static Index comparable(@Nullable Index was, Index now) {
        if (was == null) {
            return now;
        }
        boolean sameWhere = Objects.equals(was.where(), now.where())
                || was.where() != null && now.where() != null && LooseExpressions.mayBeEqual(was.where(), now.where());
        boolean expressions =
                was.keys().size() == now.keys().size() && was.keys().stream().anyMatch(key -> key.expression() != null);
        Index index = sameWhere ? now.withWhere(was.where()) : now;
        return expressions ? index.withKeys(was.keys()) : index;
    }
}
