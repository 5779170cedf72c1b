package com.levymaster.migrate;

import java.util.Locale;

/**
 * The transaction isolation level of a revision.
 *
 * @see <a href="https://www.postgresql.org/docs/current/transaction-iso.html">PostgreSQL: transaction isolation</a>
 */
public enum Isolation {
    /** The {@code default_transaction_isolation} of the session, {@code read committed} unless configured. */
    DEFAULT,
    /** Each statement sees the rows committed before it began. */
    READ_COMMITTED,
    /**
     * All statements see the rows committed before the first one; a conflict with a concurrent update fails, and the
     * revision is retried.
     */
    REPEATABLE_READ,
    /** As if transactions ran one after another; a serialization failure is retried. */
    SERIALIZABLE;

    /** The SQL name, such as {@code repeatable read}. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
