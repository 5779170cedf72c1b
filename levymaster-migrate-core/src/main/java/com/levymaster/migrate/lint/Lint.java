package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.FlowOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the operations of one revision and reports all hazards, in the order of the steps. */
public final class Lint {

    private static final List<Check> CHECKS = List.of(
            IndexChecks::check,
            ColumnChecks::check,
            TypeChecks::check,
            ConstraintChecks::check,
            ForeignKeyChecks::check,
            TableChecks::check,
            DataChecks::check);

    private final List<Hazard> hazards = new ArrayList<>();
    private final Set<ObjectName> created = new HashSet<>();
    private Schema schema;

    private Lint(Schema schema) {
        this.schema = schema;
    }

    /**
     * The hazards of the steps of a revision.
     *
     * @param before the schema that the revision starts from; an empty one where it is not known, and then every table
     *     counts as one in use
     */
    public static List<Hazard> check(List<Operation> steps, Schema before) {
        Lint lint = new Lint(before);
        lint.all(steps, true);
        return List.copyOf(lint.hazards);
    }

    private void all(List<Operation> steps, boolean inTransaction) {
        for (int i = 0; i < steps.size(); i++) {
            Operation step = steps.get(i);
            if (step instanceof FlowOperation.Autocommit autocommit) {
                all(autocommit.steps(), false);
            } else if (step instanceof FlowOperation.Savepoint savepoint) {
                all(savepoint.steps(), inTransaction);
            } else {
                one(
                        step,
                        new Situation(
                                schema,
                                Set.copyOf(created),
                                inTransaction ? steps.subList(0, i) : List.of(),
                                inTransaction ? steps.subList(i + 1, steps.size()) : List.of(),
                                inTransaction));
            }
        }
    }

    private void one(Operation step, Situation situation) {
        Operation meant = unguarded(step);
        CHECKS.forEach(check -> hazards.addAll(check.hazards(meant, situation)));
        if (meant instanceof TableOperation.CreateTable create) {
            created.add(schema.resolve(create.table().name()));
        }
        schema = step.applyTo(schema);
    }

    private static Operation unguarded(Operation step) {
        if (step instanceof FlowOperation.IfMissing missing) {
            return missing.create();
        }
        return step instanceof FlowOperation.IfPresent present ? present.drop() : step;
    }

    /** Looks at one step. */
    @FunctionalInterface
    interface Check {
        List<Hazard> hazards(Operation step, Situation situation);
    }
}
