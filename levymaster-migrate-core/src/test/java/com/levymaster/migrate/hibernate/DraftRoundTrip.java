package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Drafts against a database, and does what was drafted. */
final class DraftRoundTrip {

    static final AutogenerateOptions EVERYTHING =
            AutogenerateOptions.DEFAULT.includingUnmapped().allowingDestructive();

    private DraftRoundTrip() {}

    static Comparison compare(TestDatabase database, DesiredModel model, AutogenerateOptions options) {
        try (Connection connection = database.connection()) {
            return new Autogenerate(options).compare(model, connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Tries the comparison and returns its remarks and warnings; none if nothing failed. */
    static Comparison attempt(
            TestDatabase database, DesiredModel model, AutogenerateOptions options, Comparison drafted) {
        try (Connection connection = database.connection()) {
            return new Autogenerate(options).attempt(drafted, model, connection, made -> made);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs the steps in one transaction. */
    static void run(TestDatabase database, List<ReviewedOperation> steps) {
        List<String> done = new ArrayList<>();
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            Dialect dialect = Dialect.postgresql(database.version() * 10000);
            for (ReviewedOperation step : steps) {
                for (SqlStatement statement : dialect.compile(
                        step.operation(), () -> DatabaseInspector.read(connection, InspectionScope.all()))) {
                    done.add(statement.sql());
                    if (statement.sql().startsWith("select")) {
                        jdbc.sql(statement.sql()).query().listOfRows();
                    } else {
                        jdbc.sql(statement.sql()).update();
                    }
                }
            }
            connection.commit();
        } catch (Exception e) {
            throw new AssertionError(String.join("\n", done), e);
        }
    }

    static void assertNoDifference(TestDatabase database, DesiredModel model) {
        Comparison comparison = compare(database, model, EVERYTHING);
        assertThat(comparison.operations().stream().map(o -> o.describe() + " " + o))
                .isEmpty();
    }

    /** The catalog, with the columns of each table by name. */
    static DatabaseSchema snapshot(TestDatabase database) {
        try (Connection connection = database.connection()) {
            DatabaseSchema schema = DatabaseInspector.read(connection, InspectionScope.all());
            Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
            tables.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                    .sorted(Comparator.comparing(Column::name))
                    .toList()));
            return schema.withTables(tables);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The same, with constraints and indexes named after what they are. */
    static DatabaseSchema nameless(DatabaseSchema schema) {
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        tables.replaceAll((name, table) -> table.withConstraints(table.constraints().values().stream()
                        .map(DraftRoundTrip::nameless)
                        .toList())
                .withIndexes(table.indexes().values().stream()
                        .map(i -> i.withName(i.withName("").toString()))
                        .toList()));
        return schema.withTables(tables);
    }

    /** Hibernate writes the parts of a check in an order that changes from start to start: its words are sorted. */
    private static Constraint nameless(Constraint constraint) {
        if (constraint instanceof Constraint.Check check) {
            String words = String.join(
                    " ", Stream.of(check.expression().split("[ ,()]+")).sorted().toList());
            return Constraint.Check.of(words, words);
        }
        return constraint.withName(constraint.withName("").toString());
    }
}
