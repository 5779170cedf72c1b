package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Normalizes the query of a view by way of a temporary view that is rolled back. */
public final class ViewQuery {

    private static final ObjectName SCRATCH = ObjectName.of("pg_temp", "levymaster_view");

    private ViewQuery() {}

    /** The view as {@link DatabaseInspector} would read it after its creation. */
    public static View normalize(Connection connection, Dialect dialect, View view) throws SQLException {
        return view.withQuery(RollbackOnly.run(connection, () -> {
            try (java.sql.Statement statement = connection.createStatement()) {
                View scratch = new View(SCRATCH, view.query(), false, null);
                for (SqlStatement create :
                        dialect.compile(new CreateView(scratch), () -> DatabaseSchema.empty("pg_temp"))) {
                    statement.execute(create.sql());
                }
                String query =
                        "select " + ViewDefinition.of(dialect.literal(SCRATCH.toString()) + "::pg_catalog.regclass");
                try (ResultSet row = statement.executeQuery(query)) {
                    row.next();
                    return row.getString(1).strip().replaceFirst(";$", "");
                }
            }
        }));
    }
}
