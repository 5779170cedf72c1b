package com.levymaster.migrate.command;

import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.inspect.TablesOfOtherRoles;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.plan.ExpectedOutcome;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses a plan that changes tables of other roles, or makes some where the role may not, before any of it runs. Behind
 * SQL and Java of the revisions' own nothing is foretold: that may take on a role, or give a table away.
 */
final class OwnershipCheck {

    private final Map<ObjectName, RevisionHeader> changed = new LinkedHashMap<>();
    private final Map<ObjectName, RevisionHeader> created = new LinkedHashMap<>();
    private final Set<String> made = new HashSet<>();
    private boolean foretold = true;
    private boolean schemasStay = true;

    private OwnershipCheck() {}

    /** @throws MissingPrivilegeException with all tables that the role may not create, or would have to own */
    static void check(DatabaseSession session, List<PreparedRevision> plan) throws SQLException {
        if (session.server().superuser()) {
            return;
        }
        OwnershipCheck needed = new OwnershipCheck();
        plan.forEach(needed::add);
        if (!needed.created.isEmpty() && !session.server().mayCreateByDefault()) {
            throw needed.refusal(session.server().user());
        }
        if (needed.changed.isEmpty()) {
            return;
        }
        Map<ObjectName, String> others =
                TablesOfOtherRoles.among(session.connection(), List.copyOf(needed.changed.keySet()));
        if (!others.isEmpty()) {
            throw needed.refusal(session.server().user(), others);
        }
    }

    private void add(PreparedRevision revision) {
        for (PreparedRevision.Step step : revision.steps()) {
            if (step.expectedOutcome() != ExpectedOutcome.SKIPS) {
                OperationList.leaves(List.of(step.operation()))
                        .forEach(o -> add(revision.revision(), o, step.operation() instanceof Savepoint));
            }
        }
    }

    /** A step within a savepoint may fail on purpose. */
    private void add(RevisionHeader revision, Operation operation, boolean mayFail) {
        if (operation instanceof ExecuteSql || operation instanceof RunJava || operation instanceof SetLocal) {
            foretold = false;
        } else if (operation instanceof CreateTable create) {
            made.add(create.table().name().name());
            if (foretold && schemasStay && !mayFail && create.table().name().schema() == null) {
                created.put(create.table().name(), revision);
            }
        } else if (operation instanceof CreateSchema) {
            schemasStay = false;
        } else if (foretold && !mayFail) {
            table(operation)
                    .filter(table -> !made.contains(table.name()))
                    .ifPresent(table -> changed.putIfAbsent(table, revision));
        }
        if (operation instanceof RenameTable rename) {
            made.add(rename.to());
        } else if (operation instanceof MoveTable move) {
            made.add(move.name().name());
        }
    }

    /** The table that only its owner may change so; a table or index may be dropped by the owner of its schema, too. */
    private static Optional<ObjectName> table(Operation operation) {
        if (operation instanceof DropTable || operation instanceof DropIndex) {
            return Optional.empty();
        }
        boolean changes = operation instanceof TableOperation
                || operation instanceof ColumnOperation
                || operation instanceof ConstraintOperation
                || operation instanceof IndexOperation
                || operation instanceof StorageOperation;
        return changes ? AffectedObject.of(operation).map(AffectedObject::object) : Optional.empty();
    }

    private MissingPrivilegeException refusal(String role) {
        String tables = created.entrySet().stream()
                .map(table -> table.getKey() + " (revision " + table.getValue().title() + ")")
                .collect(Collectors.joining(", "));
        return new MissingPrivilegeException(
                "Role " + role + " may not create tables in its default schema: " + tables + ". Nothing was changed.",
                "grant create on the schema to " + role + "; or migrate as another user (levymaster.migrate.user).");
    }

    private MissingPrivilegeException refusal(String role, Map<ObjectName, String> others) {
        String tables = others.entrySet().stream()
                .map(other -> other.getKey() + " of role " + other.getValue() + " (revision "
                        + Objects.requireNonNull(changed.get(other.getKey())).title() + ")")
                .collect(Collectors.joining(", "));
        String owners = others.values().stream().distinct().sorted().collect(Collectors.joining(", "));
        return new MissingPrivilegeException(
                "Role " + role + " does not own what is to be changed: table " + tables + ". Nothing was changed.",
                "migrate as the owner (levymaster.migrate.user); or make it a member: grant " + owners + " to " + role
                        + "; or make it the owner.");
    }
}
