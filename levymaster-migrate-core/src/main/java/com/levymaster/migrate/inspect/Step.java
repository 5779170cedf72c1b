package com.levymaster.migrate.inspect;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;

/**
 * One thing that is made in the scratch schema, to see what PostgreSQL makes of it.
 *
 * @param object the table or domain that it belongs to
 * @param part such as {@code check positive}; empty for the object itself
 * @param text the SQL that was given
 * @param operation what makes it
 * @param reading takes the server's words over into the desired schema
 */
record Step(ObjectName object, String part, String text, Operation operation, Words reading) {

    /** Takes words over. */
    @FunctionalInterface
    interface Words {
        Schema into(Schema desired, Schema scratch);
    }

    /** Something that other steps need, and of which no words are of interest. */
    static Step ground(ObjectName object, String text, Operation operation) {
        return new Step(object, "", text, operation, (desired, scratch) -> desired);
    }
}
