package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.Statement;
import com.levymaster.migrate.inspect.Normalization.Fault;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The session's temporary schema, in which things are made, looked at, and rolled back. */
final class Scratch {

    /** Not allowed, no such language, a transaction or server that only reads. */
    private static final List<String> REFUSALS = List.of("42501", "42704", "25006");

    private static final String BODY = """
            declare
              statements pg_catalog._text := array[%s]::pg_catalog._text;
            begin
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
            from pg_catalog.pg_namespace n where n.oid = pg_catalog.pg_my_temp_schema()
            """;

    private final Connection connection;
    private final Reading reading;
    private final Dialect dialect;

    Scratch(Connection connection, Reading reading, Dialect dialect) {
        this.connection = connection;
        this.reading = reading;
        this.dialect = dialect;
    }

    /** Makes all of it in one round trip, reads it back, and rolls back; what fails alone is left out alone. */
    Normalization run(Schema desired, List<Step> steps) throws SQLException {
        return RolledBack.run(connection, () -> {
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("do " + dialect.literal(BODY.formatted(literals(steps))));
            } catch (SQLException e) {
                if (REFUSALS.contains(e.getSQLState())) {
                    return new Normalization(desired, List.of(), e.getMessage());
                }
                throw e;
            }
            return look(desired, steps);
        });
    }

    private String literals(List<Step> steps) {
        return steps.stream()
                .map(step -> dialect.compile(step.operation(), () -> Schema.empty("pg_temp")).stream()
                        .map(Statement::sql)
                        .collect(Collectors.joining(";\n")))
                .map(dialect::literal)
                .collect(Collectors.joining(",\n"));
    }

    private Normalization look(Schema desired, List<Step> steps) {
        Map<Integer, String> messages = new TreeMap<>();
        Reading scratch = reading.jdbc()
                .sql(SCHEMA)
                .query((result, n) -> {
                    Row row = new Row(result);
                    List<String> texts = row.texts("messages");
                    for (String step : row.texts("steps")) {
                        messages.put(Integer.parseInt(step) - 1, texts.get(messages.size()));
                    }
                    return new Reading(
                            reading.jdbc(), reading.version(), row.text("nspname"), "{" + row.text("oid") + "}");
                })
                .single();
        Schema found = Inspection.read(scratch, Schema.empty(scratch.defaultSchema()), Comments.NONE);
        return worded(desired, found, steps, messages);
    }

    private static Normalization worded(Schema desired, Schema found, List<Step> steps, Map<Integer, String> messages) {
        Schema worded = desired;
        List<Fault> faults = new ArrayList<>();
        TreeSet<ObjectName> failed = new TreeSet<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String message = messages.get(i);
            if (message == null) {
                worded = step.reading().into(worded, found);
            } else if (!failed.contains(step.object())) {
                faults.add(new Fault(step.object(), step.part(), step.text(), message));
                if (step.part().isEmpty()) {
                    failed.add(step.object());
                }
            }
        }
        return new Normalization(worded, faults, null);
    }
}
