package com.levymaster.migrate.plan;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.TrialAnswer;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.DefinitionOperation.OptionKind;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorageParameter;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.Keywords;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the server about parameters of tables and indexes, options of views, and bounds of sequences, on a temporary copy. */
final class TriedOptions {

    /** An invalid parameter, or one that is not known. */
    static final Set<String> REFUSALS = Set.of("22023");

    private static final TrialAnswer ACCEPTED = new TrialAnswer(null, null);

    private final Dialect dialect;
    private final ServerTrial trial;

    TriedOptions(Dialect dialect, ServerTrial trial) {
        this.dialect = dialect;
        this.trial = trial;
    }

    /** Whether a step sets some. To remove a parameter that is not known is not refused. */
    static boolean areIn(Operation step) {
        return step instanceof ChangeOption change && change.to() != null
                || step instanceof ChangeStorageParameter parameter && parameter.to() != null
                || step instanceof AlterSequence;
    }

    /** Returns how the server answers; what is not certain, the step tells when it runs. */
    StepCheck of(Operation step, EarlierSteps earlier, DatabaseSchema before) {
        try {
            SQLException refusal = answer(step, earlier, before).refusal();
            if (refusal == null || !isRefusal(step, String.valueOf(refusal.getSQLState()))) {
                return StepCheck.PASSED;
            }
            return StepCheck.refused(List.of(new Refusal(
                    "the server refuses it: " + SqlStates.message(refusal) + " (SQLSTATE " + refusal.getSQLState()
                            + ")",
                    "correct the " + (step instanceof AlterSequence ? "bounds, or the type" : "name or the value"))));
        } catch (MigrationException e) {
            // the step itself is refused for this when it is compiled
            return StepCheck.PASSED;
        }
    }

    private static boolean isRefusal(Operation step, String state) {
        return REFUSALS.contains(state)
                || step instanceof ChangeOption change
                        && change.option().equalsIgnoreCase("check_option")
                        && state.equals("0A000");
    }

    private TrialAnswer answer(Operation step, EarlierSteps earlier, DatabaseSchema before) {
        if (step instanceof ChangeStorageParameter change) {
            Table table = before.tables().get(before.resolve(change.table()));
            return table == null ? ACCEPTED : ofTable(change.parameter(), change.to());
        }
        if (step instanceof AlterSequence alter) {
            return ofSequence(alter, earlier, before);
        }
        ChangeOption change = (ChangeOption) step;
        return switch (change.kind()) {
            case INDEX ->
                NamedObjects.table(change, before)
                        .map(table -> ofIndex(change, table, before))
                        .orElse(ACCEPTED);
            case VIEW -> ofView(change, earlier, before);
            case MATERIALIZED_VIEW ->
                before.views().containsKey(before.resolve(change.relation()))
                        ? ofTable(change.option(), change.to())
                        : ACCEPTED;
        };
    }

    /** Parameters do not depend on columns. */
    private TrialAnswer ofTable(String parameter, @Nullable String value) {
        Table copy = Table.of(TrialCopy.NAME, List.of());
        DatabaseSchema with = empty().with(copy);
        return trial.answer(
                sql(new CreateTable(copy), empty()),
                sql(new ChangeStorageParameter(TrialCopy.NAME, parameter, null, value), with));
    }

    private TrialAnswer ofIndex(ChangeOption change, Table table, DatabaseSchema before) {
        String name = before.resolve(change.relation()).name();
        Index index = table.indexes().get(name);
        Constraint constraint = table.constraints().get(name);
        if (index == null && constraint != null) {
            index = SchemaEffects.keyIndex(constraint, name);
        }
        if (index == null) {
            return ACCEPTED;
        }
        Table copy = TrialCopy.plain(table);
        List<String> preparation = new ArrayList<>(sql(new CreateTable(copy), empty()));
        preparation.addAll(sql(
                new CreateIndex(TrialCopy.NAME, index.withTablespace(null).withComment(null), false, false),
                before.with(copy)));
        return trial.answer(
                preparation,
                sql(
                        new ChangeOption(
                                OptionKind.INDEX, TrialCopy.NAME.renamed(name), change.option(), null, change.to()),
                        before));
    }

    private TrialAnswer ofView(ChangeOption change, EarlierSteps earlier, DatabaseSchema before) {
        View view = before.views().get(before.resolve(change.relation()));
        if (view == null || !earlier.leaveQuery(view.query())) {
            return ACCEPTED;
        }
        return trial.answer(
                sql(new CreateView(TrialCopy.bare(view)), before),
                sql(new ChangeOption(OptionKind.VIEW, TrialCopy.NAME, change.option(), null, change.to()), before));
    }

    /** The copy counts from where the sequence is. */
    private TrialAnswer ofSequence(AlterSequence alter, EarlierSteps earlier, DatabaseSchema before) {
        Sequence sequence = before.sequences().get(before.resolve(alter.name()));
        if (sequence == null || earlier.mayDecideAbout(ExpectedName.there(ExpectedName.Kind.SEQUENCE, alter.name()))) {
            return ACCEPTED;
        }
        Sequence copy = sequence.withName(TrialCopy.NAME).withOwner(null).withComment(null);
        List<String> preparation = new ArrayList<>(sql(new CreateSequence(copy), before));
        preparation.add("select pg_catalog.setval(" + dialect.literal(quoted(TrialCopy.NAME))
                + ", last_value, is_called) from " + quoted(alter.name()));
        return trial.answer(
                preparation,
                sql(
                        new AlterSequence(TrialCopy.NAME, alter.from(), alter.to(), alter.fromType(), alter.toType()),
                        before.with(copy)));
    }

    private static String quoted(ObjectName name) {
        return Optional.ofNullable(name.schema())
                        .map(schema -> Keywords.quoted(schema) + ".")
                        .orElse("")
                + Keywords.quoted(name.name());
    }

    private DatabaseSchema empty() {
        return DatabaseSchema.empty("public").withServerVersion(dialect.majorVersion());
    }

    private List<String> sql(Operation operation, DatabaseSchema before) {
        return dialect.compile(operation, () -> before).stream()
                .filter(statement -> !statement.isComment())
                .map(SqlStatement::sql)
                .toList();
    }
}
