package com.levymaster.migrate.bench;

import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.WireProxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that is already as the entities want it. */
final class InspectAndCompare implements Workload {

    private static final String BARE = "the bare catalog queries";
    private static final String HIBERNATE = "Hibernate, update";
    private static final String TABLE_BY_TABLE = "Hibernate, update, individually";
    private static final String LIQUIBASE = "Liquibase, diff";
    private static final int LARGEST = 1000;
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");

    @Override
    public String id() {
        return "W4";
    }

    @Override
    public Section run(Lab lab) throws Exception {
        List<Table> tables = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (int size : List.of(100, 500, LARGEST)) {
            Table table = compare(size <= 100 ? lab : lab.atMost(3), size);
            tables.add(table);
            goals.addAll(goals(table));
        }
        double few = tables.get(0).ours().median(Sample::allocated);
        double many = tables.get(2).ours().median(Sample::allocated);
        goals.add(Goal.atMost(LARGEST + " tables: bytes allocated", 10, many / few, " × those of 100 tables"));
        return new Section(
                id(),
                "Inspect and compare",
                "Tables with eight columns, two indexes and a foreign key, and entities that match them."
                        + " Hibernate and its mappings are initialized; measured is reading the database and finding"
                        + " no difference. The bare catalog queries are ours; all values of their results are read and"
                        + " none is used. Liquibase compares with a snapshot in memory.",
                goals,
                tables);
    }

    private static Table compare(Lab lab, int size) throws Exception {
        try (TestDatabase database = TestDatabase.create();
                Entities entities = new Entities(size, new DelegatingDataSource(database.dataSource()));
                LiquibaseDiff liquibase = new LiquibaseDiff(database.dataSource())) {
            database.execute("analyze");
            List<String> queries = queries(database);
            String schema = database.jdbc()
                    .sql("select array['public'::regnamespace::oid]::text")
                    .query(String.class)
                    .single();
            return lab.compare(
                    size + " tables",
                    List.of(
                            entrant(BARE, database, from -> ask(from, queries, schema)),
                            entrant(Ours.NAME, database, from -> compare(from, entities)),
                            entrant(HIBERNATE, database, from -> update(from, entities, "grouped")),
                            entrant(TABLE_BY_TABLE, database, from -> update(from, entities, "individually")),
                            entrant(LIQUIBASE, database, from -> refuse(liquibase.isEmpty(from), LIQUIBASE))));
        }
    }

    @FunctionalInterface
    private interface Look {
        void at(DataSource dataSource) throws Exception;
    }

    private static Entrant entrant(String name, TestDatabase database, Look look) {
        DataSource direct = database.dataSource();
        return new Entrant(name, () -> Sample.of(() -> look.at(direct)), () -> {
            try (WireProxy proxy = WireProxy.before(database)) {
                look.at(proxy.dataSource());
                return proxy.take();
            }
        });
    }

    private static List<String> queries(TestDatabase database) throws SQLException {
        try (WireProxy proxy = WireProxy.before(database);
                Connection connection = proxy.dataSource().getConnection()) {
            DatabaseInspector.read(connection, InspectionScope.all());
            return proxy.take().statements();
        }
    }

    /** The only parameter that these queries have is the list of schemas. */
    private static void ask(DataSource dataSource, List<String> queries, String schema) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            for (String query : queries) {
                Matcher parameters = PARAMETER.matcher(query);
                int count = (int) parameters.results().count();
                try (PreparedStatement statement = connection.prepareStatement(parameters.replaceAll("?"))) {
                    for (int i = 1; i <= count; i++) {
                        statement.setString(i, schema);
                    }
                    read(statement);
                }
            }
        }
    }

    private static void read(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getString(column);
                }
            }
        }
    }

    private static void compare(DataSource dataSource, Entities entities) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Comparison comparison = new Autogenerate(AutogenerateOptions.DEFAULT).compare(entities.model(), connection);
            refuse(comparison.isEmpty(), Ours.NAME + " " + comparison.operations());
        }
    }

    private static void update(DataSource dataSource, Entities entities, String strategy) {
        entities.dataSource().setTargetDataSource(dataSource);
        entities.update(strategy);
    }

    private static void refuse(boolean same, String who) {
        if (!same) {
            throw new IllegalStateException("There is no difference, and this finds one: " + who);
        }
    }

    private static List<Goal> goals(Table table) {
        String at = table.variant() + ": ";
        Integer statements = table.ours().statements();
        List<Goal> goals = new ArrayList<>(List.of(
                Goal.atMost(at + "statements", 10, statements == null ? -1 : statements, ""),
                Goal.atMost(at + "time", 2.5, table.ratio(Ours.NAME, BARE), " × the bare catalog queries")));
        if (table.variant().startsWith(LARGEST + " ")) {
            goals.add(Goal.atLeast(
                    at + "Hibernate's time, table by table", 10, table.ratio(TABLE_BY_TABLE, Ours.NAME), " × ours"));
            goals.add(Goal.atLeast(at + "Liquibase's time", 20, table.ratio(LIQUIBASE, Ours.NAME), " × ours"));
        }
        return goals;
    }
}
