package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.lint.Lint;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the plan says that an undo does not restore. */
final class NamedLosses {

    /** Categories of the fingerprint, and how a hazard names them. */
    private static final Map<String, List<String>> TERMS = Map.ofEntries(
            Map.entry(
                    "index",
                    List.of("index ", "indexes", "statistics targets", "constraint ", "without table ", ", table ")),
            Map.entry(
                    "relation",
                    List.of(
                            "index ",
                            "indexes",
                            "row security",
                            "sequence ",
                            "view ",
                            "constraint ",
                            "its options",
                            "identity",
                            "identities")),
            Map.entry("view", List.of("view ", "its options")),
            Map.entry("constraint", List.of("constraint ")),
            Map.entry("sequence", List.of("sequence ", "identity", "identities")),
            Map.entry("position", List.of("position", "positions", "sequence ")),
            Map.entry("trigger", List.of("triggers")),
            Map.entry("rule", List.of("rules")),
            Map.entry("policy", List.of("policies")),
            Map.entry("statistics", List.of("extended statistics")),
            Map.entry("privileges", List.of("privileges")),
            Map.entry("column-privileges", List.of("privileges")),
            Map.entry("column", List.of("storage", "default", "options", "changes to inherited columns", "view ")),
            Map.entry("not-null", List.of("changes to inherited columns")),
            Map.entry(
                    "comment",
                    List.of(
                            "comments of columns",
                            "index ",
                            "constraint ",
                            "extended statistics",
                            "view ",
                            "sequence ")));

    private static final Pattern MISSING = Pattern.compile("\"(.+?)\"(?: of relation \".+\")? does not exist");

    private final TreeSet<String> problems = new TreeSet<>();

    /** Lint names them, except for the validation of a constraint, of which the manual states that undo does nothing. */
    void add(Operation operation, DatabaseSchema before) {
        if (operation instanceof ValidateConstraint validate) {
            problems.add("An undo leaves constraint " + validate.name() + " validated.");
        }
        Lint.check(List.of(operation), before).stream()
                .filter(hazard -> hazard.rule() == Rule.INCOMPLETE_UNDO)
                .forEach(hazard -> problems.add(hazard.problem()));
    }

    /** The differences of a kind that no hazard names. */
    SortedSet<String> unnamed(SortedSet<String> differences) {
        return differences.stream().filter(line -> !isNamed(line)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a hazard names the sequence, view or table that the server misses. */
    boolean name(SQLException failure) {
        Matcher missing = MISSING.matcher(String.valueOf(failure.getMessage()));
        return missing.find()
                && Stream.of("table ", "view ", "sequence ", "index ", "constraint ")
                        .anyMatch(kind -> removed().anyMatch((kind + missing.group(1))::equals));
    }

    private Stream<String> removed() {
        return problems.stream()
                .map(problem -> problem.split(", and without |An undo fails until | exists again", 3))
                .filter(parts -> parts.length > 1)
                .flatMap(parts -> Stream.of(parts[1].replaceFirst("\\.$", "").split(", ")));
    }

    private boolean isNamed(String difference) {
        String category = difference.split(" ", 3)[1];
        if (removed()
                .filter(what -> what.startsWith("table "))
                .anyMatch(what ->
                        difference.contains(what.substring("table ".length()).replace("\"", "\"\"")))) {
            return true;
        }
        return TERMS.getOrDefault(category, List.of()).stream()
                .anyMatch(term -> problems.stream().anyMatch(problem -> problem.contains(term)));
    }
}
