package com.levymaster.migrate.adopt;

import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rows of all tables of a database, and where its sequences stand. */
final class RemainingRows {

    /** The text of a constant of a class is limited to 65,535 bytes. */
    private static final int LONGEST_STATEMENT = 12_000;

    private static final String TABLES = """
            select c.oid::pg_catalog.regclass::pg_catalog.text, n.nspname, c.relname,
              array(select pg_catalog.quote_ident(a.attname) from pg_catalog.pg_attribute a
                where a.attrelid operator(pg_catalog.=) c.oid and a.attnum operator(pg_catalog.>) 0
                  and not a.attisdropped and a.attgenerated operator(pg_catalog.=) '' order by a.attnum)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            where c.relkind operator(pg_catalog.=) 'r' and c.relpersistence operator(pg_catalog.<>) 't'
              and n.nspname operator(pg_catalog.!~) '^pg_' and n.nspname operator(pg_catalog.<>) 'information_schema'
              and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e'
                and e.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
                and e.objid operator(pg_catalog.=) c.oid)
            order by 2, 3
            """;

    private static final String SEQUENCES = """
            with s as materialized (select oid, relname, relnamespace from pg_catalog.pg_class
              where relkind operator(pg_catalog.=) 'S')
            select case when t.oid is null then pg_catalog.quote_literal(c.oid::pg_catalog.regclass::pg_catalog.text)
                else pg_catalog.format('pg_catalog.pg_get_serial_sequence(%L, %L)',
                  t.oid::pg_catalog.regclass::pg_catalog.text, a.attname) end,
              c.oid::pg_catalog.regclass::pg_catalog.text, q.seqstart, tn.nspname, t.relname
            from s c join pg_catalog.pg_sequence q on q.seqrelid operator(pg_catalog.=) c.oid
            join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            left join pg_catalog.pg_depend d on d.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
              and d.objid operator(pg_catalog.=) c.oid and d.deptype operator(pg_catalog.=) any ('{a,i}')
              and d.refobjsubid operator(pg_catalog.>) 0
            left join pg_catalog.pg_class t on t.oid operator(pg_catalog.=) d.refobjid
            left join pg_catalog.pg_namespace tn on tn.oid operator(pg_catalog.=) t.relnamespace
            left join pg_catalog.pg_attribute a on a.attrelid operator(pg_catalog.=) d.refobjid
              and a.attnum operator(pg_catalog.=) d.refobjsubid
            where n.nspname operator(pg_catalog.!~) '^pg_'
            order by 1
            """;

    /** @param used whether the last value was given out; a sequence that was restarted has not given it out yet */
    private record Position(long last, boolean used) {}

    private record Table(ObjectName name, String shown, List<String> columns, long count, String digest) {}

    private final Connection connection;
    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<String, Position> sequences = new TreeMap<>();

    /** @param excluded tables that do not count, with their schema */
    RemainingRows(Connection connection, Collection<ObjectName> excluded) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(TABLES)) {
            while (found.next()) {
                ObjectName name = ObjectName.of(found.getString(2), found.getString(3));
                if (!excluded.contains(name)) {
                    String shown = found.getString(1);
                    tables.put(shown, new Table(name, shown, strings(found.getArray(4)), 0, ""));
                }
            }
        }
        for (Table table : List.copyOf(tables.values())) {
            tables.put(table.shown(), counted(table));
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(SEQUENCES)) {
            while (found.next()) {
                String owner = found.getString(5);
                if (owner == null || !excluded.contains(ObjectName.of(found.getString(4), owner))) {
                    readPosition(found.getString(1), found.getString(2), found.getLong(3));
                }
            }
        }
    }

    /** One that is as a new sequence would be is left out. */
    private void readPosition(String expression, String name, long start) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select last_value, is_called from " + name)) {
            row.next();
            Position position = new Position(row.getLong(1), row.getBoolean(2));
            if (position.used() || position.last() != start) {
                sequences.put(expression, position);
            }
        }
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private Table counted(Table table) throws SQLException {
        String sql =
                "select pg_catalog.count(*), pg_catalog.md5(pg_catalog.string_agg(row(t.*)::pg_catalog.text, pg_catalog.chr(10)"
                        + " order by row(t.*)::pg_catalog.text collate pg_catalog.\"C\")) from only " + table.shown()
                        + " t";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Table(
                    table.name(), table.shown(), table.columns(), row.getLong(1), String.valueOf(row.getString(2)));
        }
    }

    /** The tables that have rows, with the number of these. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        tables.values().stream()
                .filter(table -> table.count() > 0)
                .forEach(table -> counts.put(table.shown(), table.count()));
        return counts;
    }

    /** The tables that have rows, with their schema. */
    Set<ObjectName> filled() {
        return tables.values().stream()
                .filter(table -> table.count() > 0)
                .map(Table::name)
                .collect(Collectors.toSet());
    }

    /** A sentence for each table that has rows, and each sequence that was used. */
    SortedSet<String> facts() {
        SortedSet<String> facts = new TreeSet<>();
        counts().forEach((table, count) ->
                facts.add("table " + table + " with " + count + (count == 1 ? " row" : " rows") + " ("
                        + Objects.requireNonNull(tables.get(table)).digest().substring(0, 8) + ")"));
        sequences.forEach((sequence, position) -> facts.add(
                "sequence " + sequence + " at " + position.last() + (position.used() ? "" : ", not used yet")));
        return facts;
    }

    /** The statements that write the rows. */
    List<Operation> inserts() throws SQLException {
        List<Operation> operations = new ArrayList<>();
        for (Table table : tables.values()) {
            if (table.count() > 0 && !table.columns().isEmpty()) {
                insert(table, operations);
            }
        }
        return operations;
    }

    /** The statement that puts the sequences where they stand, once their columns own them. */
    List<Operation> positions() {
        if (sequences.isEmpty()) {
            return List.of();
        }
        StringBuilder positions = new StringBuilder("do $positions$ begin\n");
        sequences.forEach((sequence, position) -> positions
                .append("  perform pg_catalog.setval(")
                .append(sequence)
                .append(", ")
                .append(position.last())
                .append(position.used() ? ");\n" : ", false);\n"));
        return List.of(new ExecuteSql(positions + "end $positions$", null));
    }

    private void insert(Table table, List<Operation> operations) throws SQLException {
        String start = "insert into " + table.shown() + " (" + String.join(", ", table.columns())
                + ") overriding system value values\n  ";
        StringBuilder sql = new StringBuilder();
        String values = String.join(
                ", ",
                table.columns().stream()
                        .map(column -> "pg_catalog.quote_nullable(" + column + "::pg_catalog.text)")
                        .toList());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_catalog.array_to_string(array[" + values
                        + "], ', ') from only " + table.shown() + " order by ctid")) {
            while (rows.next()) {
                String row = "(" + rows.getString(1) + ")";
                if (sql.length() + row.length() > LONGEST_STATEMENT && !sql.isEmpty()) {
                    operations.add(new ExecuteSql(sql.toString(), null));
                    sql.setLength(0);
                }
                sql.append(sql.isEmpty() ? start : ",\n  ").append(row);
            }
        }
        operations.add(new ExecuteSql(sql.toString(), null));
    }
}
