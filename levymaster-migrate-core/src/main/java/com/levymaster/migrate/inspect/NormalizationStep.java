package com.levymaster.migrate.inspect;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;

/**
 * One thing that is made in the scratch schema, to see what PostgreSQL makes of it.
 *
 * @param object the table or domain that it belongs to
 * @param part such as {@code check positive}; empty for the object itself
 * @param text the SQL that was given
 * @param operation what makes it
 * @param reading takes the server's words over into the desired schema
 */
record NormalizationStep(ObjectName object, String part, String text, Operation operation, ResultReader reading) {

    /** Takes words over. */
    @FunctionalInterface
    interface ResultReader {
        DatabaseSchema into(DatabaseSchema desired, DatabaseSchema scratch);
    }

    /** Something that other steps need, and of which no words are of interest. */
    static NormalizationStep ground(ObjectName object, String text, Operation operation) {
        return new NormalizationStep(object, "", text, operation, (desired, scratch) -> desired);
    }
}
