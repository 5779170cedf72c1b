package com.levymaster.migrate.adopt;

import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.inspect.ServerDefinitions.Definition;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The objects of a database without the tables in which tools record their state.
 *
 * @param definitions the SQL of objects that the schema does not hold
 * @param dependencies by key, what each object needs
 * @param remarks what was left out
 */
record LiveObjects(
        DatabaseSchema schema,
        List<Definition> definitions,
        Map<String, Set<String>> dependencies,
        List<String> remarks) {

    /** What every new database grants; one whose schema was created again has it as a grant of its own. */
    private static final Grant USAGE_OF_PUBLIC =
            new Grant(GrantableKind.SCHEMA, ObjectName.of("public"), "usage", "public");

    static LiveObjects read(Connection connection, List<ObjectName> bookkeeping) throws SQLException {
        DatabaseSchema actual = DatabaseInspector.read(connection, InspectionScope.all());
        Set<ObjectName> excluded = bookkeeping.stream().map(actual::resolve).collect(Collectors.toSet());
        Set<String> keys = bookkeeping.stream()
                .map(name -> ServerDefinitions.key("relation", actual.schemaOf(name), name.name()))
                .collect(Collectors.toSet());
        List<Definition> definitions = ServerDefinitions.read(connection).stream()
                .filter(definition -> definition.owner() == null || !keys.contains(definition.owner()))
                .toList();
        List<String> remarks = new ArrayList<>();
        DatabaseSchema valid = withValidIndexes(without(actual, excluded), remarks);
        return new LiveObjects(
                withoutWritten(valid, definitions), definitions, ServerDefinitions.dependencies(connection), remarks);
    }

    private static DatabaseSchema without(DatabaseSchema actual, Set<ObjectName> excluded) {
        Map<ObjectName, Table> tables = new TreeMap<>(actual.tables());
        tables.keySet().removeAll(excluded);
        Map<ObjectName, Sequence> sequences = new TreeMap<>(actual.sequences());
        sequences
                .values()
                .removeIf(s ->
                        s.ownedBy() != null && excluded.contains(s.ownedBy().table()));
        return actual.withTables(tables)
                .withSequences(sequences)
                .withGrants(actual.grants().stream()
                        .filter(grant -> !excluded.contains(grant.on()) && !grant.equals(USAGE_OF_PUBLIC))
                        .collect(Collectors.toSet()));
    }

    /** A domain with a collation of its own is written as SQL. */
    private static DatabaseSchema withoutWritten(DatabaseSchema schema, List<Definition> definitions) {
        Set<String> written = definitions.stream()
                .flatMap(definition -> Stream.ofNullable(definition.key()))
                .collect(Collectors.toSet());
        Map<ObjectName, Domain> domains = new TreeMap<>(schema.domains());
        domains.keySet()
                .removeIf(name -> written.contains(ServerDefinitions.key("type", schema.schemaOf(name), name.name())));
        return schema.withDomains(domains);
    }

    /** An index whose concurrent creation failed does not count for the server either. */
    private static DatabaseSchema withValidIndexes(DatabaseSchema schema, List<String> remarks) {
        Map<ObjectName, Table> tables = new HashMap<>(schema.tables());
        for (Table table : schema.tables().values()) {
            List<Index> valid =
                    table.indexes().values().stream().filter(Index::valid).toList();
            if (valid.size() < table.indexes().size()) {
                tables.put(table.name(), table.withIndexes(valid));
                table.indexes().values().stream()
                        .filter(index -> !index.valid())
                        .forEach(index -> remarks.add("The invalid index " + index.name() + " of " + table.name()
                                + " is left out: " + remedy(table)));
            }
        }
        return schema.withTables(tables);
    }

    /** The index of a partitioned table becomes valid with the last of those of its partitions. */
    private static String remedy(Table table) {
        return table.options().partitionBy() == null
                ? "reindex or drop it."
                : "attach an index of each partition (alter index … attach partition …), or drop it.";
    }

    /** The operations that create these objects on an empty database. */
    List<Operation> operations() {
        return new Baseline(schema, definitions, dependencies).operations();
    }

    /** What cannot be written as SQL, one sentence each. */
    List<String> unsupported() {
        return definitions.stream()
                .filter(definition -> definition.sql() == null)
                .map(definition -> "cannot be written: " + definition.title())
                .toList();
    }
}
