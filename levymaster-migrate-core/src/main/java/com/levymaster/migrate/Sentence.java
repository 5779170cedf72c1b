package com.levymaster.migrate;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.operation.Operation;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Something an author began to say; it becomes an operation when the next one begins or the migration ends. */
@FunctionalInterface
interface Sentence {

    /**
     * The operation that was meant.
     *
     * @throws MigrateException when a word is missing, naming it
     */
    Operation finish();

    /** The word, or an error that names the one that was not said. */
    static <T> T said(@Nullable T word, String sentence, String missing) {
        if (word == null) {
            throw new MigrateException("Unfinished sentence: " + sentence, "add " + missing);
        }
        return word;
    }

    /** Refuses a word that would take the place of what was said before. */
    static void once(@Nullable Object before, String sentence, String word) {
        boolean said = before instanceof Collection<?> all ? !all.isEmpty() : before != null;
        if (said) {
            throw new MigrateException(sentence + " says " + word + " twice", "say all of it in one " + word);
        }
    }
}
