package com.levymaster.migrate.command;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
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
import com.levymaster.migrate.sql.SqlStatements;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a stretch of a branch, one after the other: where it begins, a database may have rows, which each of them has to
 * see.
 */
record SquashedSteps(RevisionDefinitions revisions, RunArguments arguments, List<RevisionHeader> range) {

    /** What is set ends with its revision, and would not end within the one that replaces it. */
    private static final Pattern SETTING = Pattern.compile("(?i)^(set|reset|discard)\\b|\\bset_config\\b"
            + "|\\bset\\s+((session|local)\\s+)?(role|session\\s+authorization|time\\s+zone|timezone|search_path)\\b");

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
            if (header != range.get(range.size() - 1)) {
                settings(recording).forEach(setting -> faults.add(header.title() + ": " + setting));
            }
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

    /** The steps that would also hold for the steps of the next revision. */
    private static List<String> settings(Recording recording) {
        return OperationList.leaves(recording.operations())
                .filter(step -> step instanceof SetLocal || step instanceof ExecuteSql sql && sets(sql.sql()))
                .map(step -> step.describe() + ", which ends with its revision")
                .toList();
    }

    private static boolean sets(String sql) {
        return SqlStatements.of(sql).stream()
                .anyMatch(statement ->
                        SETTING.matcher(SqlStatements.plain(statement.text())).find());
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
        List<String> faults = new ArrayList<>();
        for (int i = range.size() - 1; i >= 0; i--) {
            Recording recording = record(revisions.definition(range.get(i)), Direction.DOWNGRADE);
            operations.addAll(recording.operations());
            OperationList.leaves(recording.operations())
                    .filter(SquashedSteps::cannotBeWritten)
                    .forEach(step -> faults.add(step.describe()));
            if (i > 0) {
                faults.addAll(settings(recording));
            }
        }
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    "it has steps that cannot be written: " + String.join("; ", faults), "write them by hand.");
        }
        return operations;
    }

    private Recording record(RevisionDefinition definition, Direction direction) {
        return Recording.of(definition, direction, () -> DatabaseSchema.empty("public"), arguments);
    }
}
