package com.levymaster.migrate.lock;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Another process held the lock for longer than the timeout. */
public final class LockTimeoutException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    LockTimeoutException(Duration waited, @Nullable String holder) {
        super(
                "Waited " + waited.toMillis() + " ms for the migration lock, which "
                        + (holder == null ? "another session holds" : holder + " holds") + ". Nothing was changed.",
                "wait until the other migration is done and start again; or give it more time with"
                        + " levymaster.migrate.lock.timeout; if its process is dead, end its session with"
                        + " pg_terminate_backend.");
    }
}
