package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The values of a column that the check constraints of its table allow. */
public final class AllowedValues {

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private static final Pattern NUMBER = Pattern.compile("-?[\\d.]+");

    private AllowedValues() {}

    /**
     * The string literals of {@code column in ('A', 'B')}, quoted as in SQL and in that order; empty if no check
     * lists values.
     */
    public static List<String> of(Table table, String column) {
        return listing(table, column, "(in|= any)\\b.*").stream()
                .flatMap(check -> LITERAL.matcher(check).results().map(MatchResult::group))
                .toList();
    }

    /** The numbers of {@code column in (1, 2)}, in that order; empty if no check lists numbers. */
    public static List<String> numbers(Table table, String column) {
        return listing(table, column, "(in|= any)\\s*\\([\\s(]*(array\\[)?[-\\d.,\\s]+[\\s)\\]]*").stream()
                .flatMap(check -> NUMBER.matcher(check.substring(check.lastIndexOf(check.contains("[") ? '[' : '(')))
                        .results()
                        .map(MatchResult::group))
                .toList();
    }

    /** Whether a check has the form {@code column between 0 and …}, as for the ordinal of an enum. */
    public static boolean isOrdinal(Table table, String column) {
        return !listing(table, column, "(between 0 and|>= 0\\b).*").isEmpty();
    }

    /** Whether a check lists the values of the column, or bounds the ordinal of an enum. */
    public static boolean isRestricted(Table table, String column) {
        return isOrdinal(table, column) || !of(table, column).isEmpty();
    }

    private static List<String> listing(Table table, String column, String rest) {
        String name = "\"?" + Pattern.quote(column) + "\"?";
        Pattern whole = Pattern.compile("(?is)\\(*" + name + "\\)?(::[a-z ]+)?\\s*" + rest);
        return table.constraints(Constraint.Check.class)
                .map(Constraint.Check::expression)
                .filter(sql -> whole.matcher(sql).matches())
                .limit(1)
                .toList();
    }
}
