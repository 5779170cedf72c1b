package com.levymaster.migrate.cli;

import com.levymaster.migrate.cli.command.AutogenerateOptionsMixin;
import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Hibernate could not start, so the entities cannot be read. */
final class EntityModelFailure extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private EntityModelFailure(String problem, String remedy, Throwable cause) {
        super(problem, remedy, cause);
    }

    /**
     * Explains the innermost exception of Hibernate, recognized by its class name, as Hibernate is optional.
     *
     * @return {@code null} if there is none
     */
    static @Nullable EntityModelFailure findIn(Throwable exception) {
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
                        "Hibernate cannot read the version of the database, which does not answer. Nothing was written.",
                        "start it, or check spring.datasource.url, username and password; or compare with the revisions"
                                + " only: " + AutogenerateOptionsMixin.NO_DATABASE + ".",
                        found)
                : new EntityModelFailure(
                        "Hibernate cannot read the entities: " + withFullStop(message) + " Nothing was written.",
                        "fix the mapping, then run the command again; --stacktrace shows the stack trace.",
                        found);
    }

    private static String withFullStop(String message) {
        String text = message.strip();
        return text.endsWith(".") ? text : text + ".";
    }
}
