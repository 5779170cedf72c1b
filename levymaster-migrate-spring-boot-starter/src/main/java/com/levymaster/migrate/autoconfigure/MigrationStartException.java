package com.levymaster.migrate.autoconfigure;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.function.Supplier;
import org.springframework.boot.ExitCodeGenerator;

/** The application does not start because of its migrations; the process ends with exit code 1. The cause says why. */
public final class MigrationStartException extends RuntimeException implements ExitCodeGenerator {

    @Serial
    private static final long serialVersionUID = 1L;

    private MigrationStartException(MigrationException cause) {
        super(cause.problem(), cause);
    }

    static <T> T guard(Supplier<T> work) {
        try {
            return work.get();
        } catch (MigrationException e) {
            throw new MigrationStartException(e);
        }
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
