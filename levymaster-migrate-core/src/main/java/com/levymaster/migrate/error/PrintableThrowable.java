package com.levymaster.migrate.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An exception from outside as it can be written to a log or a terminal, with its stack trace and causes. */
public final class PrintableThrowable extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private PrintableThrowable(Throwable original) {
        super(PrintableText.lines(original.toString()), of(original.getCause()));
        setStackTrace(original.getStackTrace());
    }

    /** The exception itself if all messages of it and its causes are printable; else a copy in which they are. */
    public static @Nullable Throwable of(@Nullable Throwable original) {
        return original == null || isPrintable(original) ? original : new PrintableThrowable(original);
    }

    private static boolean isPrintable(Throwable original) {
        for (Throwable e = original; e != null; e = e.getCause()) {
            String text = String.valueOf(e.getMessage());
            if (!PrintableText.lines(text).equals(text)) {
                return false;
            }
        }
        return true;
    }

    /** Begins with the type of the original. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
