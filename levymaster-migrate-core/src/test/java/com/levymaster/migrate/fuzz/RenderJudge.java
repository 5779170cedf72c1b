package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Holds the differ and the renderer against what a sequence has created: their Java creates the same on an empty database. */
final class RenderJudge {

    private final Connection connection;
    private final PreparedSequence sequence;
    private final DatabaseSchema empty;
    private final List<Operation> ran = new ArrayList<>();
    private int refused;

    /** @param connection without auto-commit, to an empty database, of which this is the schema */
    RenderJudge(Connection connection, int version, DatabaseSchema empty) {
        this.connection = connection;
        this.sequence = new PreparedSequence(connection, version);
        this.empty = empty;
    }

    /** The steps that the server accepted. */
    List<Operation> ran() {
        return ran;
    }

    /** How many steps were refused. */
    int refused() {
        return refused;
    }

    /**
     * What is wrong with the Java of the schema that the operations lead to; null for nothing.
     *
     * @param next supplies an operation for the schema so far, until it supplies nothing
     */
    @Nullable
    Fault judge(Function<DatabaseSchema, @Nullable Operation> next) throws SQLException {
        try {
            DatabaseSchema schema = empty;
            for (Operation operation = next.apply(schema); operation != null; operation = next.apply(schema)) {
                schema = after(operation, schema);
            }
            CatalogFingerprint created = fingerprint();
            connection.rollback();
            List<Operation> difference = Diff.between(empty, schema);
            String fault = recreated(difference, created);
            String kind = fault == null ? rendered(difference, schema) : fault;
            String[] parts = kind == null ? null : kind.split("\n", 2);
            return parts == null
                    ? null
                    : new Fault(parts[0], parts.length == 1 ? "" : parts[1], World.EMPTY, List.copyOf(ran));
        } finally {
            connection.rollback();
        }
    }

    private DatabaseSchema after(Operation operation, DatabaseSchema schema) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try {
            if (sequence.execute(sequence.prepared(List.of(operation), schema)) == null) {
                ran.add(operation);
                return sequence.inspect();
            }
        } catch (MigrationException e) {
            // refused before it ran
        }
        refused++;
        connection.rollback(savepoint);
        return schema;
    }

    private @Nullable String recreated(List<Operation> difference, CatalogFingerprint created) throws SQLException {
        try {
            SQLException failure = sequence.execute(sequence.prepared(difference, empty));
            if (failure != null) {
                return "diff refused: " + PreparedSequence.message(failure) + "\n" + failure.getMessage();
            }
        } catch (MigrationException e) {
            return "diff refused: before it runs\n" + e.getMessage();
        }
        SortedSet<String> differences = created.differences(fingerprint());
        return differences.isEmpty()
                ? null
                : "diff: " + CatalogFingerprint.categories(differences) + "\n" + String.join("\n", differences);
    }

    /** Names of not-null constraints and positions of sequences are not part of a schema, and neither are derived names. */
    private CatalogFingerprint fingerprint() throws SQLException {
        return DerivedNames.read(connection)
                .replacedIn(CatalogFingerprint.of(connection).without("not-null", "position"));
    }

    private static @Nullable String rendered(List<Operation> difference, DatabaseSchema schema) {
        try {
            List<ReviewedOperation> steps =
                    difference.stream().map(ReviewedOperation::of).toList();
            String source = new RevisionSource("", RevisionHeader.of("f1"), steps, List.of(), schema).text();
            Compiled compiled = Compiled.of(Map.of("Rf1", source));
            List<Operation> recorded =
                    Compiled.said(op -> compiled.migration("Rf1").upgrade(op));
            List<Operation> lost = new ArrayList<>(difference);
            lost.removeAll(recorded);
            return recorded.equals(difference)
                    ? null
                    : "render: "
                            + (lost.isEmpty() ? "order" : lost.get(0).getClass().getSimpleName()) + "\n" + lost + "\n"
                            + source;
        } catch (RuntimeException | AssertionError e) {
            return "render: " + e.getClass().getSimpleName() + "\n" + e.getMessage();
        }
    }
}
