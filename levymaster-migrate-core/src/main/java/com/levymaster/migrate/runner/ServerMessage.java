package com.levymaster.migrate.runner;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What the server said, without the driver's trimmings. */
final class ServerMessage {

    private ServerMessage() {}

    static String text(SQLException e) {
        ServerErrorMessage message = of(e);
        if (message == null || message.getMessage() == null) {
            return String.valueOf(e.getMessage());
        }
        String hint = message.getHint();
        return message.getMessage() + (hint == null ? "" : " (" + hint + ")");
    }

    /** In characters from 1; 0 where the server names none. */
    static int position(SQLException e) {
        ServerErrorMessage message = of(e);
        return message == null ? 0 : message.getPosition();
    }

    /** The exception of a batch contains its statements; that of the server is the next one. */
    private static @Nullable ServerErrorMessage of(SQLException e) {
        if (!Driver.PRESENT) {
            return null;
        }
        if (e instanceof PSQLException failure) {
            return failure.getServerErrorMessage();
        }
        return e.getNextException() instanceof PSQLException next ? next.getServerErrorMessage() : null;
    }

    /** The driver is the application's to bring. */
    private static final class Driver {

        static final boolean PRESENT = present();

        private static boolean present() {
            try {
                Class.forName("org.postgresql.util.PSQLException", false, ServerMessage.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}
