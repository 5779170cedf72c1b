package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.liquibase.LiquibaseOptions;
import com.levymaster.migrate.liquibase.LiquibaseOptions.Accepted;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about a project of Liquibase. */
final class LiquibaseCommandOptions {

    @Option(
            names = "--change-log",
            paramLabel = "FILE",
            description = "The root change log of Liquibase; by default spring.liquibase.change-log,"
                    + " else db/changelog/db.changelog-master.yaml.")
    @Nullable
    String changeLog;

    @Option(
            names = "--liquibase-table",
            paramLabel = "TABLE",
            description = "The history table of Liquibase, with or without its schema, if there are several.")
    @Nullable
    String table;

    @Option(
            names = "--contexts",
            paramLabel = "NAMES",
            description =
                    "The contexts with which Liquibase runs, empty for none; by default spring.liquibase.contexts.")
    @Nullable
    String contexts;

    @Option(
            names = "--labels",
            paramLabel = "EXPR",
            description =
                    "The labels with which Liquibase runs, empty for none; by default spring.liquibase.label-filter.")
    @Nullable
    String labels;

    @Option(
            names = "--accept",
            split = ",",
            paramLabel = "WHAT",
            description = "What may become something else than it is for Liquibase: preconditions, run-always,"
                    + " fail-on-error, custom, literals, edited, missing.")
    @Nullable
    Set<Accepted> accepted;

    /** Returns the settings of the application with those that were given. */
    LiquibaseOptions of(LiquibaseOptions application) {
        LiquibaseOptions options = application;
        options = table == null ? options : options.withTable(table);
        options = changeLog == null ? options : options.withChangeLog(changeLog);
        options = contexts == null ? options : options.withContexts(contexts);
        options = labels == null ? options : options.withLabels(labels);
        return accepted == null ? options : options.withAccepted(accepted);
    }
}
