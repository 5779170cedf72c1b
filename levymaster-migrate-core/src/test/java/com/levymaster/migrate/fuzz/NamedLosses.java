package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.lint.Lint;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the plan of a sequence says that an undo does not restore, object by object. */
final class NamedLosses {

    private static final Pattern MISSING = Pattern.compile("\"(.+?)\"(?: of relation \".+\")? does not exist");

    private final FormerNames names = new FormerNames();
    private final List<NamedLoss> losses = new ArrayList<>();
    private final List<NamedLoss> formerLosses = new ArrayList<>();

    /** Lint names them, except for those that the manual states of each operation of a kind. */
    void add(Operation operation, DatabaseSchema before) {
        List<NamedLoss> added = new ArrayList<>();
        if (operation instanceof ValidateConstraint validate) {
            added.add(NamedLoss.loss("constraint", validate.name(), Set.of("constraint")));
        } else if (operation instanceof GrantPrivileges grant) {
            added.add(NamedLoss.loss("", grant.on().toString(), Set.of("column-privileges")));
        } else if (operation instanceof RevokePrivileges revoke) {
            added.add(NamedLoss.loss("", revoke.on().toString(), Set.of("column-privileges")));
        }
        Lint.check(List.of(operation), before).stream()
                .filter(hazard -> hazard.rule() == Rule.INCOMPLETE_UNDO)
                .forEach(hazard -> added.addAll(NamedLoss.of(hazard.problem())));
        losses.addAll(added);
        added.forEach(loss -> formerLosses.add(loss.formerly(names)));
        names.add(operation);
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

    /** Whether a hazard names the sequence, view or table that the server misses. */
    boolean name(SQLException failure) {
        Matcher missing = MISSING.matcher(String.valueOf(failure.getMessage()));
        return missing.find()
                && losses.stream()
                        .filter(loss -> loss.categories().isEmpty())
                        .anyMatch(loss -> loss.object().equals(Difference.plain(missing.group(1))));
    }
}
