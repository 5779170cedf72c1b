package com.levymaster.migrate.liquibase;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a Liquibase project, with the defaults of Spring Boot.
 *
 * @param table the history, with or without a schema; {@code null} to find it
 * @param lockTable the table of its lock; {@code null} to find it
 * @param historySchema the schema of the history, if it is set apart; {@code null} if it is not
 * @param defaultSchema the schema in which change sets run; {@code null} for that of the connection
 * @param changeLog {@code classpath:} is looked up in {@code src/main/resources}
 * @param contexts those with which Liquibase runs, separated by commas; empty for none; {@code null} if that is not said
 * @param labels the expression of labels; empty for none; {@code null} if that is not said
 * @param parameters of change logs
 * @param accepted what may become something else than it is for Liquibase
 */
public record LiquibaseOptions(
        @Nullable String table,
        @Nullable String lockTable,
        @Nullable String historySchema,
        @Nullable String defaultSchema,
        String changeLog,
        @Nullable String contexts,
        @Nullable String labels,
        Map<String, String> parameters,
        Set<Accepted> accepted) {

    /** Those of a project that sets none. */
    public static final LiquibaseOptions DEFAULT = new LiquibaseOptions(
            null, null, null, null, "classpath:/db/changelog/db.changelog-master.yaml", null, null, Map.of(), Set.of());

    public LiquibaseOptions {
        parameters = Map.copyOf(parameters);
        accepted = Set.copyOf(accepted);
    }

    /** What is refused unless it is accepted. */
    public enum Accepted {
        /** Change sets with preconditions run without them. */
        PRECONDITIONS,
        /** Change sets that run each time run when they have changed. */
        RUN_ALWAYS,
        /** The failure of a change set that may fail is a failure. */
        FAIL_ON_ERROR,
        /** What is no SQL becomes a step that fails, to be written by hand. */
        CUSTOM,
        /** What looks like a parameter and has no value is text. */
        LITERALS,
        /** What was edited after it was run is written as it is now. */
        EDITED,
        /** What was run and is in no file is left out. */
        MISSING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Returns a copy with the name of the history table. */
    public LiquibaseOptions withTable(@Nullable String value) {
        return new LiquibaseOptions(
                value, lockTable, historySchema, defaultSchema, changeLog, contexts, labels, parameters, accepted);
    }

    /** Returns a copy with another root change log. */
    public LiquibaseOptions withChangeLog(String value) {
        return new LiquibaseOptions(
                table, lockTable, historySchema, defaultSchema, value, contexts, labels, parameters, accepted);
    }

    /** Returns a copy with what is said of contexts. */
    public LiquibaseOptions withContexts(String value) {
        return new LiquibaseOptions(
                table, lockTable, historySchema, defaultSchema, changeLog, value, labels, parameters, accepted);
    }

    /** Returns a copy with what is said of labels. */
    public LiquibaseOptions withLabels(String value) {
        return new LiquibaseOptions(
                table, lockTable, historySchema, defaultSchema, changeLog, contexts, value, parameters, accepted);
    }

    /** Returns a copy that accepts these. */
    public LiquibaseOptions withAccepted(Set<Accepted> value) {
        return new LiquibaseOptions(
                table, lockTable, historySchema, defaultSchema, changeLog, contexts, labels, parameters, value);
    }
}
