package com.levymaster.migrate.runner;

import com.levymaster.migrate.operation.DataStep;
import java.sql.Connection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Hands the run's connection to the Java of a revision. */
final class DataStepRunner {

    private DataStepRunner() {}

    /** @throws StepFailedException when the step throws anything, or ends the transaction that it runs in */
    static void run(DataStep step, Connection connection, int number) {
        SingleConnectionDataSource one = new SingleConnectionDataSource(connection, true);
        try {
            boolean autocommit = connection.getAutoCommit();
            if (step instanceof DataStep.WithClient client) {
                client.run(JdbcClient.create(one));
            } else if (step instanceof DataStep.WithTemplate template) {
                template.run(new JdbcTemplate(one));
            } else if (step instanceof DataStep.WithConnection bare) {
                bare.run(connection);
            }
            if (connection.getAutoCommit() != autocommit) {
                throw new TransactionEndedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(number, null, e);
        } catch (Exception | Error e) {
            throw new StepFailedException(number, null, e);
        }
    }
}
