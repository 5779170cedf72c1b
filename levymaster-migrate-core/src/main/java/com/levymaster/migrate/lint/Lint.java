package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks at the steps of a plan, one after the other, for what can hurt a database in use. What the plan itself has created
 * is in nobody's use yet.
 */
public final class Lint {

    private static final List<Check> CHECKS = List.of(
            IndexChecks::check,
            ColumnChecks::check,
            TypeChecks::check,
            ConstraintChecks::check,
            ForeignKeyChecks::check,
            TableChecks::check,
            DataChecks::check);

    private final CreatedObjects created = new CreatedObjects();
    private final boolean thorough;

    private Lint(boolean thorough) {
        this.thorough = thorough;
    }

    /** Looks for everything. */
    public static Lint thorough() {
        return new Lint(true);
    }

    /** Leaves out the one rule for which nearly every plan would have to read the schema: types of foreign keys. */
    public static Lint quick() {
        return new Lint(false);
    }

    /**
     * The hazards of the steps of one revision that runs in a transaction.
     *
     * @param before the schema that the revision starts from; an empty one where it is not known, and then every table
     *     counts as one in use
     */
    public static List<Hazard> check(List<Operation> steps, DatabaseSchema before) {
        Lint lint = thorough();
        List<Hazard> hazards = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Operation> said = steps.subList(0, i);
            hazards.addAll(lint.step(steps, i, true, () -> OperationList.apply(said, before)));
        }
        return hazards;
    }

    /**
     * The hazards of the next step of the plan.
     *
     * @param steps all steps of its revision
     * @param index which of them is the next
     * @param transactional whether the revision runs in a transaction
     * @param before the schema at this point, asked only where it counts
     */
    public List<Hazard> step(List<Operation> steps, int index, boolean transactional, Supplier<DatabaseSchema> before) {
        Operation step = steps.get(index);
        if (step instanceof Autocommit block) {
            return block(block.steps(), false, before);
        }
        if (step instanceof Savepoint block) {
            return block(block.steps(), transactional, before);
        }
        LintContext situation = new LintContext(
                before,
                thorough,
                created,
                transactional ? steps.subList(0, index) : List.of(),
                transactional ? steps.subList(index + 1, steps.size()) : List.of(),
                transactional);
        Operation meant = unguarded(step);
        List<Hazard> hazards = CHECKS.stream()
                .flatMap(check -> check.hazards(meant, situation).stream())
                .toList();
        created.after(step, before);
        return hazards;
    }

    private List<Hazard> block(List<Operation> steps, boolean transactional, Supplier<DatabaseSchema> before) {
        List<Hazard> hazards = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Operation> said = steps.subList(0, i);
            hazards.addAll(step(steps, i, transactional, () -> OperationList.apply(said, before.get())));
        }
        return hazards;
    }

    private static Operation unguarded(Operation step) {
        if (step instanceof IfNotExists missing) {
            return missing.create();
        }
        return step instanceof IfExists present ? present.drop() : step;
    }

    /** Looks at one step. */
    @FunctionalInterface
    interface Check {
        List<Hazard> hazards(Operation step, LintContext situation);
    }
}
