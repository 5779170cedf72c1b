package com.levymaster.migrate;

import java.util.Locale;

/**
 * How much the transaction of a revision sees of what others commit meanwhile.
 *
 * @see <a href="https://www.postgresql.org/docs/current/transaction-iso.html">PostgreSQL: transaction isolation</a>
 */
public enum Isolation {
    /** As the database, the role or the connection has it. */
    DEFAULT,
    READ_COMMITTED,
    REPEATABLE_READ,
    SERIALIZABLE;

    /** {@code repeatable read}. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
