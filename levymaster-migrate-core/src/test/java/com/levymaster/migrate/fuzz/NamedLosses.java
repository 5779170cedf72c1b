package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.lint.Lint;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the plan of a sequence says that an undo does not restore, object by object. */
final class NamedLosses {

    private static final Pattern MISSING = Pattern.compile(
            "(?:relation|view|table|sequence|index|constraint) \"(.+?)\"(?: of relation \".+\")? does not exist");
    private static final Pattern PART = Pattern.compile(
            "(policy|trigger|rule|statistics)(?: object)? \".+?\"(?: for (?:table|relation) \"(.+)\")? does not exist");

    private static final Pattern FORMER_VIEW =
            Pattern.compile("cannot drop view \"?(.+?)_levymaster_former\"? because");

    private final FormerNames names = new FormerNames();
    private final List<NamedLoss> losses = new ArrayList<>();
    private final Map<String, String> tables = new HashMap<>();
    private final List<NamedLoss> formerLosses = new ArrayList<>();

    /** Lint names them, except for those that the manual states of each operation of a kind. */
    void add(Operation operation, DatabaseSchema before) {
        List<NamedLoss> added = new ArrayList<>();
        if (operation instanceof ValidateConstraint validate) {
            added.add(NamedLoss.loss("constraint", validate.name(), Set.of("constraint")));
        } else if (operation instanceof RevokePrivileges revoke) {
            added.add(NamedLoss.loss("", revoke.on().toString(), Set.of("column-privileges")));
        }
        Lint.check(List.of(operation), before).stream()
                .filter(hazard -> hazard.rule() == Rule.INCOMPLETE_UNDO)
                .forEach(hazard -> added.addAll(NamedLoss.of(hazard.problem())));
        losses.addAll(added);
        added.forEach(loss -> formerLosses.add(loss.formerly(names)));
        names.add(operation, before);
        for (Table table : before.tables().values()) {
            table.indexes()
                    .keySet()
                    .forEach(index ->
                            tables.put(index, Difference.plain(table.name().toString())));
        }
    }

    /** The differences that no hazard names. */
    SortedSet<String> unnamed(CatalogFingerprint start, CatalogFingerprint undone) {
        SortedSet<String> differences = start.differences(undone);
        if (differences.isEmpty() || losses.isEmpty()) {
            return differences;
        }
        Map<String, Set<String>> owners = Difference.owners(start, undone);
        return differences.stream()
                .filter(line -> {
                    Difference difference = Difference.of(line);
                    return formerLosses.stream().noneMatch(loss -> loss.excuses(difference, owners));
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a hazard names the object that the server misses, its table, or its table with this kind of part. */
    boolean name(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            String name = Difference.plain(missing.group(1));
            String table = tables.getOrDefault(missing.group(1), name);
            return losses.stream()
                    .filter(loss -> loss.categories().isEmpty())
                    .anyMatch(loss -> loss.object().equals(name)
                            || loss.object().equals(table)
                            || loss.object().endsWith("." + name));
        }
        Matcher view = FORMER_VIEW.matcher(message);
        if (view.find()) {
            return Stream.concat(losses.stream(), formerLosses.stream())
                    .anyMatch(loss -> loss.categories().contains("query")
                            && loss.object().equals(Difference.plain(view.group(1))));
        }
        Matcher part = PART.matcher(message);
        return part.find()
                && Stream.concat(losses.stream(), formerLosses.stream())
                        .filter(loss -> loss.categories().contains(part.group(1)))
                        .anyMatch(loss -> part.group(2) == null || loss.object().equals(part.group(2)));
    }
}
