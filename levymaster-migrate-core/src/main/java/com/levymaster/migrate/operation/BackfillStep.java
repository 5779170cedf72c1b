package com.levymaster.migrate.operation;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes the rows of one batch of a backfill in Java. */
@FunctionalInterface
public interface BackfillStep {

    /**
     * Changes the rows of a batch, on the connection and in the transaction of the batch.
     *
     * @param jdbc on the connection of the run
     * @param batch which rows
     */
    void run(JdbcClient jdbc, BackfillBatch batch) throws Exception;
}
