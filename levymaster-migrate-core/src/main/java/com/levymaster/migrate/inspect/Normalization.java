package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A desired schema in PostgreSQL's own words.
 *
 * @param schema as it was desired; where a part is not understood by the server, with the words that were given
 * @param faults what the server did not understand
 * @param degraded why the expressions could not be put to the server at all, so that they are compared as text; {@code
 *     null} where they were
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
     * @param message the server's own words
     */
    public record NormalizationError(ObjectName object, String part, String text, String message) {

        /** One line, for people. */
        public String describe() {
            return object + (part.isEmpty() ? "" : ", " + part) + ": " + message + " (in: " + text + ")";
        }
    }
}
