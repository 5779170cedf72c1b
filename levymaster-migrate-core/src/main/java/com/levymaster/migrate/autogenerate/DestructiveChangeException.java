package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;

/** The revision would lose data, and nobody consented. */
public final class DestructiveChangeException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> losses;

    DestructiveChangeException(List<String> losses) {
        super(
                "This revision would lose data:" + System.lineSeparator() + "  - "
                        + String.join(System.lineSeparator() + "  - ", losses),
                "say --allow-destructive if that is meant; nothing was written.");
        this.losses = List.copyOf(losses);
    }

    /** What would be lost, one sentence each. */
    public List<String> losses() {
        return losses;
    }
}
