package com.levymaster.migrate.bench;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/** Liquibase's comparison of a database with itself, as a process that tells what it has cost. */
final class LiquibaseDiffMain {

    private LiquibaseDiffMain() {}

    /** @param arguments URL, user */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.setUser(arguments[1]);
        try (LiquibaseDiff diff = new LiquibaseDiff(dataSource)) {
            if (!diff.isEmpty(dataSource)) {
                throw new IllegalStateException("A database differs from itself");
            }
        }
        Sample sample = Sample.now();
        System.out.println("done " + sample.cpu() + " " + sample.allocated() + " " + sample.classes());
        Runtime.getRuntime().halt(0);
    }
}
