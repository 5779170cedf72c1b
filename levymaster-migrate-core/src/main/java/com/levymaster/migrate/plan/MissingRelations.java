package com.levymaster.migrate.plan;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.Keywords;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Asks the server about tables and views that a step names and the schema lacks. */
final class MissingRelations {

    /** A table or a schema that is missing. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000");

    private final Dialect dialect;
    private final ServerTrial trial;

    MissingRelations(Dialect dialect, ServerTrial trial) {
        this.dialect = dialect;
        this.trial = trial;
    }

    /** In a savepoint, a step may fail; what a callback or an earlier step brings, the server does not have yet. */
    StepCheck of(Operation step, List<Operation> earlier, DatabaseSchema before) {
        if (trial == ServerTrial.AFTER_CALLBACKS || step instanceof Savepoint) {
            return StepCheck.PASSED;
        }
        EarlierSteps brought = new EarlierSteps(earlier);
        List<String> missing = OperationList.leaves(List.of(step))
                .flatMap(each -> NamedRelations.missing(each, before).stream())
                .filter(name -> !brought.mayBring(name) && isMissing(name))
                .map(ObjectName::toString)
                .toList();
        return missing.isEmpty()
                ? StepCheck.PASSED
                : StepCheck.refused(List.of(new Refusal(
                        "there is no table or view " + String.join(", ", missing),
                        "check the name, or create it in an earlier step")));
    }

    private boolean isMissing(ObjectName name) {
        String schema = name.schema() == null ? "" : Keywords.quoted(name.schema()) + ".";
        String look = "select " + dialect.literal(schema + Keywords.quoted(name.name())) + "::pg_catalog.regclass";
        SQLException refusal = trial.answer(List.of(), List.of(look)).refusal();
        return refusal != null && MISSING.contains(String.valueOf(refusal.getSQLState()));
    }
}
