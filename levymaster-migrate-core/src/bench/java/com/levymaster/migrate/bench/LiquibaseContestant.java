package com.levymaster.migrate.bench;

import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;
import liquibase.util.LiquibaseUtil;

/** Liquibase; it belongs to a connection, so a start makes it anew. */
final class LiquibaseContestant implements Contestant {

    /** @throws Exception if Liquibase cannot be told to log, not to print */
    LiquibaseContestant() throws Exception {
        Scope.enter(Map.of(Scope.Attr.ui.name(), new LoggerUIService()));
    }

    @Override
    public Sample.Work start(DataSource dataSource, Corpus corpus) {
        return () -> {
            try (Connection connection = dataSource.getConnection();
                    DirectoryResourceAccessor files = new DirectoryResourceAccessor(corpus.liquibase())) {
                Database database =
                        DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
                try (Liquibase liquibase = new Liquibase("master.xml", files, database)) {
                    liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
                    liquibase.update(new Contexts());
                }
            }
        };
    }

    @Override
    public String toString() {
        return "Liquibase " + LiquibaseUtil.getBuildVersion();
    }
}
