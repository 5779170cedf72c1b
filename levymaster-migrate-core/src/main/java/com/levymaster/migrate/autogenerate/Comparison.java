package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;

/**
 * How the database differs from the entities.
 *
 * @param upgrade what would have to be done, with what a reviewer should know
 * @param downgrade the way back
 * @param losses what would be lost, one sentence each
 * @param unmapped tables, sequences and types of the database that no entity uses
 * @param warnings what the user should know: stale {@code @RenamedFrom}, what cannot be expressed, degraded comparison
 * @param target the schema after the upgrade
 */
public record Comparison(
        List<ReviewedOperation> upgrade,
        List<ReviewedOperation> downgrade,
        List<String> losses,
        List<ObjectName> unmapped,
        List<String> warnings,
        DatabaseSchema target) {

    public Comparison {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
        losses = List.copyOf(losses);
        unmapped = List.copyOf(unmapped);
        warnings = List.copyOf(warnings);
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return upgrade.isEmpty();
    }

    public List<Operation> operations() {
        return upgrade.stream().map(ReviewedOperation::operation).toList();
    }
}
