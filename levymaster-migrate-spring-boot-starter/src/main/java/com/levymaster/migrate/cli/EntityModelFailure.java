package com.levymaster.migrate.cli;

import com.levymaster.migrate.cli.command.AutogenerateOptionsMixin;
import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Hibernate could not start, so nobody knows what the entities want. */
final class EntityModelFailure extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private EntityModelFailure(String problem, String remedy, Throwable cause) {
        super(problem, remedy, cause);
    }

    /** What the innermost exception of Hibernate means; known by its name, since not every application has Hibernate. */
    static @Nullable EntityModelFailure in(Throwable exception) {
        Throwable found = null;
        for (Throwable e = exception; e != null; e = e.getCause()) {
            if (e.getClass().getName().startsWith("org.hibernate.")) {
                found = e;
            }
        }
        if (found == null) {
            return null;
        }
        String message = String.valueOf(found.getMessage());
        return message.startsWith("Unable to determine Dialect")
                ? new EntityModelFailure(
                        "The database does not answer, which Hibernate asks for its version. Nothing was written.",
                        "start it, or look at spring.datasource.url, username and password; or compare with the revisions"
                                + " alone: " + AutogenerateOptionsMixin.NO_DATABASE + ".",
                        found)
                : new EntityModelFailure(
                        "Hibernate cannot read the entities: " + ended(message) + " Nothing was written.",
                        "mend the mapping, then run the command again; --stacktrace shows where it comes from.",
                        found);
    }

    private static String ended(String message) {
        String text = message.strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
