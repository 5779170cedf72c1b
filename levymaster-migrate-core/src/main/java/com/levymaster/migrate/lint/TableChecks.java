package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.operation.DefinitionOperation.RowSecurity;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks operations on whole tables, and cascades. */
final class TableChecks {

    private TableChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        List<Hazard> hazards = new ArrayList<>();
        if (step instanceof DropTable drop && context.isInUse(drop.name())) {
            hazards.add(new Hazard(
                    Rule.DATA_LOSS,
                    drop,
                    "All rows of " + drop.name() + " are lost, and the running application may still use the table.",
                    "remove the entity, deploy, and drop the table one release later, with a backup"));
        }
        if (step instanceof RenameTable rename && context.isInUse(rename.name())) {
            hazards.add(nameRemoved(rename, rename.name()));
        }
        if (step instanceof MoveTable move && context.isInUse(move.name())) {
            hazards.add(nameRemoved(move, move.name()));
        }
        if (step instanceof Truncate truncate && truncate.tables().stream().anyMatch(context::isInUse)) {
            hazards.add(new Hazard(
                    Rule.DATA_LOSS,
                    truncate,
                    "All rows are lost, and no downgrade restores them.",
                    "keep a copy in another table"));
        }
        if (cascades(step)) {
            hazards.add(new Hazard(
                    Rule.CASCADE,
                    step,
                    "Everything that depends on it is removed too, and this revision does not name it.",
                    "remove what depends on it in separate steps, and leave out cascade"));
        }
        if (rewritesTable(step) && context.isInUse(((StorageOperation) step).table())) {
            hazards.add(new Hazard(
                    Rule.TABLE_REWRITE,
                    step,
                    "The table and its indexes are rewritten, and the table cannot be read meanwhile.",
                    "run it while the table is not in use"));
        }
        if (step instanceof RefreshView refresh && !refresh.concurrently() && context.isInUse(refresh.name())) {
            hazards.add(new Hazard(
                    Rule.TABLE_SCAN,
                    refresh,
                    refresh.name() + " cannot be read meanwhile.",
                    "give it a unique index, and use op.views().refreshConcurrently("
                            + RemedyCode.string(refresh.name().name()) + ")"));
        }
        if (step instanceof GrantPrivileges grant && grant.role().equalsIgnoreCase("public")) {
            hazards.add(new Hazard(
                    Rule.GRANT_TO_PUBLIC,
                    grant,
                    "Every role of the server gets the privilege.",
                    "name the role of the application"));
        }
        if (step instanceof ChangeRowSecurity change
                && change.to() == RowSecurity.ENABLE
                && context.isInUse(change.table())
                && !hasPolicy(change.table(), context)) {
            hazards.add(new Hazard(
                    Rule.ROW_SECURITY_HIDES_ROWS,
                    change,
                    "Unless " + change.table()
                            + " has a policy already, all of its rows vanish for every role but its owner.",
                    RemedyCode.lines(
                            "create the policies before",
                            RemedyCode.step(
                                    change.table(),
                                    "policies().create("
                                            + RemedyCode.string(change.table().name() + "_rows") + ", "
                                            + RemedyCode.string("using (true)") + ")"))));
        }
        return hazards;
    }

    /** Whether the same transaction creates a policy of the table, before or after. */
    private static boolean hasPolicy(ObjectName table, LintContext context) {
        return Stream.concat(context.earlier().stream(), context.later().stream())
                .anyMatch(step -> step instanceof ChangeDefinition change
                                && change.to() != null
                                && table.equals(change.object().table())
                                && change.object().kind() == DefinedKind.POLICY
                        || step instanceof ExecuteSql sql && SqlChecks.createsPolicy(sql.sql(), table));
    }

    private static Hazard nameRemoved(Operation step, ObjectName table) {
        return new Hazard(
                Rule.BREAKS_RUNNING_APPLICATION,
                step,
                "The running application still uses " + table + ".",
                "keep the table and map the entity to it: @Table(name = " + RemedyCode.string(table.name()) + ")");
    }

    private static boolean rewritesTable(Operation step) {
        return step instanceof StorageOperation.SetUnlogged || step instanceof StorageOperation.ChangeTablespace;
    }

    private static boolean cascades(Operation step) {
        return step instanceof DropTable table && table.cascade()
                || step instanceof DropColumn column && column.cascade()
                || step instanceof DropConstraint constraint && constraint.cascade()
                || step instanceof Truncate truncate && truncate.cascade();
    }
}
