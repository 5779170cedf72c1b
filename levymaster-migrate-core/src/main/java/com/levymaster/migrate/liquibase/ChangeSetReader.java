package com.levymaster.migrate.liquibase;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.liquibase.ChangeSetSql.Question;
import com.levymaster.migrate.liquibase.ChangeSetSql.Trait;
import com.levymaster.migrate.sqlrevision.ForeignSql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.change.Change;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.ExecutablePreparedStatement;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Has Liquibase write the SQL of one change set. */
final class ChangeSetReader {

    /** Changes that do nothing to the schema. */
    private static final Set<String> SILENT = Set.of("tagDatabase", "output", "empty");

    /** Changes that are no SQL. */
    private static final Set<String> CUSTOM = Set.of("customChange", "executeCommand", "stop");

    private static final Set<String> OF_FILES = Set.of("sqlFile", "loadData", "loadUpdateData");

    private final ChangeSet changeSet;
    private final Database database;
    private final LiquibaseHistory history;
    private final List<String> faults;
    private final ChangeSetKey key;

    /** @param faults to which those of this change set are added */
    ChangeSetReader(ChangeSet changeSet, Database database, LiquibaseHistory history, List<String> faults) {
        this.changeSet = changeSet;
        this.database = database;
        this.history = history;
        this.faults = faults;
        this.key = new ChangeSetKey(changeSet.getFilePath(), changeSet.getId(), changeSet.getAuthor());
    }

    /** A change that cannot be written as SQL. */
    private static final class UnwrittenException extends Exception {

        private static final long serialVersionUID = 1;

        UnwrittenException(String message) {
            super(message);
        }
    }

    ChangeSetSql read(Contexts contexts, LabelExpression labels) {
        String skipped = skipped(contexts, labels);
        String upgrade = null;
        String downgrade = null;
        String reason = "";
        String unwritten = skipped == null ? custom() : null;
        if (skipped == null && unwritten == null) {
            try {
                upgrade = upgrade();
                downgrade = downgrade();
            } catch (UnwrittenException e) {
                unwritten = upgrade == null ? e.getMessage() : null;
                reason = upgrade == null ? "" : String.valueOf(e.getMessage());
            } catch (MigrationException e) {
                faults.add(key + ": " + e.problem());
            }
        }
        return new ChangeSetSql(
                key,
                message(),
                upgrade == null ? "" : upgrade,
                downgrade,
                reason,
                unwritten,
                skipped,
                questions(unwritten),
                traits(),
                edited());
    }

    /** One that Liquibase does not run on this database, or in this edition, whatever the contexts and labels. */
    ChangeSetSql omitted() {
        String why = accepts(new DbmsChangeSetFilter(database))
                ? "left out by Liquibase itself, as its logs say"
                : "left out, since they are not for PostgreSQL";
        return new ChangeSetSql(key, "", "", null, "", null, why, Map.of(), Set.of(), null);
    }

    /** The filters also leave out those of its {@code modifySql} that do not apply. */
    private @Nullable String skipped(Contexts contexts, LabelExpression labels) {
        boolean isOf = accepts(new DbmsChangeSetFilter(database));
        boolean inContext = accepts(new ContextChangeSetFilter(contexts));
        boolean isLabelled = accepts(new LabelChangeSetFilter(labels));
        if (changeSet.isIgnore() || changeSet.isInheritableIgnore()) {
            return "left out, as ignore=true says";
        }
        if (!isOf) {
            return "left out, since they are not for PostgreSQL";
        }
        if (!inContext) {
            return "left out, since their context is not one of --contexts";
        }
        return isLabelled ? null : "left out, since --labels does not choose them";
    }

    private boolean accepts(ChangeSetFilter filter) {
        return filter.accepts(changeSet).isAccepted();
    }

    private @Nullable String custom() {
        String runWith = changeSet.getRunWith();
        return runWith == null || runWith.equalsIgnoreCase("jdbc")
                ? changes()
                        .map(Change::getSerializedObjectName)
                        .filter(CUSTOM::contains)
                        .findFirst()
                        .orElse(null)
                : "runWith=" + runWith;
    }

    private Stream<Change> changes() {
        return changeSet.getChanges().stream();
    }

    private String upgrade() throws UnwrittenException {
        StringBuilder sql = new StringBuilder();
        for (Change change : changeSet.getChanges()) {
            append(sql, change, changeSet.getSqlVisitors());
        }
        return sql.toString();
    }

    private @Nullable String downgrade() throws UnwrittenException {
        List<SqlVisitor> visitors = changeSet.getSqlVisitors().stream()
                .filter(SqlVisitor::isApplyToRollback)
                .toList();
        StringBuilder sql = new StringBuilder();
        if (changeSet.hasCustomRollbackChanges()) {
            for (Change change : changeSet.getRollback().getChanges()) {
                append(sql, change, visitors);
            }
            return sql.toString();
        }
        List<Change> reversed = new ArrayList<>(changeSet.getChanges());
        Collections.reverse(reversed);
        for (Change change : reversed) {
            if (SILENT.contains(change.getSerializedObjectName())) {
                continue;
            }
            if (!change.supportsRollback(database) || change.generateRollbackStatementsVolatile(database)) {
                throw new UnwrittenException("Liquibase has no rollback for " + change.getSerializedObjectName());
            }
            try {
                append(sql, change, change.generateRollbackStatements(database), visitors);
            } catch (LiquibaseException e) {
                throw new UnwrittenException(ChangeLogReader.message(e));
            }
        }
        return sql.toString();
    }

    private void append(StringBuilder sql, Change change, List<SqlVisitor> visitors) throws UnwrittenException {
        String name = change.getSerializedObjectName();
        if (SILENT.contains(name)) {
            return;
        }
        if (CUSTOM.contains(name)) {
            throw new UnwrittenException("the rollback has " + name);
        }
        try {
            change.finishInitialization();
            if (!OF_FILES.contains(name) && change.generateStatementsVolatile(database)) {
                throw new UnwrittenException(name + " depends on what the database contains");
            }
            append(sql, change, change.generateStatements(database), visitors);
        } catch (LiquibaseException | RuntimeException e) {
            if (e instanceof MigrationException ours) {
                throw ours;
            }
            throw new UnwrittenException(name + " cannot be written: " + ChangeLogReader.message(e));
        }
    }

    private void append(StringBuilder sql, Change change, SqlStatement[] statements, List<SqlVisitor> visitors)
            throws UnwrittenException {
        SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();
        database.setObjectQuotingStrategy(changeSet.getObjectQuotingStrategy());
        for (SqlStatement statement : statements) {
            if (statement instanceof ExecutablePreparedStatement) {
                throw new UnwrittenException(
                        change.getSerializedObjectName() + " with the content of a file as a value");
            }
            if (!generators.supports(statement, database)) {
                throw new UnwrittenException(change.getSerializedObjectName() + ", which PostgreSQL does not have");
            }
            for (Sql each : generators.generateSql(statement, database)) {
                String text = each.toSql();
                for (SqlVisitor visitor : visitors) {
                    text = visitor.modifySql(text, database);
                }
                sql.append(ForeignSql.escaped(text, "liquibase", false));
            }
        }
    }

    private String message() {
        String comment = Objects.requireNonNullElse(changeSet.getComments(), "").strip();
        String words = comment.isEmpty()
                ? changes()
                        .map(Change::getSerializedObjectName)
                        .distinct()
                        .toList()
                        .toString()
                : comment;
        String message =
                changeSet.getId() + " " + words.replaceAll("[\\[\\]]", "").replaceAll("\\s+", " ");
        return message.length() > 60 ? message.substring(0, 60).strip() : message;
    }

    private Map<Question, String> questions(@Nullable String unwritten) {
        Map<Question, String> questions = new EnumMap<>(Question.class);
        ask(questions, Question.CONTEXTS, changeSet.buildFullContext());
        ask(questions, Question.LABELS, changeSet.buildFullLabels());
        ask(questions, Question.PRECONDITIONS, PreconditionText.describe(changeSet.getPreconditions()));
        ask(questions, Question.RUN_ALWAYS, changeSet.isAlwaysRun() ? "runAlways" : null);
        ask(questions, Question.FAIL_ON_ERROR, Boolean.FALSE.equals(changeSet.getFailOnError()) ? "failOnError" : null);
        ask(questions, Question.CUSTOM, unwritten);
        return questions;
    }

    private static void ask(Map<Question, String> questions, Question question, @Nullable String what) {
        if (what != null && !what.isBlank()) {
            questions.put(question, what);
        }
    }

    private Set<Trait> traits() {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (changeSet.isRunOnChange() || changeSet.isAlwaysRun()) {
            traits.add(Trait.REPEATABLE);
        }
        if (!changeSet.isRunInTransaction()) {
            traits.add(Trait.OUTSIDE_TRANSACTION);
        }
        if (changes().anyMatch(change -> OF_FILES.contains(change.getSerializedObjectName()))) {
            traits.add(Trait.CONTENT_OF_FILES);
        }
        if (changes().anyMatch(change -> change.getSerializedObjectName().equals("tagDatabase"))) {
            traits.add(Trait.TAG);
        }
        return traits;
    }

    /** Checksums of versions that Liquibase no longer computes are not compared. */
    private @Nullable String edited() {
        CheckSum recorded = history.checksum(key).map(CheckSum::parse).orElse(null);
        if (recorded == null
                || recorded.getVersion() < ChecksumVersion.V8.getVersion()
                || changeSet.isCheckSumValid(recorded)) {
            return null;
        }
        return changeSet
                .generateCheckSum(ChecksumVersion.enumFromChecksumVersion(recorded.getVersion()))
                .toString();
    }
}
