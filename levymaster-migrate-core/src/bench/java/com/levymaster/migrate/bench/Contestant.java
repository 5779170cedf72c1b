package com.levymaster.migrate.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/** Somebody who brings a database up to the last revision of a corpus. Public for those with a class loader of their own. */
public interface Contestant {

    /** A start, with all that belongs to it: the reading of the revisions, the question to the database, what is to be done. */
    Sample.Work start(DataSource dataSource, Corpus corpus) throws Exception;

    /** Who there is, the floor first. None is loaded before it is wanted. */
    enum Name {
        FLOOR("raw JDBC (floor)"),
        BATCHED_FLOOR("raw JDBC, batched"),
        OURS("LevyMaster Migrate"),
        OURS_SQL("LevyMaster Migrate, SQL files"),
        MANAGED_FLYWAY("Flyway, Boot's"),
        NEWEST_FLYWAY("Flyway, newest"),
        LIQUIBASE("Liquibase, Boot's");

        final String text;

        Name(String text) {
            this.text = text;
        }

        static List<Name> peers() {
            return List.of(MANAGED_FLYWAY, NEWEST_FLYWAY, LIQUIBASE);
        }

        static List<Name> all() {
            return Arrays.asList(values());
        }

        /** @param directory of the benchmark */
        Contestant contestant(Path directory) throws Exception {
            return switch (this) {
                case FLOOR -> new Floor();
                case BATCHED_FLOOR -> new BatchedFloor();
                case OURS -> new Ours();
                case OURS_SQL -> new OursWithSqlFiles();
                case MANAGED_FLYWAY -> new FlywayContestant();
                case NEWEST_FLYWAY -> NewestFlyway.contestant(directory);
                case LIQUIBASE -> new LiquibaseContestant();
            };
        }
    }
}
