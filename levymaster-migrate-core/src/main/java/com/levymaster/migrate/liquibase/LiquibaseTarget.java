package com.levymaster.migrate.liquibase;

/**
 * The database for which Liquibase writes SQL.
 *
 * @param majorVersion of the server
 * @param schema the one in which change sets run, whose name is left out
 * @param historySchema that of the history
 * @param historyTable the name of the history
 */
public record LiquibaseTarget(int majorVersion, String schema, String historySchema, String historyTable) {}
