package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Runs a draft in one transaction that is rolled back: upgrade, compare, downgrade, compare. Locks are awaited for a short time
 * only, since other sessions may use the database.
 */
final class DraftTrial {

    /** The server is busy, or the role or the server cannot change anything: this says nothing about the draft. */
    private static final Pattern UNTRIED = Pattern.compile("08...|25006|40...|42501|53...|55P03|57...");

    /** The rows of this database do not fit; those of another one may. */
    private static final Pattern ROWS = Pattern.compile("2[23]...");

    /** By the statement timeout. */
    private static final String CANCELED = "57014";

    private static final String UNDEFINED_OBJECT = "42704";

    private static final String SETTINGS = "set local lock_timeout = '2s'; set local statement_timeout = '20s'";

    private final Connection connection;
    private final Dialect dialect;
    private final Supplier<Comparison> difference;
    private final List<String> warnings = new ArrayList<>();

    /** @param difference compares the entities with the database again, in the transaction of the trial */
    DraftTrial(Connection connection, Dialect dialect, Supplier<Comparison> difference) {
        this.connection = connection;
        this.dialect = dialect;
        this.difference = difference;
    }

    /**
     * Returns the comparison with remarks on the steps that failed, or a warning if it could not be tried.
     *
     * @throws MigrationException if the upgrade cannot run on any database like this one
     */
    Comparison run(Comparison drafted) throws SQLException {
        connection.setAutoCommit(false);
        try {
            return tried(drafted).withWarnings(warnings);
        } catch (MigrationException | DataAccessException | SQLException e) {
            return untried(drafted, e);
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The comparisons of a trial are subject to its timeouts, too. */
    private static Comparison untried(Comparison drafted, Exception failure) throws SQLException {
        SQLException cause = sqlException(failure);
        if (cause != null
                && cause.getSQLState() != null
                && UNTRIED.matcher(cause.getSQLState()).matches()) {
            String state = cause.getSQLState();
            return drafted.withWarnings(List.of(untried(state, SqlStates.message(cause) + " [" + state + "]")));
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (SQLException) failure;
    }

    private static @Nullable SQLException sqlException(@Nullable Throwable failure) {
        return failure == null || failure instanceof SQLException
                ? (SQLException) failure
                : sqlException(failure.getCause());
    }

    private static boolean isOutsideTransaction(ReviewedOperation step) {
        return step.operation() instanceof Autocommit || step.operation() instanceof RunJava;
    }

    /** What precedes a step that cannot run in a transaction can be tried. */
    private List<ReviewedOperation> triable(List<ReviewedOperation> steps, String direction) {
        List<ReviewedOperation> first =
                steps.stream().takeWhile(step -> !isOutsideTransaction(step)).toList();
        if (first.size() < steps.size()) {
            warnings.add("The " + direction + " was tried up to a step that cannot run in a transaction: "
                    + steps.get(first.size()).operation().describe());
        }
        return first;
    }

    private Comparison tried(Comparison drafted) throws SQLException {
        execute(SETTINGS);
        DatabaseSchema before = inspect();
        List<ReviewedOperation> upgrade = triable(drafted.upgrade(), "upgrade");
        Failure failure = run(upgrade);
        if (failure != null) {
            if (isUntried(failure)) {
                return drafted;
            }
            if (!ROWS.matcher(failure.state()).matches()) {
                throw refused(failure, drafted.upgrade(), before);
            }
            return drafted.withUpgrade(remarked(drafted.upgrade(), failure.step(), failure.remark()));
        }
        if (upgrade.size() < drafted.upgrade().size()) {
            return drafted;
        }
        List<ReviewedOperation> left = difference.get().upgrade();
        if (!left.isEmpty()) {
            warnings.add("After this revision the entities and the database still differ: "
                    + String.join(
                            "; ",
                            left.stream()
                                    .map(step -> step.operation().describe())
                                    .toList()));
        }
        return withDowngrade(drafted, before);
    }

    private Comparison withDowngrade(Comparison drafted, DatabaseSchema before) throws SQLException {
        List<ReviewedOperation> downgrade = triable(drafted.downgrade(), "downgrade");
        Failure failure = run(downgrade);
        if (failure != null) {
            return isUntried(failure)
                    ? drafted
                    : drafted.withDowngrade(remarked(drafted.downgrade(), failure.step(), failure.remark()));
        }
        if (downgrade.size() < drafted.downgrade().size()) {
            return drafted;
        }
        List<Operation> missing = Diff.between(inspect(), before);
        return missing.isEmpty()
                ? drafted
                : drafted.withDowngrade(remarked(
                        drafted.downgrade(),
                        0,
                        "this downgrade does not restore the former schema; it lacks: "
                                + String.join(
                                        "; ",
                                        missing.stream()
                                                .map(Operation::describe)
                                                .toList())));
    }

    private boolean isUntried(Failure failure) {
        boolean untried = UNTRIED.matcher(failure.state()).matches();
        if (untried) {
            warnings.add(untried(failure.state(), failure.message()));
        }
        return untried;
    }

    private static String untried(String state, String message) {
        return state.equals(CANCELED)
                ? "The database is large or busy: the draft was not tried further."
                : "The draft was not tried, or only in part: " + message;
    }

    private static MigrationException refused(Failure failure, List<ReviewedOperation> steps, DatabaseSchema before) {
        return new MigrationException(
                "The drafted revision would fail at step " + (failure.step() + 1) + " of " + steps.size() + ": "
                        + steps.get(failure.step()).operation().describe() + "\n  PostgreSQL: " + failure.message()
                        + failure.detail()
                        + users(steps.get(failure.step()).operation(), before)
                        + "\n  It was tried in a transaction that was rolled back; nothing was written.",
                remedy(failure, steps.get(failure.step()).operation())
                        + " or write the draft without a trial (--no-try) and edit it.");
    }

    /** What is defined with a column whose type changes: PostgreSQL does not always name it. */
    private static String users(Operation operation, DatabaseSchema before) {
        Table table = operation instanceof ChangeType change ? before.tables().get(change.table()) : null;
        if (table == null) {
            return "";
        }
        String column = ((ChangeType) operation).column();
        List<String> users = new ArrayList<>(ColumnUses.inExpressionsOf(table, column));
        table.columns().stream()
                .filter(other -> ColumnUses.in(other.generated(), column))
                .forEach(other -> users.add("generated column " + other.name()));
        return users.isEmpty() ? "" : "\n  These are defined with the column: " + String.join(", ", users);
    }

    private static String remedy(Failure failure, Operation operation) {
        if (operation instanceof CreateExtension) {
            return "install the extension on the server, so that `create extension` finds it,";
        }
        return failure.state().equals(UNDEFINED_OBJECT)
                ? "create what is missing in a revision of its own, such as a type (op.types()), or an extension"
                        + " that contains it (op.createExtension(…), which is `create extension`),"
                : "change what is in the way in a revision of its own,";
    }

    private @Nullable Failure run(List<ReviewedOperation> steps) throws SQLException {
        for (int i = 0; i < steps.size(); i++) {
            try {
                for (SqlStatement statement : dialect.compile(steps.get(i).operation(), this::inspect)) {
                    execute(CounterStatements.withoutEffect(statement.sql()));
                }
            } catch (SQLException e) {
                if (e.getSQLState() == null) {
                    throw e;
                }
                String message = SqlStates.message(e) + " [" + e.getSQLState() + "]";
                return new Failure(i, e.getSQLState(), message, SqlStates.dependents(e));
            }
        }
        return null;
    }

    private static List<ReviewedOperation> remarked(List<ReviewedOperation> steps, int step, String remark) {
        List<ReviewedOperation> remarked = new ArrayList<>(steps);
        remarked.set(step, steps.get(step).withRemark(remark));
        return remarked;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private DatabaseSchema inspect() {
        return DatabaseInspector.read(connection, InspectionScope.all());
    }

    /**
     * A failed step.
     *
     * @param step its index
     * @param dependents that are in the way, as the server names them; often empty
     */
    private record Failure(int step, String state, String message, String dependents) {

        String detail() {
            return dependents.isEmpty() ? "" : "\n  " + dependents.replace("\n", "\n  ");
        }

        String remark() {
            return "PostgreSQL refused this step when the draft was tried: " + message
                    + "; change the rows or the step before it runs";
        }
    }
}
