package com.levymaster.migrate.runner;

import java.sql.SQLException;

/** Watches each statement of a rehearsal. A step in Java counts as one. */
public interface StatementObserver {

    /** A statement is about to run. */
    void before() throws SQLException;

    /** The statement has run, and has changed so many rows. */
    void after(String sql, long rows) throws SQLException;
}
