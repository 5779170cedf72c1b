package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.precondition.TypeUses;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.TypeStorage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        if (step instanceof DropAttribute drop) {
            return context.isInUse(drop.name()) ? dropped(drop, context) : List.of();
        }
        if (step instanceof RenameEnumValue rename) {
            return !context.isInUse(rename.name()) ? List.of() : List.of(renamed(rename));
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
        return cheap
                ? WidenedColumnChecks.check(change, from.orElse(change.to().type()), context)
                : List.of(rewrite(change, from.orElse(null)));
    }

    private static Hazard renamed(RenameEnumValue rename) {
        ObjectName type = rename.name();
        return new Hazard(
                Rule.BREAKS_RUNNING_APPLICATION,
                rename,
                "The running application still reads and writes '" + rename.from() + "' of " + type + ".",
                RemedyCode.lines(
                        "add the new value, let the application use it, change the rows in batches, and leave the old"
                                + " one",
                        "op" + RemedyCode.inSchema(type) + ".types().addEnumValue(" + RemedyCode.string(type.name())
                                + ", " + RemedyCode.string(rename.to()) + ");"));
    }

    private static List<Hazard> dropped(DropAttribute drop, LintContext context) {
        List<String> columns = new TypeUses(context.before().get(), drop.name()).stored();
        return columns.isEmpty()
                ? List.of()
                : List.of(new Hazard(
                        Rule.DATA_LOSS,
                        drop,
                        "The values of " + drop.name() + "." + drop.attribute() + " in " + String.join(", ", columns)
                                + " are lost, and the running application may still use the attribute.",
                        "remove the field from the application, deploy, and drop the attribute one release later"));
    }

    private static Hazard rewrite(ChangeType change, @Nullable ColumnType from) {
        return new Hazard(
                Rule.TABLE_REWRITE,
                change,
                change.table() + " and its indexes are rewritten, and the table cannot be read meanwhile.",
                from == null || change.using() != null || change.to().collation() != null
                        ? "if it is large, change it in its safe form, op.safely(…): a new column is filled in"
                                + " batches, and takes the place of the old one"
                        : RemedyCode.lines(
                                "if it is large, let a new column be filled in batches, and take the place of the old"
                                        + " one",
                                RemedyCode.safely(
                                        change.table(),
                                        "changeType(" + RemedyCode.string(change.column()) + ").from("
                                                + RemedyCode.type(from) + ").to("
                                                + RemedyCode.type(change.to().type()) + ")")));
    }
}
