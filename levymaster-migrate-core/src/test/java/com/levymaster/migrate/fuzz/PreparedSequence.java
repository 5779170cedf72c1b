package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.DependencyReader;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.StatementTrial;
import com.levymaster.migrate.inspect.TrialAnswer;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.plan.PlanPreparer;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.revision.Plan.Direction;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prepares operations as the plan of one revision, and executes them on one connection. */
record PreparedSequence(Connection connection, int version) {

    private static final Pattern NAMED = Pattern.compile(
            "\\b(table|column|type|view|schema|constraint|index|relation|sequence|partition|for) (?!of |on |in |from"
                    + " |can)\\S.*?(?= (?:because|already|does|is|from|can|has|to|must|of|cannot|uses|depends)\\b|$)");

    /**
     * The statements as a plan has them.
     *
     * @throws com.levymaster.migrate.error.MigrationException if they are refused
     */
    List<SqlStatement> prepared(List<Operation> operations, DatabaseSchema before) {
        RevisionDefinition revision =
                new RevisionDefinition(RevisionHeader.of("f1"), true, () -> new RecordedOperations(operations));
        Dialect dialect = Dialect.postgresql(version * 10000);
        return new PlanPreparer(dialect, RunArguments.NONE, LintSettings.DEFAULT, () -> before)
                        .withDependencies(schema -> DependencyReader.read(connection, schema))
                        .withTrial((preparation, statements) -> answer(dialect, preparation, statements))
                        .prepare(List.of(revision), Direction.UPGRADE)
                        .stream()
                        .map(PreparedRevision::steps)
                        .flatMap(List::stream)
                        .flatMap(step -> step.statements().stream())
                        .toList();
    }

    private TrialAnswer answer(Dialect dialect, List<String> preparation, List<String> statements) {
        try {
            TrialAnswer answer = StatementTrial.answer(connection, dialect, preparation, statements);
            // the server may not yet have read what the same transaction has changed; a plan is checked outside of one
            return isNotReadYet(answer) ? StatementTrial.answer(connection, dialect, preparation, statements) : answer;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isNotReadYet(TrialAnswer answer) {
        return answer.obstacle() != null
                && String.valueOf(answer.obstacle().getMessage()).contains("unprocessed inval messages");
    }

    /** The statements without any check. */
    List<SqlStatement> compiled(Operation operation, DatabaseSchema before) {
        return Dialect.postgresql(version * 10000).compile(operation, () -> before);
    }

    /** Returns the failure of the server, or null. */
    @Nullable
    SQLException execute(List<SqlStatement> statements) throws SQLException {
        try (Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            for (SqlStatement statement : statements) {
                if (!statement.isComment()) {
                    jdbc.execute(statement.sql());
                }
            }
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    DatabaseSchema inspect() {
        return DatabaseInspector.read(connection, InspectionScope.all().withDefaultSchema("public"));
    }

    /** The SQL state and the message without names. */
    static String message(SQLException failure) {
        String text = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String plain = text.replaceAll("\".*\"", "…").replaceAll("[0-9]+", "0").replace("ERROR: ", "");
        return failure.getSQLState() + " " + NAMED.matcher(plain).replaceAll("$1 …");
    }
}
