package com.levymaster.migrate.cli.output;

/** Exit codes of commands. */
public final class ExitCode {

    /** The command succeeded. */
    public static final int DONE = 0;

    /** The command failed; the error describes what was done, if anything. */
    public static final int FAILED = 1;

    /** The command line is invalid. */
    public static final int USAGE = 2;

    /** A check found something. */
    public static final int FOUND = 3;

    private ExitCode() {}
}
