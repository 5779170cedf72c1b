package com.levymaster.migrate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was created by SQL is read, rendered as Java, compiled, and run on an empty database, which is then alike. */
class RenderedStructuresTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    /** The names of not-null constraints are those that the server chooses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table t (a int, b int, not null a no inherit); create table k (z int) inherits (t)",
                "create table t (a int, not null a no inherit); create table \"K\" (z int, a int not null) inherits (t)",
                "create table t (a int, not null a no inherit); create table k (z int) inherits (t);"
                        + " create table l () inherits (k); alter table k alter a set not null",
                "create table p (x int not null); create table c (y int not null) inherits (p);"
                        + " create table d () inherits (c)",
                "create table a (x int not null); create table b (x int, y int not null, not null x no inherit);"
                        + " create table c (z int) inherits (a, b)",
                "create table p (x int not null, y int) partition by list (x); create table p1 partition of p (y not null) default"
            })
    void not_null_is_inherited_as_it_was(String sql) throws SQLException {
        assumeTrue(database.version() >= 18);
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            PreparedSequence sequence = new PreparedSequence(connection, database.version());
            DatabaseSchema empty = sequence.inspect();
            execute(connection, sql);
            DatabaseSchema schema = sequence.inspect();
            CatalogFingerprint created = CatalogFingerprint.of(connection);
            connection.rollback();

            List<Operation> rendered = rendered(Diff.between(empty, schema), schema);
            SQLException failure = sequence.execute(sequence.prepared(rendered, empty));

            assertThat((Throwable) failure).isNull();
            assertThat(created.differences(CatalogFingerprint.of(connection))).isEmpty();
            assertThat(OperationList.apply(rendered, empty)).isEqualTo(sequence.inspect());
            connection.rollback();
        }
    }

    private static List<Operation> rendered(List<Operation> difference, DatabaseSchema schema) {
        List<ReviewedOperation> steps =
                difference.stream().map(ReviewedOperation::of).toList();
        String source = new RevisionSource("", RevisionHeader.of("f1"), steps, List.of(), schema).text();
        Compiled compiled = Compiled.of(Map.of("Rf1", source));
        return Compiled.said(op -> compiled.migration("Rf1").upgrade(op));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
