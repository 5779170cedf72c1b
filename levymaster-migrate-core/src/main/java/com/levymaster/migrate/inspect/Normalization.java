package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A desired schema as PostgreSQL prints it.
 *
 * @param schema the desired schema; parts that the server refuses are unchanged
 * @param faults the parts that the server refuses
 * @param degraded why expressions could not be normalized by the server at all, so that they are compared as text;
 *      {@code null} if they were
 */
public record Normalization(
        DatabaseSchema schema,
        List<NormalizationError> faults,
        @Nullable String degraded) {

    public Normalization {
        faults = List.copyOf(faults);
    }

    /**
     * A type or an expression that the server refuses.
     *
     * @param object the table or domain
     * @param part such as {@code default of column rate}; empty for the whole object
     * @param text the SQL that was given
     * @param message the message of the server
     */
    public record NormalizationError(ObjectName object, String part, String text, String message) {

        /** A one-line description. */
        public String describe() {
            return object + (part.isEmpty() ? "" : ", " + part) + ": " + message + " (in: " + text + ")";
        }
    }
}
