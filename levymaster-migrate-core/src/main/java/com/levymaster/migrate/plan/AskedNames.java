package com.levymaster.migrate.plan;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Asks the server, in one query for each step, about names that the schema does not hold. */
final class AskedNames {

    /** A SQL state that only the query below raises, of another class than those of the trial. Its message has the numbers of the names that the server would refuse. */
    private static final String FAULTS = "LN001";

    private static final String QUERY = """
        declare
          faults pg_catalog.text;
        begin
          select pg_catalog.string_agg(q.number::pg_catalog.text, ',') into faults
          from (values %s) q (number, is_fault) where q.is_fault;
          if faults is not null then
            raise exception using errcode := '%s', message := faults;
          end if;
        end
        """;

    private final Dialect dialect;
    private final ServerTrial trial;

    AskedNames(Dialect dialect, ServerTrial trial) {
        this.dialect = dialect;
        this.trial = trial;
    }

    /** In a savepoint, a step may fail; what a callback or an earlier step brings, the server does not have yet. */
    StepCheck of(Operation step, List<Operation> earlier, DatabaseSchema before) {
        if (trial == ServerTrial.AFTER_CALLBACKS || step instanceof Savepoint) {
            return StepCheck.PASSED;
        }
        EarlierSteps brought = new EarlierSteps(earlier);
        List<ExpectedName> names = OperationList.leaves(List.of(step))
                .flatMap(each -> NamedObjects.of(each, before))
                .distinct()
                .filter(name -> !brought.mayDecideAbout(name))
                .toList();
        List<ExpectedName> faults = names.isEmpty() ? List.of() : faults(names);
        return faults.isEmpty() ? StepCheck.PASSED : StepCheck.refused(refusals(faults));
    }

    private List<ExpectedName> faults(List<ExpectedName> names) {
        List<String> values = IntStream.range(0, names.size())
                .mapToObj(i -> "(" + i + ", " + names.get(i).fault(dialect) + ")")
                .toList();
        String query = "do " + dialect.literal(QUERY.formatted(String.join(",\n", values), FAULTS));
        SQLException answer = trial.answer(List.of(), List.of(query)).refusal();
        if (answer == null || !FAULTS.equals(answer.getSQLState())) {
            return List.of();
        }
        List<String> numbers = List.of(SqlStates.message(answer).split(","));
        return IntStream.range(0, names.size())
                .filter(i -> numbers.contains(String.valueOf(i)))
                .mapToObj(names::get)
                .toList();
    }

    private static List<Refusal> refusals(List<ExpectedName> faults) {
        List<Refusal> refusals = new ArrayList<>();
        List<String> relations = faults.stream()
                .filter(fault -> fault.kind() == ExpectedName.Kind.RELATION)
                .map(ExpectedName::name)
                .map(ObjectName::toString)
                .toList();
        if (!relations.isEmpty()) {
            refusals.add(new Refusal(
                    "there is no table or view " + String.join(", ", relations),
                    "check the name, or create it in an earlier step"));
        }
        faults.stream()
                .filter(fault -> fault.kind() != ExpectedName.Kind.RELATION)
                .map(ExpectedName::refusal)
                .forEach(refusals::add);
        return refusals;
    }
}
