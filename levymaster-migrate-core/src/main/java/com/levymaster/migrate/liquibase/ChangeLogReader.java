package com.levymaster.migrate.liquibase;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Scope;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.OfflineConnection;
import liquibase.executor.ExecutorService;
import liquibase.executor.LoggingExecutor;
import liquibase.logging.core.BufferedLogService;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;

/** Reads change logs with the library of Liquibase, without a database. */
final class ChangeLogReader {

    private static final String EXECUTOR = "jdbc";

    private final List<Path> directories;
    private final LiquibaseOptions options;
    private final LiquibaseHistory history;
    private final List<String> faults;

    /**
     * @param directories in which change logs are looked for
     * @param faults to which those of the change logs are added
     */
    ChangeLogReader(List<Path> directories, LiquibaseOptions options, LiquibaseHistory history, List<String> faults) {
        this.directories = directories;
        this.options = options;
        this.history = history;
        this.faults = faults;
    }

    /** Returns the change sets in their order, with SQL for this database. */
    List<ChangeSetSql> read(LiquibaseTarget target) {
        String path = options.changeLog().replaceFirst("^classpath\\*?:", "").replaceFirst("^/+", "");
        try (ChangeLogFiles files = new ChangeLogFiles(directories)) {
            if (isThere(path, files)) {
                Map<String, Object> scope = Map.of(
                        Scope.Attr.resourceAccessor.name(),
                        files,
                        Scope.Attr.logService.name(),
                        new BufferedLogService());
                return Scope.child(scope, () -> read(path, files, target));
            }
        } catch (Exception e) {
            faults.add("the change log " + path + " cannot be read: " + message(e));
        }
        return List.of();
    }

    private boolean isThere(String path, ChangeLogFiles files) throws IOException {
        if (path.matches("[a-z]{2,}:.*")) {
            faults.add("the change log " + options.changeLog()
                    + " is not in the resources: name it with --change-log, as a path in src/main/resources");
        } else if (files.getAll(path).isEmpty()) {
            faults.add("there is no change log " + path + " in " + String.join(" or ", files.describeLocations())
                    + ": name it with --change-log, or spring.liquibase.change-log");
        } else {
            return true;
        }
        return false;
    }

    private List<ChangeSetSql> read(String path, ResourceAccessor files, LiquibaseTarget target) throws Exception {
        Database database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(
                        new OfflineConnection("offline:postgresql?version=" + target.majorVersion() + ".0", files));
        database.setOutputDefaultSchema(false);
        database.setDefaultSchemaName(target.schema());
        database.setLiquibaseSchemaName(target.historySchema());
        database.setDatabaseChangeLogTableName(target.historyTable());
        ExecutorService executors = Scope.getCurrentScope().getSingleton(ExecutorService.class);
        executors.setExecutor(EXECUTOR, database, new LoggingExecutor(null, Writer.nullWriter(), database));
        try {
            DatabaseChangeLog changeLog = ChangeLogParserFactory.getInstance()
                    .getParser(path, files)
                    .parse(path, parameters(database), files);
            return Scope.child(
                    Map.of(Scope.Attr.database.name(), database), () -> changeSets(changeLog, database));
        } finally {
            executors.clearExecutor(EXECUTOR, database);
        }
    }

    private ChangeLogParameters parameters(Database database) {
        ChangeLogParameters parameters = new ChangeLogParameters(database);
        parameters.setContexts(contexts());
        parameters.setLabels(labels());
        options.parameters().forEach(parameters::set);
        return parameters;
    }

    private Contexts contexts() {
        return new Contexts(options.contexts() == null ? "" : options.contexts());
    }

    private LabelExpression labels() {
        return new LabelExpression(options.labels() == null ? "" : options.labels());
    }

    private List<ChangeSetSql> changeSets(DatabaseChangeLog changeLog, Database database) {
        List<ChangeSetSql> changeSets = new ArrayList<>();
        Set<ChangeSetKey> keys = new HashSet<>();
        String general = new Preconditions(changeLog.getPreconditions(), database).open();
        if (!general.isEmpty() && !options.accepted().contains(LiquibaseOptions.Accepted.PRECONDITIONS)) {
            faults.add("the change logs have preconditions (" + general
                    + "): --accept preconditions leaves them out, here and in change sets");
        }
        for (ChangeSet changeSet : changeLog.getChangeSets()) {
            ChangeSetSql read = new ChangeSetReader(changeSet, database, history).read(contexts(), labels());
            if (read.skipped() == null && !keys.add(read.key())) {
                faults.add(read.key() + " is there twice: give one of them another id");
            }
            changeSets.add(read);
        }
        changeLog
                .getSkippedChangeSets()
                .forEach(each -> changeSets.add(new ChangeSetReader(each, database, history).ofOtherDatabase()));
        return changeSets;
    }

    /** That of the cause, which the wrappers of Liquibase repeat or hide. */
    static String message(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
