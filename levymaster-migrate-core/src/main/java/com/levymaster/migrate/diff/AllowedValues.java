package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What the checks of a table say about the values of one of its columns. */
public final class AllowedValues {

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private AllowedValues() {}

    /** The text values of {@code column in ('A', 'B')} as they stand in SQL, in that order; empty where no check lists any. */
    public static List<String> of(Table table, String column) {
        return listing(table, column, "(in|= any)\\b.*").stream()
                .flatMap(check -> LITERAL.matcher(check).results().map(MatchResult::group))
                .toList();
    }

    /** Whether a check says {@code column between 0 and …}, as for the ordinal of an enum. */
    static boolean isOrdinal(Table table, String column) {
        return !listing(table, column, "(between 0 and|>= 0\\b).*").isEmpty();
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
