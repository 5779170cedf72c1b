package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.dialect.StrictSchema;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.precondition.Preconditions;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs one sequence of operations in a transaction that is rolled back, and holds it against the laws. */
final class SequenceJudge {

    private static final Pattern RECORD = Pattern.compile("^[-+] (\\w+)\\[");

    private final Connection connection;
    private final World world;
    private final PreparedSequence sequence;
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final List<Operation> ran = new ArrayList<>();
    private final NamedLosses losses = new NamedLosses();
    private final Beginning beginning;
    private int refused;

    /** @param connection without auto-commit, to a database that holds the world */
    SequenceJudge(Connection connection, World world, int version, Beginning beginning) {
        this.connection = connection;
        this.world = world;
        this.beginning = beginning;
        this.sequence = new PreparedSequence(connection, version);
    }

    /** Where each sequence starts; read once, because each one is rolled back. */
    record Beginning(DatabaseSchema schema, CatalogFingerprint fingerprint) {

        static Beginning read(Connection connection) throws SQLException {
            DatabaseSchema schema =
                    DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
            Beginning beginning = new Beginning(schema, CatalogFingerprint.of(connection));
            connection.rollback();
            return beginning;
        }
    }

    /** The steps that the server accepted. */
    List<Operation> ran() {
        return ran;
    }

    /** How many steps were refused before they ran. */
    int refused() {
        return refused;
    }

    /** Runs what the function supplies for the schema that the steps so far foretell, until it supplies nothing. */
    Collection<Fault> judge(Function<DatabaseSchema, @Nullable Operation> next) throws SQLException {
        try {
            DatabaseSchema foretold = run(next);
            DatabaseSchema after = sequence.inspect();
            CatalogFingerprint end = CatalogFingerprint.of(connection);
            boolean differs = !foretoldDifferences(foretold, after).isEmpty();
            String[] failed = undone(ran, beginning.fingerprint(), after, losses);
            connection.rollback();
            script(end);
            if (differs || failed != null) {
                connection.rollback();
                stepByStep(failed);
            }
        } catch (SQLException | RuntimeException e) {
            // such as a built-in type that a step has renamed; internal errors are the server's
            SQLException cause = SqlStates.find(e);
            if (cause == null || !dependsOnRows(cause)) {
                fault("unreadable: the catalog after these steps", String.valueOf(e.getMessage()));
            }
        } finally {
            connection.rollback();
        }
        return faults.values();
    }

    /** As the plan of a revision: the schema is read before the first step only. */
    private DatabaseSchema run(Function<DatabaseSchema, @Nullable Operation> next) throws SQLException {
        DatabaseSchema schema = beginning.schema();
        for (Operation operation = next.apply(schema); operation != null; operation = next.apply(schema)) {
            List<SqlStatement> statements = prepared(List.of(operation), schema);
            if (statements == null) {
                refused++;
                falselyRefused(operation, schema);
                continue;
            }
            Savepoint savepoint = connection.setSavepoint();
            SQLException failure = sequence.execute(statements);
            ran.add(operation);
            if (failure == null) {
                losses.add(operation, schema);
                schema = known(operation.applyTo(schema));
            } else {
                connection.rollback(savepoint);
                if (!dependsOnRows(failure) && !(operation instanceof ChangeDefinition)) {
                    fault(
                            "refused late: " + name(operation) + " " + PreparedSequence.message(failure),
                            String.valueOf(failure.getMessage()));
                }
                ran.remove(ran.size() - 1);
            }
        }
        return schema;
    }

    /** What is not known until a step has run is read then, as by a run, which compiles later steps again. */
    private DatabaseSchema known(DatabaseSchema foretold) {
        return foretold.toString().contains("not known until it has run") ? sequence.inspect() : foretold;
    }

    /** What a precondition refuses, the server refuses too, unless the library refuses it for another reason. */
    private void falselyRefused(Operation operation, DatabaseSchema before) throws SQLException {
        List<Refusal> refusals = Preconditions.of(operation, before, () -> Dependencies.NONE);
        if (refusals.isEmpty() || refusals.stream().anyMatch(SequenceJudge::isOfTheLibrary)) {
            return;
        }
        Savepoint savepoint = connection.setSavepoint();
        List<SqlStatement> statements;
        try {
            statements = sequence.compiled(operation, before);
        } catch (MigrationException e) {
            return;
        }
        if (sequence.execute(statements) == null) {
            fault("refused but accepted: " + name(operation), operation.describe() + ": " + refusals);
        }
        connection.rollback(savepoint);
    }

    private static boolean isOfTheLibrary(Refusal refusal) {
        return refusal.ofUndo()
                // before PostgreSQL 18, accepted without effect
                || refusal.problem().contains("neither logged nor unlogged")
                || refusal.problem().contains("PostgreSQL has a type")
                // before PostgreSQL 15, they are silently dropped too
                || refusal.problem().contains("generated columns use the column");
    }

    private void effects(Operation operation, DatabaseSchema before, DatabaseSchema after) throws SQLException {
        try {
            List<String> differences = foretoldDifferences(operation.applyTo(before), after);
            if (!differences.isEmpty()) {
                fault(
                        "effects: " + name(operation) + " " + records(differences),
                        operation.describe() + "\n" + String.join("\n", differences));
            }
        } catch (RuntimeException e) {
            fault("effects: " + name(operation) + " " + e.getClass().getSimpleName(), String.valueOf(e));
        }
    }

    private List<String> foretoldDifferences(DatabaseSchema foretold, DatabaseSchema after) throws SQLException {
        DatabaseSchema expected = foretold.equals(after) ? after : withServerQueries(foretold, after);
        return expected.equals(after) ? List.of() : StrictSchema.differences(connection, expected, after);
    }

    /** A query has the same meaning if the server prints it in the same way. */
    private DatabaseSchema withServerQueries(DatabaseSchema expected, DatabaseSchema after) throws SQLException {
        DatabaseSchema schema = expected;
        for (View view : expected.views().values()) {
            View found = after.views().get(view.name());
            if (found != null
                    && !found.query().equals(view.query())
                    && printed(view).equals(printed(found))) {
                schema = schema.with(view.withQuery(found.query()));
            }
        }
        return schema;
    }

    private String printed(View view) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute("create temp view printed_by_the_server as " + view.query());
            try (ResultSet row = jdbc.executeQuery("select pg_get_viewdef('printed_by_the_server'::regclass)")) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            return view.query();
        } finally {
            connection.rollback(savepoint);
        }
    }

    /** Undoes the operations; returns what did not work, as kind and detail, or null. */
    private @Nullable String[] undone(
            List<Operation> operations, CatalogFingerprint start, DatabaseSchema after, NamedLosses losses)
            throws SQLException {
        List<Operation> inverses;
        try {
            inverses = OperationList.inverted(operations);
        } catch (MigrationException e) {
            return null;
        }
        List<SqlStatement> statements = prepared(inverses, after);
        if (statements == null) {
            return null;
        }
        SQLException failure = sequence.execute(statements);
        if (failure != null) {
            return dependsOnRows(failure) || losses.name(failure)
                    ? null
                    : new String[] {PreparedSequence.message(failure), String.valueOf(failure.getMessage())};
        }
        SortedSet<String> differences = losses.unnamed(start, CatalogFingerprint.of(connection));
        return differences.isEmpty()
                ? null
                : new String[] {CatalogFingerprint.categories(differences), String.join("\n", differences)};
    }

    /**
     * Inspects the schema after each step, and undoes it by itself, to find those whose effect is not what it foretells, or
     * whose inverse does not lead back. What only several steps together foretell in other words is no fault.
     *
     * @param failed what the undo of all steps did wrong; null for nothing
     */
    private void stepByStep(@Nullable String[] failed) throws SQLException {
        List<Operation> all = List.copyOf(ran);
        ran.clear();
        boolean found = false;
        DatabaseSchema before = beginning.schema();
        for (Operation operation : all) {
            List<SqlStatement> statements = prepared(List.of(operation), before);
            CatalogFingerprint start = CatalogFingerprint.of(connection);
            if (statements == null || sequence.execute(statements) != null) {
                break;
            }
            ran.add(operation);
            DatabaseSchema after = sequence.inspect();
            effects(operation, before, after);
            found |= failed != null && isUndoneWrong(operation, start, before, after);
            before = after;
        }
        ran.clear();
        ran.addAll(all);
        if (failed != null && !found) {
            fault("undo: sequence " + failed[0], failed[1]);
        }
    }

    private boolean isUndoneWrong(
            Operation operation, CatalogFingerprint start, DatabaseSchema before, DatabaseSchema after)
            throws SQLException {
        NamedLosses ofStep = new NamedLosses();
        ofStep.add(operation, before);
        Savepoint savepoint = connection.setSavepoint();
        String[] alone = undone(List.of(operation), start, after, ofStep);
        connection.rollback(savepoint);
        if (alone != null) {
            fault("undo: " + name(operation) + " " + alone[0], operation.describe() + "\n" + alone[1]);
        }
        return alone != null;
    }

    private void script(CatalogFingerprint end) throws SQLException {
        List<SqlStatement> statements = prepared(ran, beginning.schema());
        if (statements == null) {
            fault("plan refuses what runs step by step", "");
            return;
        }
        SQLException failure = sequence.execute(statements);
        if (failure != null) {
            fault("script refused: " + PreparedSequence.message(failure), String.valueOf(failure.getMessage()));
            return;
        }
        SortedSet<String> differences = end.differences(CatalogFingerprint.of(connection));
        if (!differences.isEmpty()) {
            fault("script: " + CatalogFingerprint.categories(differences), String.join("\n", differences));
        }
    }

    /** The statements as a plan has them; null if they are refused. */
    private @Nullable List<SqlStatement> prepared(List<Operation> operations, DatabaseSchema before) {
        try {
            return sequence.prepared(operations, before);
        } catch (MigrationException e) {
            if (e.getCause() != null && !(e.getCause() instanceof MigrationException)) {
                fault("refused with an unexpected exception: " + e.getCause(), e.getMessage());
            }
            return null;
        }
    }

    private void fault(String kind, String detail) {
        faults.putIfAbsent(kind, new Fault(kind, detail, world, List.copyOf(ran)));
    }

    private static String name(Operation operation) {
        return operation.getClass().getSimpleName();
    }

    /** What only the rows refuse, no plan can know; that a new enum value is used at once, lint finds in the whole plan. */
    private static boolean dependsOnRows(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("23")
                || state.startsWith("22")
                || state.equals("55006")
                || Set.of("XX000", "55P04").contains(state);
    }

    private static String records(List<String> differences) {
        return differences.stream()
                .map(line -> {
                    Matcher record = RECORD.matcher(line);
                    return record.find()
                            ? line.charAt(0) + record.group(1)
                            : line.startsWith("fault") ? "fault" : "other";
                })
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
