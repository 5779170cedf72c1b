package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.inspect.Normalization.NormalizationError;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The temporary schema of the session, in which objects are created, inspected and rolled back. */
final class ScratchSchema {

    /** Insufficient privilege, undefined object (language), read-only transaction or server. */
    private static final List<String> REFUSALS = List.of("42501", "42704", "25006");

    /**
     * The temporary schema precedes those of the path, but not {@code pg_catalog}: the row type of a table called
     * {@code text} must not hide the built-in type.
     */
    private static final String BODY = """
            declare
              path pg_catalog.text := pg_catalog.current_setting('search_path');
              statements pg_catalog._text := array[%s]::pg_catalog._text;
            begin
              if pg_catalog.strpos(path, 'pg_catalog') operator(pg_catalog.=) 0 then
                perform pg_catalog.set_config('search_path', pg_catalog.concat('pg_catalog, pg_temp',
                  case when path operator(pg_catalog.<>) '' then pg_catalog.concat(', ', path) end), true);
              end if;
              create table pg_temp.levymaster_fault (step pg_catalog.int4, message pg_catalog.text);
              for i in 1 .. pg_catalog.array_length(statements, 1) loop
                begin
                  execute statements[i];
                exception when others then
                  insert into pg_temp.levymaster_fault values (i, sqlerrm);
                end;
              end loop;
            end
            """;

    private static final String SCHEMA = """
            select n.oid::pg_catalog.text as oid, n.nspname,
              array(select f.step::pg_catalog.text from pg_temp.levymaster_fault f order by f.step) as steps,
              array(select f.message from pg_temp.levymaster_fault f order by f.step) as messages
            from pg_catalog.pg_namespace n where n.oid operator(pg_catalog.=) pg_catalog.pg_my_temp_schema()
            """;

    private final Connection connection;
    private final CatalogQueries queries;
    private final Dialect dialect;

    ScratchSchema(Connection connection, CatalogQueries queries, Dialect dialect) {
        this.connection = connection;
        this.queries = queries;
        this.dialect = dialect;
    }

    /**
     * Creates all objects in one round trip, reads them back, and rolls back. A failing step does not affect the
     * others.
     */
    Normalization run(DatabaseSchema desired, List<NormalizationStep> steps) throws SQLException {
        return RollbackOnly.run(connection, () -> {
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("do " + dialect.literal(BODY.formatted(literals(steps))));
            } catch (SQLException e) {
                if (REFUSALS.contains(e.getSQLState())) {
                    return new Normalization(desired, List.of(), e.getMessage());
                }
                throw e;
            }
            return inspect(desired, steps);
        });
    }

    private String literals(List<NormalizationStep> steps) {
        return steps.stream()
                .map(step -> dialect.compile(step.operation(), () -> DatabaseSchema.empty("pg_temp")).stream()
                        .map(SqlStatement::sql)
                        .collect(Collectors.joining(";\n")))
                .map(dialect::literal)
                .collect(Collectors.joining(",\n"));
    }

    private Normalization inspect(DatabaseSchema desired, List<NormalizationStep> steps) {
        Map<Integer, String> messages = new TreeMap<>();
        CatalogQueries scratch = queries.jdbc()
                .sql(SCHEMA)
                .query((result, n) -> {
                    Row row = new Row(result);
                    List<String> texts = row.texts("messages");
                    for (String step : row.texts("steps")) {
                        messages.put(Integer.parseInt(step) - 1, texts.get(messages.size()));
                    }
                    return new CatalogQueries(
                            queries.jdbc(), queries.version(), row.text("nspname"), "{" + row.text("oid") + "}");
                })
                .single();
        DatabaseSchema found = DatabaseInspector.read(
                scratch,
                DatabaseSchema.empty(scratch.defaultSchema()).withServerVersion(queries.version()),
                Comments.NONE);
        return normalized(desired, found, steps, messages);
    }

    private static Normalization normalized(
            DatabaseSchema desired,
            DatabaseSchema found,
            List<NormalizationStep> steps,
            Map<Integer, String> messages) {
        DatabaseSchema normalized = desired;
        List<NormalizationError> faults = new ArrayList<>();
        TreeSet<ObjectName> failed = new TreeSet<>();
        for (int i = 0; i < steps.size(); i++) {
            NormalizationStep step = steps.get(i);
            String message = messages.get(i);
            if (message == null) {
                normalized = step.resultReader().into(normalized, found);
            } else if (!failed.contains(step.object())) {
                faults.add(new NormalizationError(step.object(), step.part(), step.text(), message));
                if (step.part().isEmpty()) {
                    failed.add(step.object());
                }
            }
        }
        return new Normalization(normalized, faults, null);
    }
}
