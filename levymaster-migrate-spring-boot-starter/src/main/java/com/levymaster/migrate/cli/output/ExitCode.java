package com.levymaster.migrate.cli.output;

/** What the process says to scripts when it ends. */
public final class ExitCode {

    /** The command did what it was asked. */
    public static final int DONE = 0;

    /** It could not; nothing was done, or what was done is said. */
    public static final int FAILED = 1;

    /** The command line makes no sense. */
    public static final int USAGE = 2;

    /** A question has been answered, and not with yes: a check found something. */
    public static final int FOUND = 3;

    private ExitCode() {}
}
