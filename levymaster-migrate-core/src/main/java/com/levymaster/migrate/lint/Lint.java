package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.sql.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Checks the steps of a plan, in order, for operations that can harm a database in use. Objects that the plan itself
 * creates are not in use yet.
 */
public final class Lint {

    private static final List<LintCheck> CHECKS = List.of(
            IndexChecks::check,
            ColumnChecks::check,
            TypeChecks::check,
            DomainChecks::check,
            DiscouragedTypeChecks::check,
            ConstraintChecks::check,
            ForeignKeyChecks::check,
            TableChecks::check,
            DataChecks::check,
            LockChecks::check,
            UndoChecks::check);

    private static final int NEWEST_MINOR = 99;

    private final CreatedObjects created = new CreatedObjects();
    private final LintSettings settings;
    private final int serverVersion;
    private final boolean thorough;

    private Lint(LintSettings settings, int serverVersion, boolean thorough) {
        this.settings = settings;
        this.serverVersion = serverVersion;
        this.thorough = thorough;
    }

    /**
     * Applies all rules that hold on a server.
     *
     * @param settings with the rules of the application
     * @param serverVersion its {@code server_version_num}
     */
    public static Lint thorough(LintSettings settings, int serverVersion) {
        return new Lint(settings, serverVersion, true);
    }

    /**
     * Applies all rules except the one on foreign key types, for which nearly every plan would have to read the
     * schema.
     */
    public static Lint quick(LintSettings settings, int serverVersion) {
        return new Lint(settings, serverVersion, false);
    }

    /**
     * Checks the steps of one revision that runs in a transaction.
     *
     * @param before the schema before the revision; if it is not known, an empty one, and every table counts as in
     *      use
     * @return the hazards in the order of the steps
     */
    public static List<Hazard> check(List<Operation> steps, DatabaseSchema before) {
        return check(steps, before, Dependencies.NONE);
    }

    /**
     * As {@link #check(List, DatabaseSchema)}.
     *
     * @param dependencies what depends on the objects of the schema
     */
    public static List<Hazard> check(List<Operation> steps, DatabaseSchema before, Dependencies dependencies) {
        return thorough(LintSettings.DEFAULT, before.serverVersion() * 10_000 + NEWEST_MINOR)
                .revision(steps, before, dependencies);
    }

    /** Checks the steps of the next revision, which runs in a transaction. */
    List<Hazard> revision(List<Operation> steps, DatabaseSchema before) {
        return revision(steps, before, Dependencies.NONE);
    }

    private List<Hazard> revision(List<Operation> steps, DatabaseSchema before, Dependencies dependencies) {
        List<Hazard> hazards = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Operation> earlier = steps.subList(0, i);
            hazards.addAll(step(steps, i, true, () -> OperationList.apply(earlier, before), () -> dependencies));
        }
        return hazards;
    }

    /**
     * Checks the next step of the plan.
     *
     * @param steps all steps of its revision
     * @param index the index of the next step
     * @param transactional whether the revision runs in a transaction
     * @param before supplies the schema before the step; called only if a rule needs it
     * @param dependencies supplies what depends on the objects of that schema; called only if a rule needs it
     * @return the hazards of the step
     */
    public List<Hazard> step(
            List<Operation> steps,
            int index,
            boolean transactional,
            Supplier<DatabaseSchema> before,
            Supplier<Dependencies> dependencies) {
        Operation step = steps.get(index);
        if (step instanceof Autocommit block) {
            return block(block.steps(), false, before, dependencies);
        }
        if (step instanceof Savepoint block) {
            return savepoint(block, transactional, before, dependencies);
        }
        LintContext context = new LintContext(
                before,
                dependencies,
                thorough,
                created,
                transactional ? steps.subList(start(steps, index), index) : List.of(),
                transactional ? steps.subList(index + 1, end(steps, index)) : List.of(),
                transactional,
                serverVersion);
        Operation operation = unguarded(step);
        List<Hazard> hazards = new ArrayList<>(hazards(operation, context));
        if (operation instanceof ExecuteSql sql && sql.rows() == null) {
            hazards.addAll(read(sql, context));
        }
        hazards.removeIf(hazard -> hazard.rule() instanceof Rule rule && !rule.holdsOn(serverVersion));
        hazards.addAll(OwnChecks.check(asked(), new LintStep(operation, context)));
        created.record(step, before);
        return List.copyOf(hazards);
    }

    /** Steps outside of a transaction end it. */
    private static int start(List<Operation> steps, int index) {
        int start = index;
        while (start > 0 && !(steps.get(start - 1) instanceof Autocommit)) {
            start--;
        }
        return start;
    }

    private static int end(List<Operation> steps, int index) {
        int end = index + 1;
        while (end < steps.size() && !(steps.get(end) instanceof Autocommit)) {
            end++;
        }
        return end;
    }

    private List<ApplicationRule> asked() {
        return settings.own().stream().filter(rule -> !settings.ignores(rule)).toList();
    }

    /** Takes note of a step that an earlier run has committed: what it created counts as created by this plan. */
    public void committed(Operation step, Supplier<DatabaseSchema> before) {
        OperationList.leaves(List.of(step)).forEach(leaf -> created.record(leaf, before));
    }

    private static List<Hazard> hazards(Operation operation, LintContext context) {
        return CHECKS.stream()
                .flatMap(check -> check.hazards(operation, context).stream())
                .toList();
    }

    /** Of raw SQL, the operations that its statements amount to; the undo of raw SQL is written by hand. */
    private List<Hazard> read(ExecuteSql sql, LintContext context) {
        List<Hazard> hazards = new ArrayList<>();
        for (SqlStatements.Statement statement : SqlStatements.of(sql.sql())) {
            if (!SqlChecks.concerns(statement.text())) {
                continue;
            }
            hazards.addAll(SqlChecks.check(sql, statement.text(), context));
            for (Operation operation : SqlReader.read(statement.text())) {
                if (operation instanceof CreateTable create) {
                    created.recordName(create.table().name());
                    continue;
                }
                hazards(operation, context).stream()
                        .filter(hazard -> hazard.rule() != Rule.INCOMPLETE_UNDO)
                        .map(hazard -> new Hazard(hazard.rule(), sql, hazard.problem(), hazard.remedy()))
                        .forEach(hazards::add);
                created.record(operation, context.before());
            }
        }
        return hazards;
    }

    /** Of steps that may fail, and others that run then, no undo is promised. */
    private List<Hazard> savepoint(
            Savepoint savepoint,
            boolean transactional,
            Supplier<DatabaseSchema> before,
            Supplier<Dependencies> dependencies) {
        List<Hazard> hazards = block(savepoint.steps(), transactional, before, dependencies);
        if (savepoint.onFailure().isEmpty()) {
            return hazards;
        }
        return Stream.concat(
                        hazards.stream(), block(savepoint.onFailure(), transactional, before, dependencies).stream())
                .filter(hazard -> hazard.rule() != Rule.INCOMPLETE_UNDO)
                .toList();
    }

    private List<Hazard> block(
            List<Operation> steps,
            boolean transactional,
            Supplier<DatabaseSchema> before,
            Supplier<Dependencies> dependencies) {
        List<Hazard> hazards = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Operation> earlier = steps.subList(0, i);
            hazards.addAll(
                    step(steps, i, transactional, () -> OperationList.apply(earlier, before.get()), dependencies));
        }
        return hazards;
    }

    private static Operation unguarded(Operation step) {
        if (step instanceof IfNotExists missing) {
            return missing.create();
        }
        return step instanceof IfExists present ? present.drop() : step;
    }

    /** Checks one step. */
    @FunctionalInterface
    interface LintCheck {
        List<Hazard> hazards(Operation step, LintContext context);
    }
}
