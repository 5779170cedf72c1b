package com.levymaster.migrate.plan;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.TrialAnswer;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.sql.SqlTokens;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server about expressions: whether it finds their functions and operators, whether these are immutable, whether an
 * index can hold their type. A step is executed on an empty temporary copy of its table, as it is foretold, and rolled back.
 */
final class TriedSteps {

    /**
     * Invalid definition, functions and operators that are missing or ambiguous, types that do not fit, aggregates, missing
     * columns, text that is no value of its type.
     */
    private static final Set<String> REFUSALS = Set.of(
            "42P17", "42883", "42725", "42804", "42846", "42809", "42803", "42P20", "42703", "22P02", "22007", "22008",
            "22003");

    /** Of views also: other columns, relations or schemas that are missing, names that are twice. */
    private static final Set<String> REFUSALS_OF_VIEWS = Set.of("42P16", "42P01", "3F000", "42701", "42702");

    /** There is a function with the same arguments. */
    private static final String TAKEN = "42723";

    private final Dialect dialect;
    private final ServerTrial trial;

    TriedSteps(Dialect dialect, ServerTrial trial) {
        this.dialect = dialect;
        this.trial = trial;
    }

    /**
     * Returns how the server answers to a step.
     *
     * @param earlier the steps of the plan before it, which have not run
     * @param before the schema before the step
     */
    StepCheck of(Operation step, List<Operation> earlier, DatabaseSchema before) {
        if (trial == ServerTrial.NONE) {
            return StepCheck.PASSED;
        }
        if (step instanceof Autocommit block && block.safely() == null) {
            return ofBlock(block.steps(), earlier, before);
        }
        if (step instanceof IfExists) {
            return StepCheck.PASSED;
        }
        if (step instanceof IfNotExists guard) {
            return Existence.of(guard.create(), before) == Existence.PRESENT
                    ? StepCheck.PASSED
                    : of(guard.create(), earlier, before);
        }
        return new AskedNames(dialect, trial).of(step, earlier, before).and(expressions(step, earlier, before));
    }

    private StepCheck expressions(Operation step, List<Operation> earlier, DatabaseSchema before) {
        List<Operation> asked =
                OperationList.leaves(List.of(step)).filter(TrialCopy::isAsked).toList();
        if (asked.isEmpty()) {
            return StepCheck.PASSED;
        }
        if (TriedOptions.areIn(asked.get(0)) || isCreatedRoutine(asked.get(0))) {
            return trial == ServerTrial.AFTER_CALLBACKS || step instanceof Savepoint
                    ? StepCheck.PASSED
                    : withoutExpressions(asked.get(0), new EarlierSteps(earlier), before);
        }
        if (trial == ServerTrial.AFTER_CALLBACKS) {
            return notTried("SQL of callbacks, which may create what they use, runs before them");
        }
        if (step instanceof Savepoint) {
            return notTried("they are part of a block that may fail");
        }
        Operation tried = asked.get(0);
        EarlierSteps brought = new EarlierSteps(earlier);
        if (tried instanceof ChangeDefinition change
                && brought.define(change.object().name())) {
            return StepCheck.PASSED;
        }
        if (tried != step && !isAddedAsItIs(tried)) {
            return notTried("their safe form makes a column that is not there yet");
        }
        Table table = table(tried, before);
        if (brought.mayDecideAbout(tried, table, before)) {
            return notTried(
                    "an earlier step of the plan creates or changes a schema, an extension, a type or a function that"
                            + " they may use");
        }
        if (table != null && !InheritanceEffects.areParentsKnown(before, table)) {
            return notTried("a parent of the table is not known, of which it may have columns");
        }
        return tried(tried, table, brought, before);
    }

    private static boolean isCreatedRoutine(Operation step) {
        return step instanceof ChangeDefinition change && change.object().kind().isRoutine() && change.isCreated();
    }

    /** Of a routine, whether its name is free with these arguments: what its body needs may come with the plan. */
    private StepCheck withoutExpressions(Operation step, EarlierSteps earlier, DatabaseSchema before) {
        if (!(step instanceof ChangeDefinition create)) {
            return new TriedOptions(dialect, trial).of(step, earlier, before);
        }
        if (earlier.define(create.object().name()) || earlier.cascade() || earlier.mayDecideAbout(step, null, before)) {
            return StepCheck.PASSED;
        }
        SQLException refusal = trial.answer(List.of(), sql(step, before)).refusal();
        return refusal == null || !TAKEN.equals(refusal.getSQLState())
                ? StepCheck.PASSED
                : StepCheck.refused(List.of(new Refusal(
                        "the server refuses it: " + SqlStates.message(refusal) + " (SQLSTATE " + TAKEN + ")",
                        "replace it, choose another name, or drop the existing one in an earlier step")));
    }

    private StepCheck ofBlock(List<Operation> steps, List<Operation> earlier, DatabaseSchema before) {
        List<Operation> done = new ArrayList<>(earlier);
        DatabaseSchema schema = before;
        StepCheck check = StepCheck.PASSED;
        for (Operation step : steps) {
            check = check.and(of(step, done, schema));
            done.add(step);
            schema = step.applyTo(schema);
        }
        return check;
    }

    private StepCheck tried(Operation step, @Nullable Table table, EarlierSteps earlier, DatabaseSchema before) {
        if (step instanceof ChangeDefinition change && change.object().kind().isRoutine()) {
            return check(
                    trial.answer(List.of(), List.of(lookup(change))),
                    Set.of(),
                    "correct its name and arguments, or create it in an earlier step");
        }
        boolean isView = step instanceof CreateView || step instanceof ReplaceView;
        if ((isView || hasSubquery(step)) && !earlier.leaveQuery(query(step))) {
            return notTried("an earlier step of the plan creates or changes what their query reads");
        }
        try {
            TrialAnswer answer = isView ? ofView(step, before) : ofTable(step, table, before);
            if (answer == null) {
                return StepCheck.PASSED;
            }
            Set<String> further = isView ? REFUSALS_OF_VIEWS : hasParameters(step) ? TriedOptions.REFUSALS : Set.of();
            return answer.refusal() != null && table != null && TriedRow.isUsed(sqlOnCopy(step, table, before), table)
                    ? notTried("they may use whole rows of the table, of which the copy has another type")
                    : check(answer, further, "correct the expression, or what uses the column");
        } catch (MigrationException e) {
            // the step itself is refused for this when it is compiled
            return StepCheck.PASSED;
        }
    }

    private static StepCheck check(TrialAnswer answer, Set<String> further, String remedy) {
        if (answer.obstacle() != null) {
            return notTried("the server refused the copy: " + SqlStates.message(answer.obstacle()));
        }
        SQLException refusal = answer.refusal();
        if (refusal == null) {
            return StepCheck.PASSED;
        }
        String message = SqlStates.message(refusal);
        return isOfExpression(refusal, further)
                ? StepCheck.refused(List.of(new Refusal(
                        "the server refuses it: " + message + " (SQLSTATE " + refusal.getSQLState() + ")", remedy)))
                : notTried("the trial ended with: " + message);
    }

    private static StepCheck notTried(String reason) {
        return StepCheck.unknown("whether the server accepts their expressions, because " + reason);
    }

    /** The table that a step is of, with what a new one inherits; {@code null} if it is of none, or of one that is not known. */
    private static @Nullable Table table(Operation step, DatabaseSchema before) {
        if (step instanceof CreateTable create) {
            return InheritanceEffects.in(before, create.table());
        }
        ObjectName name = step instanceof ChangeDefinition change
                ? TriedDefinitions.table(change)
                : AffectedObject.of(step).map(AffectedObject::object).orElse(null);
        return name == null ? null : before.tables().get(before.resolve(name));
    }

    private @Nullable TrialAnswer ofTable(Operation step, @Nullable Table table, DatabaseSchema before) {
        if (step instanceof CreateDomain create) {
            return trial.answer(List.of(), sql(new CreateDomain(TrialCopy.bare(create.domain())), before));
        }
        if (step instanceof AlterDomain alter) {
            return ofDomain(alter, before);
        }
        Operation onCopy = TrialCopy.onCopy(step);
        if (table == null || onCopy == null && !(step instanceof CreateTable)) {
            return null;
        }
        if (onCopy != null && (step instanceof ChangeType || step instanceof ConvertColumn)) {
            return ofTableAndHeirs(table, onCopy, before);
        }
        List<String> preparation = onCopy == null ? List.of() : create(TrialCopy.plain(table));
        return trial.answer(preparation, sqlOnCopy(step, table, before));
    }

    private List<String> sqlOnCopy(Operation step, Table table, DatabaseSchema before) {
        Operation onCopy = TrialCopy.onCopy(step);
        return onCopy == null ? create(TrialCopy.created(table)) : sql(onCopy, before.with(TrialCopy.plain(table)));
    }

    private @Nullable TrialAnswer ofDomain(AlterDomain alter, DatabaseSchema before) {
        Domain domain = before.domains().get(before.resolve(alter.to().name()));
        if (domain == null) {
            return null;
        }
        Domain copy = TrialCopy.bare(domain);
        return trial.answer(
                sql(new CreateDomain(copy), before),
                sql(new AlterDomain(copy, TrialCopy.bare(alter.to())), before.with(copy)));
    }

    /** A change of a type reaches what partitions and inheriting tables have of their own. */
    private TrialAnswer ofTableAndHeirs(Table table, Operation onCopy, DatabaseSchema before) {
        Table copy = TrialCopy.copy(table);
        TrialAnswer answer = trial.answer(create(copy), sql(onCopy, before.with(copy)));
        for (Table heir : InheritanceEffects.children(before, table.name())) {
            answer = answer.refusal() == null ? ofTableAndHeirs(heir, onCopy, before) : answer;
        }
        return answer;
    }

    /** A materialized view is tried as a view, which does not execute its query. */
    private @Nullable TrialAnswer ofView(Operation step, DatabaseSchema before) {
        if (step instanceof CreateView create) {
            return trial.answer(List.of(), sql(new CreateView(TrialCopy.bare(create.view())), before));
        }
        ReplaceView replace = (ReplaceView) step;
        View view = before.views().get(before.resolve(replace.name()));
        if (view == null) {
            return null;
        }
        View copy = TrialCopy.bare(view);
        return view.materialized() || replace.columns() != null
                ? trial.answer(List.of(), sql(new CreateView(copy.withQuery(replace.to())), before))
                : trial.answer(
                        sql(new CreateView(copy), before),
                        sql(new ReplaceView(TrialCopy.NAME, copy.query(), replace.to()), before.with(copy)));
    }

    private static boolean hasParameters(Operation step) {
        return step instanceof CreateIndex index && !index.index().options().isEmpty()
                || step instanceof CreateTable create
                        && !create.table().options().storage().isEmpty();
    }

    private static String query(Operation step) {
        if (step instanceof CreateView create) {
            return create.view().query();
        }
        return step instanceof ReplaceView replace ? replace.to() : definition(step);
    }

    private static String definition(Operation step) {
        return step instanceof ChangeDefinition change && change.to() != null ? change.to() : "";
    }

    /** A policy may read other tables. */
    private static boolean hasSubquery(Operation step) {
        return SqlTokens.flat(definition(step)).tokens().stream().anyMatch(token -> token.is("select"));
    }

    /** Changes nothing, but the server has to find the routine. To create or replace one that is missing would create it. */
    private String lookup(ChangeDefinition step) {
        String drop = sql(new ChangeDefinition(step.object(), step.from(), null), DatabaseSchema.empty("public"))
                .get(0);
        return "alter" + drop.substring("drop".length()) + " reset all";
    }

    private static boolean isOfExpression(SQLException refusal, Set<String> further) {
        String state = String.valueOf(refusal.getSQLState());
        return REFUSALS.contains(state)
                || further.contains(state)
                // undefined object
                || state.equals("42704") && String.valueOf(refusal.getMessage()).contains("operator class")
                // not supported
                || state.equals("0A000") && String.valueOf(refusal.getMessage()).contains("cannot use");
    }

    /** Whether the safe form of a step executes its expression on the table as it is. */
    private static boolean isAddedAsItIs(Operation step) {
        return step instanceof CreateIndex || step instanceof AddConstraint;
    }

    private List<String> create(Table table) {
        return sql(new CreateTable(table), DatabaseSchema.empty("public").withServerVersion(dialect.majorVersion()));
    }

    private List<String> sql(Operation operation, DatabaseSchema before) {
        return dialect.compile(operation, () -> before).stream()
                .filter(statement -> !statement.isComment())
                .map(SqlStatement::sql)
                .toList();
    }
}
