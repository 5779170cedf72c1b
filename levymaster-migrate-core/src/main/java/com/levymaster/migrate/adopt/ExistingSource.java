package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.TablesOfOtherRoles;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adopts a database by a baseline: a revision that is written from the database itself, or that the application has already, if
 * it was written from another database.
 */
public final class ExistingSource implements AdoptionSource {

    @Override
    public String name() {
        return "existing";
    }

    @Override
    public boolean fits(ExistingDatabase found) {
        return found.hasTables();
    }

    @Override
    public Adoption plan(AdoptionRequest request) {
        if (!request.found().hasTables()) {
            throw new MigrationException(
                    "The database has no tables: there is nothing to adopt. Nothing was changed.", "run `db upgrade`.");
        }
        try {
            refuseTablesOfOthers(request.connection());
            LiveObjects live =
                    LiveObjects.read(request.connection(), request.found().bookkeeping());
            List<RevisionDefinition> adopted = adopted(request);
            return adopted.isEmpty() ? written(request, live) : compiled(adopted, request, live);
        } catch (SQLException e) {
            throw new MigrationException("The database cannot be read: " + e.getMessage(), "check the connection.", e);
        }
    }

    private static void refuseTablesOfOthers(Connection connection) throws SQLException {
        Map<ObjectName, String> others = TablesOfOtherRoles.all(connection);
        if (!others.isEmpty()) {
            String first = others.entrySet().stream()
                    .limit(3)
                    .map(entry -> entry.getKey() + " of " + entry.getValue())
                    .collect(Collectors.joining(", "));
            throw new MigrationException(
                    "The role that migrates does not own " + others.size()
                            + (others.size() == 1 ? " table: " : " tables: ")
                            + first + (others.size() > 3 ? ", …" : "")
                            + ", so that no revision could change them. Nothing was changed.",
                    "adopt as their owner (levymaster.migrate.user), or as a member of it (grant … to …).");
        }
    }

    private static List<RevisionDefinition> adopted(AdoptionRequest request) {
        List<RevisionDefinition> all =
                request.revisions().definitions(request.revisions().graph().headers());
        List<RevisionDefinition> adopted = all.stream()
                .filter(definition -> definition.options().adopted())
                .toList();
        if (adopted.isEmpty() && !all.isEmpty()) {
            throw new MigrationException(
                    "The application has " + all.size() + (all.size() == 1 ? " revision" : " revisions")
                            + ", and none of them is adopted: a baseline beside them would create the same objects."
                            + " Nothing was changed.",
                    "record those that made this database with `db stamp`.");
        }
        return adopted;
    }

    private static Adoption written(AdoptionRequest request, LiveObjects live) {
        Target target = request.target();
        if (target == null) {
            throw new MigrationException(
                    "The database has " + request.found().describe()
                            + ", and the application has no revision that describes it. Nothing was changed.",
                    "run `db adopt` in the project, compile it, and deploy it again.");
        }
        RevisionHeader header = request.revisions().graph().newHeader(target.revision());
        List<Operation> operations = live.operations();
        RevisionSource source = new RevisionSource(
                target.packageName(),
                header,
                operations.stream().map(ReviewedOperation::of).toList(),
                List.of(),
                RevisionSource.Form.ADOPTED,
                OperationList.apply(operations, empty(live)));
        List<SourceFile> files = new ArrayList<>();
        source.parts().forEach(part -> files.add(new SourceFile(target.packageName(), part.fileName(), part.text())));
        files.add(new SourceFile(
                target.packageName(), source.fileName(), target.template().text(source)));
        return new Adoption("existing", files, List.of(header), live.remarks(), operations, live.unsupported(), false);
    }

    /** Compares the revisions that were written from another database with this one. */
    private static Adoption compiled(List<RevisionDefinition> adopted, AdoptionRequest request, LiveObjects live) {
        List<Operation> operations = new ArrayList<>();
        for (RevisionDefinition definition : adopted) {
            operations.addAll(Recording.of(
                            definition,
                            Direction.UPGRADE,
                            () -> OperationList.apply(operations, empty(live)),
                            request.arguments())
                    .operations());
        }
        List<String> differences = differences(operations, live.operations(), empty(live));
        return new Adoption(
                "existing",
                List.of(),
                adopted.stream().map(RevisionDefinition::header).toList(),
                live.remarks(),
                operations,
                differences,
                differences.isEmpty());
    }

    private static DatabaseSchema empty(LiveObjects live) {
        return DatabaseSchema.empty(live.schema().defaultName())
                .withServerVersion(live.schema().serverVersion());
    }

    /** What the schema holds is compared as such, whatever operations created it; the rest operation by operation. */
    private static List<String> differences(List<Operation> revisions, List<Operation> database, DatabaseSchema empty) {
        Stream<String> typed =
                Diff.between(OperationList.apply(revisions, empty), OperationList.apply(database, empty)).stream()
                        .map(operation -> "changed in the database: " + operation.describe());
        List<Operation> these = definitions(revisions);
        List<Operation> those = definitions(database);
        return Stream.of(
                        typed,
                        missing(these, those, "the database lacks: "),
                        missing(those, these, "only the database has: "))
                .flatMap(differences -> differences)
                .toList();
    }

    private static List<Operation> definitions(List<Operation> operations) {
        return operations.stream()
                .filter(operation -> operation instanceof ExecuteSql || operation instanceof ChangeRowSecurity)
                .toList();
    }

    private static Stream<String> missing(List<Operation> these, List<Operation> those, String start) {
        List<Operation> left = new ArrayList<>(these);
        left.removeAll(those);
        return left.stream().map(Operation::describe).map(start::concat);
    }
}
