package com.levymaster.migrate.runner;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code lock_timeout} of the session of a run: set only when it changes, not for each revision. */
public final class StatementLockTimeout {

    private @Nullable Duration requested = Duration.ZERO;
    private @Nullable Duration inForce = Duration.ZERO;

    /** The statement that sets it; empty if it is in force already. It takes effect for later transactions on commit. */
    Optional<String> set(Duration value) {
        requested = value;
        return value.equals(inForce) ? Optional.empty() : Optional.of("set lock_timeout = " + value.toMillis());
    }

    /** The value requested last is in force now. */
    void committed() {
        inForce = requested;
    }

    /** A revision may have changed it. */
    void forget() {
        requested = null;
        inForce = null;
    }

    boolean isUnknown() {
        return inForce == null;
    }

    /** The value requested since the last commit is rolled back. */
    void rolledBack() {
        requested = inForce;
    }
}
