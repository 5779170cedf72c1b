package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.effect.TypeStorage;
import java.util.List;
import java.util.Optional;

/** Checks type changes. Most rewrite the table; a few only widen the type. */
final class TypeChecks {

    private TypeChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (step instanceof RemoveEnumValue remove) {
            return !context.isInUse(remove.name())
                    ? List.of()
                    : List.of(new Hazard(
                            Rule.TABLE_REWRITE,
                            remove,
                            "Every table with a column of " + remove.name() + " is rewritten.",
                            "keep the value in the type, and forbid it with a check constraint"));
        }
        if (!(step instanceof ChangeType change) || !context.isInUse(change.table())) {
            return List.of();
        }
        Optional<ColumnType> from = change.from() == null
                ? context.column(change).map(Column::type)
                : Optional.of(change.from().type());
        boolean cheap = change.using() == null
                && from.map(type -> TypeStorage.isWidening(type, change.to().type()))
                        .orElse(false);
        return cheap ? List.of() : List.of(rewrite(change));
    }

    private static Hazard rewrite(ChangeType change) {
        String newColumn = change.column() + "_new";
        return new Hazard(
                Rule.TABLE_REWRITE,
                change,
                change.table() + " and its indexes are rewritten, and the table cannot be read meanwhile.",
                RemedyCode.lines(
                        "if it is large, add a column of the new type, fill it in batches, and swap the two in a later"
                                + " revision",
                        RemedyCode.step(
                                change.table(),
                                "addColumn(" + RemedyCode.string(newColumn) + ", nativeType("
                                        + RemedyCode.string(change.to().type().display()) + "))")));
    }
}
