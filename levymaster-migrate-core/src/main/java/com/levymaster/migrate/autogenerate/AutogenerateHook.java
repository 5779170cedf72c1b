package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * Has a say in what autogenerate drafts; a bean of this type is found by itself. What Alembic calls {@code
 * process_revision_directives}, {@code include_object} and {@code compare_type}.
 */
public interface AutogenerateHook {

    /** The operations that shall be written, in place of those that were found; empty to write nothing. */
    default List<Operation> revise(List<Operation> operations) {
        return operations;
    }

    /** Whether a table, sequence or enum type is looked at, in the database as in the entities. */
    default boolean includes(ObjectName object) {
        return true;
    }

    /** Whether two types differ; empty to compare as usual. */
    default Optional<Boolean> typesDiffer(ObjectName table, Column actual, Column desired) {
        return Optional.empty();
    }
}
