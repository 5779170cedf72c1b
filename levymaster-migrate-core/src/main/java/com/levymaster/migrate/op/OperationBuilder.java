package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Something an author began to say; it becomes an operation when the next one begins or the migration ends. */
@FunctionalInterface
interface OperationBuilder {

    /**
     * The operation that was meant.
     *
     * @throws MigrationException when a word is missing, naming it
     */
    Operation build();

    /** The word, or an error that names the one that was not said. */
    static <T> T require(@Nullable T word, String sentence, String missing) {
        if (word == null) {
            throw new MigrationException("Unfinished sentence: " + sentence, "add " + missing);
        }
        return word;
    }

    /** Refuses a word that would take the place of what was said before. */
    static void requireUnset(@Nullable Object before, String sentence, String word) {
        boolean said = before instanceof Collection<?> all ? !all.isEmpty() : before != null;
        if (said) {
            throw new MigrationException(sentence + " says " + word + " twice", "say all of it in one " + word);
        }
    }
}
