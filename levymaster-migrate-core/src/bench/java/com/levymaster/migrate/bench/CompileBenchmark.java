package com.levymaster.migrate.bench;

import com.levymaster.migrate.definition.Recording;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionIndex;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A thousand revisions, from what they say to what the server is told. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompileBenchmark {

    static final int SIZE = 1000;

    private static final DatabaseSchema EMPTY = DatabaseSchema.empty("public");

    private final Dialect dialect = Dialect.postgresql(180000);
    private List<RevisionDefinition> scripts = List.of();
    private List<Recording> recordings = List.of();

    @Setup
    public void prepare() throws Exception {
        Path directory = Path.of(System.getProperty("bench.directory", "target/bench"));
        scripts = RevisionIndex.read(Ours.loader(Corpus.of(SIZE, directory).classes()));
        recordings = record();
    }

    @Benchmark
    public List<SqlStatement> compile() {
        return compiled(recordings);
    }

    @Benchmark
    public List<SqlStatement> recordAndCompile() {
        return compiled(record());
    }

    private List<Recording> record() {
        List<Recording> recorded = new ArrayList<>();
        for (RevisionDefinition script : scripts) {
            recorded.add(Recording.of(script, Direction.UPGRADE, () -> EMPTY, RunArguments.NONE));
        }
        return recorded;
    }

    private List<SqlStatement> compiled(List<Recording> all) {
        List<SqlStatement> statements = new ArrayList<>();
        for (Recording recording : all) {
            for (Operation operation : recording.operations()) {
                statements.addAll(dialect.compile(operation, () -> EMPTY));
            }
        }
        return statements;
    }
}
