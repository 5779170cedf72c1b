package com.levymaster.migrate.command;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.RowSource;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a stretch of a branch, one after the other: where it begins, a database may have rows, which each of them has to
 * see.
 */
record SquashedSteps(RevisionDefinitions revisions, RunArguments arguments, List<RevisionHeader> range) {

    /** @throws MigrationException listing all steps that cannot be written into another revision */
    List<Operation> upgrade() {
        List<Operation> operations = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (RevisionHeader header : range) {
            RevisionDefinition definition = revisions.definition(header);
            if (!definition.transactional()) {
                faults.add(header.title() + " runs without a transaction");
            }
            if (definition.options().isolation() != Isolation.DEFAULT) {
                faults.add(header.title() + " has an isolation level");
            }
            Recording recording = record(definition, Direction.UPGRADE);
            if (recording.inspectsDatabase()) {
                faults.add(header.title() + " inspects the database");
            }
            OperationList.leaves(recording.operations())
                    .filter(SquashedSteps::cannotBeWritten)
                    .forEach(step -> faults.add(header.title() + ": " + step.describe()));
            operations.addAll(recording.operations());
        }
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    "These steps cannot be written into another revision:\n  - " + String.join("\n  - ", faults)
                            + "\nNothing was written.",
                    "leave these revisions out of the range, or begin it at base: what they did to an empty database is then"
                            + " written.");
        }
        return operations;
    }

    private static boolean cannotBeWritten(Operation step) {
        return step instanceof RunJava
                || step instanceof ExecuteSql sql && sql.rows() != null
                || step instanceof InsertRows insert && isMadeByJava(insert.source())
                || step instanceof DeleteRows delete && isMadeByJava(delete.source());
    }

    private static boolean isMadeByJava(@Nullable RowSource rows) {
        return rows != null && rows.file() == null;
    }

    /** @throws MigrationException if one of them is irreversible */
    List<Operation> downgrade() {
        List<Operation> operations = new ArrayList<>();
        for (int i = range.size() - 1; i >= 0; i--) {
            operations.addAll(record(revisions.definition(range.get(i)), Direction.DOWNGRADE)
                    .operations());
        }
        List<String> java = OperationList.leaves(operations)
                .filter(SquashedSteps::cannotBeWritten)
                .map(Operation::describe)
                .toList();
        if (!java.isEmpty()) {
            throw new MigrationException(
                    "it has steps that cannot be written: " + String.join("; ", java), "write them by hand.");
        }
        return operations;
    }

    private Recording record(RevisionDefinition definition, Direction direction) {
        return Recording.of(definition, direction, () -> DatabaseSchema.empty("public"), arguments);
    }
}
