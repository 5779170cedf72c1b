package com.levymaster.migrate.explorer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a process at one of its calls to the server, and what another process does meanwhile.
 *
 * @param call the number of the call, from 0; of {@link Moment#INSIDE}, among those that build or drop an index concurrently
 * @param meanwhile the whole command of another process; {@code null} for none
 */
record Cut(Kind kind, Moment moment, int call, @Nullable Command meanwhile) {

    /** What happens. */
    enum Kind {
        /** The process stops for good; nothing more of it reaches the server. */
        HALT,
        /** The connection is lost; the process may open another one. */
        CONNECTION,
        /** An administrator ends the session. */
        TERMINATE,
        /** The session loses the lock, and goes on. */
        LOCK,
        /** The process is slow, and keeps its lock. */
        PAUSE
    }

    /** When it happens. */
    enum Moment {
        BEFORE,
        /** The server has done it; the answer is lost. */
        AFTER,
        /** The server waits within a concurrent build or drop of an index. */
        INSIDE
    }

    static Cut before(int call, Kind kind) {
        return new Cut(kind, Moment.BEFORE, call, null);
    }

    static Cut after(int call, Kind kind) {
        return new Cut(kind, Moment.AFTER, call, null);
    }

    static Cut inside(int call, Kind kind) {
        return new Cut(kind, Moment.INSIDE, call, null);
    }

    Cut meanwhile(Command command) {
        return new Cut(kind, moment, call, command);
    }

    Cut alone() {
        return new Cut(kind, moment, call, null);
    }

    Cut at(int value) {
        return new Cut(kind, moment, value, meanwhile);
    }

    /** As Java. */
    String source() {
        String other = meanwhile == null ? "" : ".meanwhile(" + meanwhile.source() + ")";
        return moment.name().toLowerCase(Locale.ROOT) + "(" + call + ", " + kind + ")" + other;
    }

    @Override
    public String toString() {
        return source();
    }
}
