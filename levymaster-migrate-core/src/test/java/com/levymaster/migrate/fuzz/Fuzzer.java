package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs sequences from one world and shrinks those that break a law. */
final class Fuzzer implements AutoCloseable {

    private final World world;
    private final int version;
    private final Connection connection;
    private final SequenceJudge.Beginning beginning;
    private int refused;
    private int steps;

    /** @param database holds the world */
    Fuzzer(TestDatabase database, World world) throws SQLException {
        this.world = world;
        this.version = database.version();
        this.connection = database.connection();
        connection.setAutoCommit(false);
        this.beginning = SequenceJudge.Beginning.read(connection);
    }

    /** How many steps were refused before they ran. */
    int refused() {
        return refused;
    }

    /** How many steps ran. */
    int steps() {
        return steps;
    }

    /** Runs the sequence of a seed. */
    Collection<Fault> run(long seed) throws SQLException {
        SequenceJudge judge = new SequenceJudge(connection, world, version, beginning);
        Collection<Fault> faults = judge.judge(sequence(seed, true));
        refused += judge.refused();
        steps += judge.ran().size();
        return faults;
    }

    /** Runs the sequence of a seed without its undo, and then the Java of what it leads to. */
    Collection<Fault> rendered(long seed) throws SQLException {
        RenderJudge judge = new RenderJudge(connection, version, beginning.schema());
        Fault fault = judge.judge(sequence(seed, false));
        refused += judge.refused();
        steps += judge.ran().size();
        return fault == null ? List.of() : List.of(fault);
    }

    private Function<DatabaseSchema, @Nullable Operation> sequence(long seed, boolean beyondSchema) {
        RandomOperations operations = new RandomOperations(seed, version, beyondSchema);
        int[] left = {operations.length()};
        return schema -> left[0]-- == 0 ? null : operations.next(schema);
    }

    /** Runs these operations against the laws that the rule belongs to. */
    Collection<Fault> run(String rule, List<Operation> operations) throws SQLException {
        Iterator<Operation> each = operations.iterator();
        Function<DatabaseSchema, @Nullable Operation> next = schema -> each.hasNext() ? each.next() : null;
        if (rule.startsWith("diff") || rule.startsWith("render")) {
            Fault fault = new RenderJudge(connection, version, beginning.schema()).judge(next);
            return fault == null ? List.of() : List.of(fault);
        }
        return new SequenceJudge(connection, world, version, beginning).judge(next);
    }

    /** Removes operations as long as the same rule is broken. */
    Fault shrunk(Fault fault) throws SQLException {
        Fault least = again(fault.rule(), fault.operations());
        if (least == null) {
            return fault;
        }
        for (int size = Math.max(1, least.operations().size() / 2); size >= 1; size /= 2) {
            for (int i = 0; i < least.operations().size(); ) {
                List<Operation> fewer = new ArrayList<>(least.operations());
                fewer.subList(i, Math.min(i + size, fewer.size())).clear();
                Fault smaller = again(fault.rule(), fewer);
                if (smaller == null) {
                    i += size;
                } else {
                    least = smaller;
                }
            }
        }
        return least;
    }

    private @Nullable Fault again(String rule, List<Operation> operations) throws SQLException {
        return run(rule, operations).stream()
                .filter(f -> f.rule().equals(rule))
                .findFirst()
                .orElse(null);
    }

    /** The shortest sequence that breaks the same rule, and what is wrong with it. */
    String report(Fault fault) throws SQLException {
        Fault least = shrunk(fault);
        return least.kind() + ", from " + world + "\n" + source(least, "fault") + least.detail();
    }

    /** The sequence as the Java of a revision. */
    String source(Fault fault, String id) throws SQLException {
        DatabaseSchema known = OperationList.apply(fault.operations(), beginning.schema());
        List<ReviewedOperation> steps =
                fault.operations().stream().map(ReviewedOperation::of).toList();
        return new RevisionSource("", RevisionHeader.of(id), steps, List.of(), known).text();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
