package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Tables as a whole, and what goes along with things that are dropped. */
final class TableChecks {

    private TableChecks() {}

    static List<Hazard> check(Operation step, LintContext situation) {
        List<Hazard> hazards = new ArrayList<>();
        if (step instanceof DropTable drop && situation.isInUse(drop.name())) {
            hazards.add(new Hazard(
                    Rule.DATA_LOSS,
                    drop,
                    "All rows of " + drop.name() + " go, and the application that still runs may use the table.",
                    "take the entity out, deploy, and drop the table one release later, with a backup"));
        }
        if (step instanceof RenameTable rename && situation.isInUse(rename.name())) {
            hazards.add(nameGoes(rename, rename.name()));
        }
        if (step instanceof MoveTable move && situation.isInUse(move.name())) {
            hazards.add(nameGoes(move, move.name()));
        }
        if (step instanceof Truncate truncate && truncate.tables().stream().anyMatch(situation::isInUse)) {
            hazards.add(new Hazard(
                    Rule.DATA_LOSS,
                    truncate,
                    "All rows go, and they do not come back.",
                    "keep a copy in another table"));
        }
        if (cascades(step)) {
            hazards.add(new Hazard(
                    Rule.CASCADE,
                    step,
                    "Whatever depends on it goes too, and this revision does not say what that is.",
                    "drop what depends on it in steps of their own, and leave cascade out"));
        }
        if (writesAnew(step) && situation.isInUse(((StorageOperation) step).table())) {
            hazards.add(new Hazard(
                    Rule.TABLE_REWRITE,
                    step,
                    "The table and its indexes are written anew, and nobody can read it meanwhile.",
                    "do it while nobody needs the table"));
        }
        if (step instanceof RefreshView refresh && !refresh.concurrently() && situation.isInUse(refresh.name())) {
            hazards.add(new Hazard(
                    Rule.TABLE_SCAN,
                    refresh,
                    "Nobody can read " + refresh.name() + " meanwhile.",
                    "give it a unique index, and say op.views().refreshConcurrently("
                            + RemedyCode.string(refresh.name().name()) + ")"));
        }
        if (step instanceof GrantPrivileges grant && grant.role().equalsIgnoreCase("public")) {
            hazards.add(new Hazard(
                    Rule.GRANT_TO_PUBLIC,
                    grant,
                    "Every role of the server gets it.",
                    "name the role of the application"));
        }
        return hazards;
    }

    private static Hazard nameGoes(Operation step, ObjectName table) {
        return new Hazard(
                Rule.BREAKS_RUNNING_APPLICATION,
                step,
                "The application that still runs asks for " + table + ".",
                "keep the table and map the entity to it: @Table(name = " + RemedyCode.string(table.name()) + ")");
    }

    private static boolean writesAnew(Operation step) {
        return step instanceof StorageOperation.SetUnlogged || step instanceof StorageOperation.ChangeTablespace;
    }

    private static boolean cascades(Operation step) {
        return step instanceof DropTable table && table.cascade()
                || step instanceof DropColumn column && column.cascade()
                || step instanceof DropConstraint constraint && constraint.cascade()
                || step instanceof Truncate truncate && truncate.cascade();
    }
}
