package com.levymaster.migrate.inspect;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;

/**
 * An object that is created in the scratch schema to obtain its normalized form.
 *
 * @param object the table or domain that it belongs to
 * @param part such as {@code check positive}; empty for the object itself
 * @param text the SQL that was given
 * @param operation creates the object
 * @param resultReader copies the normalized form into the desired schema
 */
record NormalizationStep(ObjectName object, String part, String text, Operation operation, ResultReader resultReader) {

    /** Copies the normalized form into the desired schema. */
    @FunctionalInterface
    interface ResultReader {
        DatabaseSchema into(DatabaseSchema desired, DatabaseSchema scratch);
    }

    /** A step that only creates an object that other steps need. */
    static NormalizationStep prerequisite(ObjectName object, String text, Operation operation) {
        return new NormalizationStep(object, "", text, operation, (desired, scratch) -> desired);
    }
}
