package com.levymaster.migrate.explorer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a process at one of its calls to the server, and what another process does meanwhile.
 *
 * @param text what the calls that count contain; empty where all count
 * @param call the number of the call, from 0; of {@link Moment#INSIDE}, among those that build or drop an index concurrently
 * @param meanwhile the whole command of another process; {@code null} for none
 */
record Cut(
        Kind kind,
        Moment moment,
        String text,
        int call,
        @Nullable Command meanwhile) {

    /** The process asks for the lock. */
    static final String LOCKING = "pg_try_advisory_lock";

    /** The process has the lock, and reads what is applied. */
    static final String PLANNING = "select distinct on (revision";

    /** A step outside the transaction starts: all before it is committed. */
    static final String STARTED = "'started'";

    /** A step outside the transaction has finished. */
    static final String FINISHED = "'finished'";

    /** The version row is read, written or deleted. */
    static final String VERSION_ROW = "\"levymaster_version\" ";

    static final String COMMIT = "commit";

    /** The process gives its lock back. */
    static final String RELEASE = "pg_advisory_unlock(";

    /** The steps themselves. */
    private static final List<String> STEPS = List.of("create ", "alter ", "drop ", "into effect");

    /** The points at which a run has its plan, and is about to change something. */
    static final List<String> PLANNED =
            Stream.concat(Stream.of(VERSION_ROW, COMMIT), STEPS.stream()).toList();

    /** All named points. */
    static final List<String> POINTS = Stream.concat(
                    Stream.of(LOCKING, PLANNING, STARTED, FINISHED, RELEASE), PLANNED.stream())
            .toList();

    /** Whether a call is at one of the named points. */
    static boolean isNamed(String call) {
        return POINTS.stream().anyMatch(call::contains);
    }

    /** What happens. */
    enum Kind {
        /** The process stops for good; nothing more of it reaches the server. */
        HALT,
        /** The connection is lost; the process may open another one. */
        CONNECTION,
        /** The connection is lost, and the server refuses others. */
        SERVER,
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
        return before("", call, kind);
    }

    static Cut after(int call, Kind kind) {
        return after("", call, kind);
    }

    /** At one of the calls that contain a text. */
    static Cut before(String text, int call, Kind kind) {
        return new Cut(kind, Moment.BEFORE, text, call, null);
    }

    static Cut after(String text, int call, Kind kind) {
        return new Cut(kind, Moment.AFTER, text, call, null);
    }

    static Cut inside(int call, Kind kind) {
        return new Cut(kind, Moment.INSIDE, "", call, null);
    }

    Cut meanwhile(Command command) {
        return new Cut(kind, moment, text, call, command);
    }

    Cut alone() {
        return new Cut(kind, moment, text, call, null);
    }

    Cut at(int value) {
        return new Cut(kind, moment, text, value, meanwhile);
    }

    /** As Java. */
    String source() {
        String other = meanwhile == null ? "" : ".meanwhile(" + meanwhile.source() + ")";
        String where = text.isEmpty() ? "" : "\"" + text.replace("\"", "\\\"") + "\", ";
        return moment.name().toLowerCase(Locale.ROOT) + "(" + where + call + ", " + kind + ")" + other;
    }

    @Override
    public String toString() {
        return source();
    }
}
