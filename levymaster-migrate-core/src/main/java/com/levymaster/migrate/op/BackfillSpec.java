package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.Backfill.Assignment;
import com.levymaster.migrate.operation.Backfill.Change;
import com.levymaster.migrate.operation.BackfillStep;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes the rows of a table in batches: {@code op.backfill("property").set("taxable_value", "assessed_value -
 * exemption_amount").where("taxable_value is null").batchSize(5_000).keptOnUndo()}. Either {@link #set} or {@link #each} is
 * required.
 */
public final class BackfillSpec implements OperationBuilder {

    private final ObjectName table;
    private final boolean inBlock;
    private final List<Assignment> assignments = new ArrayList<>();
    private @Nullable String where;
    private boolean staysTrue;
    private @Nullable String description;
    private @Nullable BackfillStep step;
    private @Nullable Change reverse;
    private boolean kept;
    private int batchSize = Backfill.DEFAULT_BATCH_SIZE;
    private @Nullable Duration pause;

    /** @param inBlock whether it is recorded in a block, which states whether it runs outside of a transaction */
    BackfillSpec(ObjectName table, boolean inBlock) {
        this.table = table;
        this.inBlock = inBlock;
    }

    /** Sets a column to an SQL expression of the row: {@code update property set taxable_value = assessed_value - …}. */
    public BackfillSpec set(String column, String expression) {
        assignments.add(new Assignment(column, expression));
        return this;
    }

    /**
     * Changes only rows that match an SQL condition. If it names a column that is set, or the rows are changed in Java, no row
     * that was changed may match it any more: a batch that leaves such rows is rolled back, and the run stops. After the last
     * batch, rows that match again, such as those that the application has inserted meanwhile, are changed too.
     */
    public BackfillSpec where(String condition) {
        OperationBuilder.requireUnset(where, "backfill(\"" + table + "\")", ".where(…)");
        where = condition;
        return this;
    }

    /** Permits rows to match the condition after they were changed; each row is still changed exactly once. */
    public BackfillSpec mayStayTrue() {
        staysTrue = true;
        return this;
    }

    /**
     * Changes the rows of each batch in Java, on the connection and in the transaction of the batch.
     *
     * <pre>{@code
     * op.backfill("property")
     *         .where("hash is null")
     *         .each("hash the parcels", (jdbc, batch) -> jdbc.sql("select id, parcel from property where " + batch.condition())
     *                 .query(Parcel.class).list()
     *                 .forEach(p -> jdbc.sql("update property set hash = ? where id = ?").params(hash(p), p.id()).update()))
     *         .keptOnUndo();
     * }</pre>
     *
     * @param what the step does, for plan, progress and errors
     */
    public BackfillSpec each(String what, BackfillStep change) {
        OperationBuilder.requireUnset(step, "backfill(\"" + table + "\")", ".each(…)");
        description = what;
        step = change;
        return this;
    }

    /** How many rows of the table a batch goes over; 5,000 by default. */
    public BackfillSpec batchSize(int rows) {
        batchSize = rows;
        return this;
    }

    /** How long to pause after a batch that has changed rows; by default as {@code levymaster.migrate.backfill.pause} states. */
    public BackfillSpec pause(Duration value) {
        pause = value;
        return this;
    }

    /**
     * What a downgrade changes, also in batches: {@code .reversedBy(b -> b.set("rate", "rate / 2"))}. This or {@link
     * #keptOnUndo} is required for undo.
     */
    public BackfillSpec reversedBy(Consumer<BackfillSpec> reversal) {
        OperationBuilder.requireUnset(reverse, "backfill(\"" + table + "\")", ".reversedBy(…)");
        BackfillSpec spec = new BackfillSpec(table, inBlock);
        reversal.accept(spec);
        reverse = spec.change("backfill(\"" + table + "\").reversedBy(…)");
        return this;
    }

    /** A downgrade leaves the rows as they are, as is right if it drops the column. */
    public BackfillSpec keptOnUndo() {
        kept = true;
        return this;
    }

    private Change change(String call) {
        if (assignments.isEmpty() && step == null) {
            throw OperationBuilder.incomplete(
                    call, ".set(column, expression) or .each(description, (jdbc, batch) -> …)");
        }
        return new Change(assignments, where, staysTrue, description, step);
    }

    @Override
    public Operation build() {
        Backfill backfill = new Backfill(table, change("backfill(\"" + table + "\")"), reverse, kept, batchSize, pause);
        return inBlock ? backfill : new Autocommit(List.of(backfill));
    }
}
