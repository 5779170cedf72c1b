package com.levymaster.migrate.cli;

/** What the process says to scripts when it ends. */
final class ExitCode {

    /** The command did what it was asked. */
    static final int DONE = 0;

    /** It could not; nothing was done, or what was done is said. */
    static final int FAILED = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    /** A question has been answered, and not with yes: a check found something. */
    static final int FOUND = 3;

    private ExitCode() {}
}
