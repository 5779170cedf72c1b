package com.levymaster.migrate.liquibase;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.liquibase.ChangeSetSql.Question;
import com.levymaster.migrate.liquibase.ChangeSetSql.Skipped;
import com.levymaster.migrate.liquibase.ChangeSetSql.Trait;
import com.levymaster.migrate.sqlrevision.ForeignSql;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.change.Change;
import liquibase.change.CheckSum;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.StopChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.filter.ChangeSetFilter;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.DbmsChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
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

    private static final Set<String> OF_FILES = Set.of("sqlFile", "loadData", "loadUpdateData");

    private final ChangeSet changeSet;
    private final Database database;
    private final LiquibaseHistory history;
    private final Preconditions preconditions;
    private final ChangeSetKey key;
    private final String contexts;
    private final String labels;

    ChangeSetReader(ChangeSet changeSet, Database database, LiquibaseHistory history) {
        this.changeSet = changeSet;
        this.database = database;
        this.history = history;
        this.preconditions = new Preconditions(changeSet.getPreconditions(), database);
        this.key = key();
        this.contexts = joined(
                changeSet.buildFullContext(),
                changeSet.getSqlVisitors().stream().map(SqlVisitor::getContextFilter));
        this.labels =
                joined(changeSet.buildFullLabels(), changeSet.getSqlVisitors().stream().map(SqlVisitor::getLabels));
    }

    /** Its own, and those of its {@code modifySql}, which the filters take away. */
    private static String joined(@Nullable String own, Stream<? extends @Nullable Object> ofVisitors) {
        return Stream.concat(Stream.ofNullable(own), ofVisitors.map(each -> Objects.toString(each, "")))
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** A change that cannot be written as SQL, or whose SQL cannot run here. */
    private static final class UnwrittenException extends Exception {

        private static final long serialVersionUID = 1;

        UnwrittenException(String message) {
            super(message);
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    /** Liquibase lets change sets inherit a logical path, unless it has run them already under their own. */
    private ChangeSetKey key() {
        ChangeSetKey logical = key(changeSet.getFilePath());
        DatabaseChangeLog file = changeSet.getChangeLog();
        if (file == null || file.getPhysicalFilePath() == null || file.getRawLogicalFilePath() != null) {
            return logical;
        }
        ChangeSetKey physical = key(file.getPhysicalFilePath());
        return !history.has(logical) && history.has(physical) ? physical : logical;
    }

    private ChangeSetKey key(String path) {
        return new ChangeSetKey(path, changeSet.getId(), changeSet.getAuthor());
    }

    ChangeSetSql read(Contexts chosen, LabelExpression expression) {
        Skipped skipped = skipped(chosen, expression);
        if (skipped != null) {
            return new ChangeSetSql(key, "", "", null, "", skipped, questions(null), Set.of(), null);
        }
        String upgrade = "";
        String unwritten = null;
        try {
            upgrade = upgrade();
        } catch (UnwrittenException e) {
            unwritten = e.what();
        }
        String downgrade = null;
        String reason = "";
        try {
            downgrade = unwritten == null ? downgrade() : null;
        } catch (UnwrittenException e) {
            reason = e.what();
        }
        return new ChangeSetSql(
                key, message(), upgrade, downgrade, reason, null, questions(unwritten), traits(), edited());
    }

    /** One that Liquibase does not keep when it reads a change log. */
    ChangeSetSql ofOtherDatabase() {
        return new ChangeSetSql(key, "", "", null, "", Skipped.OTHER_DATABASE, Map.of(), Set.of(), null);
    }

    /** The filters also leave out those of its {@code modifySql} that do not apply. */
    private @Nullable Skipped skipped(Contexts chosen, LabelExpression expression) {
        boolean isOf = accepts(new DbmsChangeSetFilter(database));
        boolean inContext = accepts(new ContextChangeSetFilter(chosen));
        boolean isLabelled = accepts(new LabelChangeSetFilter(expression));
        if (changeSet.isIgnore() || changeSet.isInheritableIgnore()) {
            return Skipped.IGNORED;
        }
        boolean hasOthersOnly = !changeSet.getChanges().isEmpty() && changes().findAny().isEmpty();
        if (!isOf || hasOthersOnly && !history.has(key)) {
            return Skipped.OTHER_DATABASE;
        }
        if (preconditions.neverMet()) {
            return Skipped.PRECONDITIONS;
        }
        if (!inContext) {
            return Skipped.CONTEXT;
        }
        return isLabelled ? null : Skipped.LABELS;
    }

    private boolean accepts(ChangeSetFilter filter) {
        return filter.accepts(changeSet).isAccepted();
    }

    /** Without those that Liquibase does not run on PostgreSQL. */
    private Stream<Change> changes() {
        return changeSet.getChanges().stream().filter(this::isRun);
    }

    private boolean isRun(Change change) {
        return !(change instanceof DbmsTargetedChange targeted)
                || DatabaseList.definitionMatches(targeted.getDbms(), database, true);
    }

    private String upgrade() throws UnwrittenException {
        String runWith = changeSet.getRunWith();
        if (runWith != null && !runWith.equalsIgnoreCase("jdbc")) {
            throw new UnwrittenException("is no SQL (runWith=" + runWith + ")");
        }
        StringBuilder sql = new StringBuilder();
        for (Change change : changeSet.getChanges()) {
            append(sql, change, changeSet.getSqlVisitors());
        }
        return checked(sql.toString());
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
            return checked(sql.toString());
        }
        List<Change> reversed = new ArrayList<>(changeSet.getChanges());
        Collections.reverse(reversed);
        for (Change change : reversed) {
            if (SILENT.contains(change.getSerializedObjectName()) || !isRun(change)) {
                continue;
            }
            if (!change.supportsRollback(database) || change.generateRollbackStatementsVolatile(database)) {
                throw new UnwrittenException("Liquibase has no rollback for " + change.getSerializedObjectName());
            }
            try {
                append(sql, change, change.generateRollbackStatements(database), visitors);
            } catch (LiquibaseException e) {
                throw new UnwrittenException("Liquibase has no rollback for it: " + ChangeLogReader.message(e));
            }
        }
        return checked(sql.toString());
    }

    /** Of statements that a SQL file of this library cannot have. */
    private static String checked(String sql) throws UnwrittenException {
        try {
            SqlRevisionFiles.check(Map.of("SQL", sql.getBytes(StandardCharsets.UTF_8)));
            return sql;
        } catch (MigrationException e) {
            throw notHere(e);
        }
    }

    private static UnwrittenException notHere(MigrationException e) {
        String problem = e.problem().replaceAll("\\s*Nothing was changed\\.", "");
        return new UnwrittenException("has SQL that cannot run here (" + problem.replaceAll("\\s*\\R\\s*", " ") + ")");
    }

    private void append(StringBuilder sql, Change change, List<SqlVisitor> visitors) throws UnwrittenException {
        String name = change.getSerializedObjectName();
        if (SILENT.contains(name) || !isRun(change)) {
            return;
        }
        String custom = custom(change);
        if (custom != null) {
            throw new UnwrittenException("is no SQL (" + name + " " + custom + ")");
        }
        try {
            change.finishInitialization();
            if (!OF_FILES.contains(name) && change.generateStatementsVolatile(database)) {
                throw new UnwrittenException("is no SQL (" + name + " depends on what the database contains)");
            }
            append(sql, change, change.generateStatements(database), visitors);
        } catch (LiquibaseException | RuntimeException e) {
            throw new UnwrittenException(
                    "is no SQL (" + name + " cannot be written: " + ChangeLogReader.message(e) + ")");
        }
    }

    /** What a change does that is no SQL. */
    private static @Nullable String custom(Change change) {
        if (change instanceof CustomChangeWrapper wrapper) {
            return wrapper.getClassName();
        }
        if (change instanceof ExecuteShellCommandChange shell) {
            return shell.getExecutable();
        }
        return change instanceof StopChange stop ? stop.getMessage() : null;
    }

    private void append(StringBuilder sql, Change change, SqlStatement[] statements, List<SqlVisitor> visitors)
            throws UnwrittenException {
        SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();
        database.setObjectQuotingStrategy(changeSet.getObjectQuotingStrategy());
        for (SqlStatement statement : statements) {
            if (statement instanceof ExecutablePreparedStatement) {
                throw new UnwrittenException(
                        "is no SQL (" + change.getSerializedObjectName() + " with the content of a file as a value)");
            }
            if (!generators.supports(statement, database)) {
                throw new UnwrittenException(
                        "is no SQL (" + change.getSerializedObjectName() + ", which PostgreSQL does not have)");
            }
            for (Sql each : generators.generateSql(statement, database)) {
                String text = each.toSql();
                for (SqlVisitor visitor : visitors) {
                    text = visitor.modifySql(text, database);
                }
                try {
                    sql.append(ForeignSql.escaped(text, "liquibase", false));
                } catch (MigrationException e) {
                    throw notHere(e);
                }
            }
        }
    }

    private String message() {
        String comment = Objects.requireNonNullElse(changeSet.getComments(), "").strip();
        String words = comment.isEmpty()
                ? changes()
                        .map(Change::getSerializedObjectName)
                        .filter(name -> !SILENT.contains(name))
                        .distinct()
                        .collect(Collectors.joining(", "))
                : comment.replaceAll("\\s+", " ");
        String message = (changeSet.getId() + " " + words).strip();
        return message.length() > 60 ? message.substring(0, 60).strip() : message;
    }

    private Map<Question, String> questions(@Nullable String unwritten) {
        Map<Question, String> questions = new EnumMap<>(Question.class);
        ask(questions, Question.CONTEXTS, contexts);
        ask(questions, Question.LABELS, labels);
        ask(questions, Question.PRECONDITIONS, preconditions.open());
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
        if (changes().count() < changeSet.getChanges().size()) {
            traits.add(Trait.OTHER_DATABASES);
        }
        if (changes().anyMatch(change -> OF_FILES.contains(change.getSerializedObjectName()))) {
            traits.add(Trait.CONTENT_OF_FILES);
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
