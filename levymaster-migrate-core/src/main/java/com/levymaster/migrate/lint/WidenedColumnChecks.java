package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks type changes that rewrite no row, but make the server build indexes or check rows again. */
final class WidenedColumnChecks {

    private WidenedColumnChecks() {}

    static List<Hazard> check(ChangeType change, ColumnType from, LintContext context) {
        Table table = context.table(change.table()).orElse(null);
        if (table == null || !differs(change, from, table)) {
            return List.of();
        }
        List<Hazard> hazards = new ArrayList<>();
        table.indexes().values().stream()
                .filter(index -> isRebuilt(index, change, table))
                .forEach(index -> hazards.add(rebuilt(change, from, index)));
        table.constraints(Constraint.Check.class)
                .filter(Constraint.Check::validated)
                .filter(check -> mentions(check.expression(), change.column()))
                .forEach(check -> hazards.add(checkedAgain(change, from, check)));
        return hazards;
    }

    private static boolean differs(ChangeType change, ColumnType from, Table table) {
        return !from.equals(change.to().type()) || isCollationChanged(change, table);
    }

    private static boolean isCollationChanged(ChangeType change, Table table) {
        return change.to().collation() != null
                && !change.to()
                        .collation()
                        .equals(table.column(change.column())
                                .map(Column::collation)
                                .orElse(null));
    }

    /** Indexes of columns alone are kept, unless they are ordered otherwise. */
    private static boolean isRebuilt(Index index, ChangeType change, Table table) {
        boolean keyed = index.keys().stream().anyMatch(key -> change.column().equals(key.column()));
        boolean computed = index.where() != null || index.keys().stream().anyMatch(key -> key.expression() != null);
        boolean dependent = keyed
                || mentions(index.where(), change.column())
                || index.keys().stream().anyMatch(key -> mentions(key.expression(), change.column()));
        return dependent && (computed || isCollationChanged(change, table));
    }

    private static Hazard rebuilt(ChangeType change, ColumnType from, Index index) {
        return new Hazard(
                Rule.INDEX_BLOCKS_WRITES,
                change,
                "The index " + index.name() + " is built again, and " + change.table()
                        + " can be neither read nor written meanwhile.",
                RemedyCode.lines(
                        "drop the index before, and build it concurrently after it",
                        RemedyCode.autocommit(IndexChecks.drop(change.table(), index.name())),
                        code(change, from),
                        RemedyCode.autocommit(IndexChecks.add(change.table(), index))));
    }

    private static Hazard checkedAgain(ChangeType change, ColumnType from, Constraint.Check check) {
        String name = RemedyCode.string(check.name());
        return new Hazard(
                Rule.TABLE_SCAN,
                change,
                "All rows of " + change.table() + " are checked again by " + check.name()
                        + ", and the table can be neither read nor written meanwhile.",
                RemedyCode.lines(
                        "drop the check before, and validate it in a separate revision after it",
                        RemedyCode.step(change.table(), "dropCheck(" + name + ")"),
                        code(change, from),
                        RemedyCode.step(
                                change.table(),
                                "addCheck(" + name + ").that(" + RemedyCode.sql(check.expression()) + ").notValid()"),
                        RemedyCode.step(change.table(), "validateConstraint(" + name + ")")));
    }

    private static String code(ChangeType change, ColumnType from) {
        return RemedyCode.step(
                change.table(),
                "changeType(" + RemedyCode.string(change.column()) + ").from(" + RemedyCode.type(from)
                        + collation(change.from()) + ").to("
                        + RemedyCode.type(change.to().type())
                        + collation(change.to()) + ")");
    }

    private static String collation(ChangeType.@Nullable Shape shape) {
        return shape == null || shape.collation() == null ? "" : ", " + RemedyCode.string(shape.collation());
    }

    private static boolean mentions(@Nullable String expression, String column) {
        return expression != null
                && SqlTokens.flat(Objects.requireNonNull(expression)).tokens().stream()
                        .anyMatch(token -> token.isIdentifier(column));
    }
}
