package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * Customizes autogenerate; beans of this type are registered automatically. Corresponds to Alembic's {@code
 * process_revision_directives}, {@code include_object} and {@code compare_type}.
 */
public interface AutogenerateHook {

    /** Returns the operations to write in place of the detected ones; empty to write no revision. */
    default List<Operation> revise(List<Operation> operations) {
        return operations;
    }

    /** Whether a table, sequence or type takes part in the comparison, both in the database and among the entities. */
    default boolean includes(ObjectName object) {
        return true;
    }

    /** Whether the types of two columns differ; empty for the default comparison. */
    default Optional<Boolean> typesDiffer(ObjectName table, Column actual, Column desired) {
        return Optional.empty();
    }
}
