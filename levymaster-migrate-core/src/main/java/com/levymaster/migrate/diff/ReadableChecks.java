package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Table;
import java.util.List;

/** Rewrites the check constraints that drop operations record into the form in which they are usually written. */
public final class ReadableChecks {

    private ReadableChecks() {}

    /** The operations with readable check constraints. */
    public static List<Operation> of(List<Operation> operations) {
        return operations.stream().map(ReadableChecks::of).toList();
    }

    private static Operation of(Operation operation) {
        if (operation instanceof DropConstraint drop && drop.was() instanceof Constraint.Check check) {
            return new DropConstraint(
                    drop.table(), drop.name(), of(check), drop.wasUsingIndex(), drop.cascade(), drop.nullable());
        }
        if (operation instanceof DropTable drop && drop.was() != null) {
            Table was = drop.was();
            return new DropTable(
                    drop.name(),
                    was.withConstraints(was.constraints().values().stream()
                            .map(ReadableChecks::of)
                            .toList()),
                    drop.cascade());
        }
        return operation;
    }

    private static Constraint of(Constraint constraint) {
        return constraint instanceof Constraint.Check check
                ? check.withExpression(InList.readable(check.expression()))
                : constraint;
    }
}
