package com.levymaster.migrate.bench;

import com.levymaster.migrate.Types;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The first revision of an application that has many tables: found, and written as Java. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RenderBenchmark {

    private static final DatabaseSchema EMPTY = DatabaseSchema.empty("public");

    @Param({"125", "250", "500"})
    public int tables;

    private DatabaseSchema schema = EMPTY;
    private RevisionSource known = source(EMPTY);

    @Setup
    public void prepare() {
        schema = schema(tables);
        known = source(schema);
    }

    /** What is to be said is known. */
    @Benchmark
    public String render() {
        return known.text();
    }

    /** The differences are looked for, there and back. */
    @Benchmark
    public String compareAndRender() {
        return source(schema).text();
    }

    static RevisionSource source(DatabaseSchema schema) {
        RevisionHeader header = RevisionHeader.of("7c1e5b0a").withMessage("first");
        List<ReviewedOperation> upgrade = steps(Diff.between(EMPTY, schema));
        List<ReviewedOperation> downgrade = steps(Diff.between(schema, EMPTY));
        return new RevisionSource("com.example.migrations", header, upgrade, downgrade, schema);
    }

    static DatabaseSchema schema(int tables) {
        return OperationList.apply(Compiled.said(op -> say(op, tables)), EMPTY);
    }

    private static List<ReviewedOperation> steps(List<Operation> operations) {
        return operations.stream().map(ReviewedOperation::of).toList();
    }

    private static void say(Operations op, int tables) {
        for (int number = 1; number <= tables; number++) {
            String table = Corpus.table(number);
            String other = Corpus.table(Math.max(1, number - 1));
            op.createTable(table, t -> {
                t.column("id", Types.bigint()).identity();
                t.column("parcel_number", Types.varchar(40)).notNull();
                t.column("owner_name", Types.varchar(120));
                t.column("assessed_value", Types.numeric(14, 2)).notNull().defaultValue(0);
                t.column("levy_rate", Types.numeric(12, 6));
                t.column("tax_year", Types.integer()).notNull();
                t.column("exempt", Types.bool()).notNull().defaultValue(false);
                t.column("previous_id", Types.bigint());
                t.primaryKey("pk_" + table).on("id");
                t.foreignKey("fk_" + table + "_previous").on("previous_id").references(other, "id");
                t.index("ix_" + table + "_parcel_number").on("parcel_number");
                t.index("ix_" + table + "_tax_year").on("tax_year", "exempt");
            });
        }
    }
}
