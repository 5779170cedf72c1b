package com.levymaster.migrate.adopt;

import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.ServerDefinitions.Definition;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.operation.DefinitionOperation.RowSecurity;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The operations that create the objects of a database on an empty one, ordered by what the server has recorded of their
 * dependencies.
 */
final class Baseline {

    private final DatabaseSchema schema;
    private final List<Definition> definitions;
    private final Map<String, Set<String>> dependencies;

    /**
     * @param schema the objects that operations can create
     * @param definitions the SQL of the others
     * @param dependencies by key, which other keys an object needs
     */
    Baseline(DatabaseSchema schema, List<Definition> definitions, Map<String, Set<String>> dependencies) {
        this.schema = schema;
        this.definitions = definitions.stream().filter(d -> d.sql() != null).toList();
        this.dependencies = dependencies;
    }

    /**
     * The operations in order.
     *
     * @throws MigrationException if objects need each other, and none of them is a table
     */
    List<Operation> operations() {
        Set<ObjectName> split = new TreeSet<>();
        while (true) {
            CreationOrder order = new CreationOrder(steps(split), dependencies, schema);
            List<BaselineStep> circular = order.circular();
            if (circular.isEmpty()) {
                return order.sorted();
            }
            if (!split.addAll(tables(circular))) {
                throw new MigrationException(
                        "These objects need each other: "
                                + circular.stream()
                                        .map(step -> step.operation().describe())
                                        .collect(Collectors.joining("; "))
                                + ". Nothing was written.",
                        "change one of them so that it can be created first.");
            }
        }
    }

    private Set<ObjectName> tables(List<BaselineStep> steps) {
        return steps.stream().flatMap(step -> step.createdTable().stream()).collect(Collectors.toSet());
    }

    /** @param split the tables whose expressions are added after they were created */
    private List<BaselineStep> steps(Set<ObjectName> split) {
        List<BaselineStep> steps = new ArrayList<>();
        if (definitions.stream().anyMatch(d -> d.area().equals("functions"))) {
            steps.add(BaselineStep.of(new SetLocal("check_function_bodies", "off"), schema));
        }
        DatabaseSchema first = split.isEmpty() ? schema : without(split);
        Diff.between(frame(), first).stream().forEach(operation -> steps.add(BaselineStep.of(operation, schema)));
        Diff.between(first, schema).forEach(operation -> steps.add(BaselineStep.of(operation, schema)));
        security().forEach(operation -> steps.add(BaselineStep.of(operation, schema)));
        definitions.forEach(definition -> steps.add(BaselineStep.of(definition)));
        return steps;
    }

    /** What every new database has. */
    private DatabaseSchema frame() {
        Set<String> schemas = new TreeSet<>(Set.of(schema.defaultName()));
        schema.schemas().stream().filter("public"::equals).forEach(schemas::add);
        return DatabaseSchema.empty(schema.defaultName())
                .withServerVersion(schema.serverVersion())
                .withSchemas(schemas);
    }

    private DatabaseSchema without(Set<ObjectName> split) {
        Map<ObjectName, Table> tables = new TreeMap<>(schema.tables());
        split.forEach(name -> tables.computeIfPresent(name, (key, table) -> withoutExpressions(table)));
        return schema.withTables(tables).withViews(Map.of()).withGrants(Set.of());
    }

    private static Table withoutExpressions(Table table) {
        Predicate<Constraint> kept =
                c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique || c instanceof ForeignKey;
        List<Column> columns = table.columns().stream()
                .filter(column -> column.generated() == null)
                .map(column -> column.withDefault(null))
                .toList();
        return table.withColumns(columns)
                .withConstraints(
                        table.constraints().values().stream().filter(kept).toList())
                .withIndexes(List.of());
    }

    private List<Operation> security() {
        List<Operation> operations = new ArrayList<>();
        new TreeSet<>(known(schema.security().enabled()))
                .forEach(table -> operations.add(new ChangeRowSecurity(table, RowSecurity.ENABLE)));
        new TreeSet<>(known(schema.security().forced()))
                .forEach(table -> operations.add(new ChangeRowSecurity(table, RowSecurity.FORCE)));
        return operations;
    }

    private Set<ObjectName> known(Set<ObjectName> tables) {
        Set<ObjectName> known = new HashSet<>(tables);
        known.retainAll(schema.tables().keySet());
        return known;
    }
}
