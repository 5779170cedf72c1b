package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;

/** The revision would lose data, and the options do not allow that. */
public final class DestructiveChangeException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> losses;

    DestructiveChangeException(List<String> losses) {
        super(
                "This revision would lose data:" + System.lineSeparator() + "  - "
                        + String.join(System.lineSeparator() + "  - ", losses),
                "use --allow-destructive to draft it anyway; nothing was written.");
        this.losses = List.copyOf(losses);
    }

    /** Descriptions of the data that would be lost. */
    public List<String> losses() {
        return losses;
    }
}
