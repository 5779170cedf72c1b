package com.levymaster.migrate.runner;

import java.time.Duration;
import java.util.Optional;

/** How long statements wait for locks in the session of a run: said when it changes, not with each revision. */
public final class StatementLockTimeout {

    private Duration said = Duration.ZERO;
    private Duration inForce = Duration.ZERO;

    /** The statement that sets it, where it is not so already. It stands when the transaction is committed. */
    Optional<String> set(Duration value) {
        said = value;
        return value.equals(inForce) ? Optional.empty() : Optional.of("set lock_timeout = " + value.toMillis());
    }

    /** What was said last is in force now. */
    void committed() {
        inForce = said;
    }

    /** What was said since the last commit is taken back. */
    void rolledBack() {
        said = inForce;
    }
}
