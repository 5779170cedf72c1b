package com.levymaster.migrate.runner;

import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Presence;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Schema;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Decides whether a guarded step runs, by what is there. */
final class Guard {

    private static final Log log = LogFactory.getLog(Guard.class);

    private final Supplier<Schema> look;
    private final Connection connection;
    private final RevisionHeader revision;
    private final int step;

    Guard(Supplier<Schema> look, Connection connection, RevisionHeader revision, int step) {
        this.look = look;
        this.connection = connection;
        this.revision = revision;
        this.step = step;
    }

    /** The step behind the guard, if it is to run. */
    Optional<Operation> resolve(Operation guarded) {
        Schema schema = look.get();
        if (guarded instanceof IfMissing missing) {
            if (Presence.of(missing.create(), schema) == Presence.ABSENT) {
                return Optional.of(missing.create());
            }
            return skipped(missing.create(), "it is there already");
        }
        Operation drop = ((IfPresent) guarded).drop();
        return Presence.of(drop, schema) == Presence.PRESENT ? Optional.of(drop) : skipped(drop, "it is not there");
    }

    private Optional<Operation> skipped(Operation operation, String why) {
        log.info("Revision " + revision.id() + ", step " + step + ": skipped " + operation.describe() + ", since "
                + why);
        return Optional.empty();
    }
}
