package com.levymaster.migrate.explorer;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.RepairAction.Resolution;
import com.levymaster.migrate.runner.RunReport;
import org.jspecify.annotations.Nullable;

/**
 * A command, as a person gives it.
 *
 * @param target empty where the command has none
 */
record Command(Kind kind, String target) {

    /** The kinds of commands. */
    enum Kind {
        UPGRADE,
        DOWNGRADE,
        STAMP,
        PURGE,
        REPAIR,
        DONE,
        RUN_AGAIN
    }

    static Command upgrade(String target) {
        return new Command(Kind.UPGRADE, target);
    }

    static Command downgrade(String target) {
        return new Command(Kind.DOWNGRADE, target);
    }

    static Command stamp(String target) {
        return new Command(Kind.STAMP, target);
    }

    static Command purge(String target) {
        return new Command(Kind.PURGE, target);
    }

    static Command repair() {
        return new Command(Kind.REPAIR, "");
    }

    static Command repairDone() {
        return new Command(Kind.DONE, "");
    }

    static Command repairRunAgain() {
        return new Command(Kind.RUN_AGAIN, "");
    }

    boolean runsRevisions() {
        return kind == Kind.UPGRADE || kind == Kind.DOWNGRADE;
    }

    /** @return {@code null} for a repair */
    @Nullable
    RunReport execute(Migrator migrator) {
        return switch (kind) {
            case UPGRADE -> migrator.upgrade(target);
            case DOWNGRADE -> migrator.downgrade(target);
            case STAMP -> migrator.stamp(target);
            case PURGE -> migrator.stampPurging(target);
            case REPAIR -> repaired(migrator, null);
            case DONE -> repaired(migrator, Resolution.DONE);
            case RUN_AGAIN -> repaired(migrator, Resolution.RUN_AGAIN);
        };
    }

    private static @Nullable RunReport repaired(Migrator migrator, @Nullable Resolution resolution) {
        if (resolution == null) {
            migrator.repair();
        } else {
            migrator.repair(resolution);
        }
        return null;
    }

    /** As Java. */
    String source() {
        String method = switch (kind) {
            case DONE -> "repairDone";
            case RUN_AGAIN -> "repairRunAgain";
            default -> kind.name().toLowerCase(java.util.Locale.ROOT);
        };
        return method + "(" + (target.isEmpty() ? "" : "\"" + target + "\"") + ")";
    }

    @Override
    public String toString() {
        return source();
    }
}
