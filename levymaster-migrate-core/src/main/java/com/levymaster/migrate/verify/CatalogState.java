package com.levymaster.migrate.verify;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.diff.Diff;
import com.levymaster.migrate.diff.InList;
import com.levymaster.migrate.inspect.DatabaseInspector;
import com.levymaster.migrate.inspect.InspectionScope;
import com.levymaster.migrate.inspect.ServerDefinitions;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.store.AlembicTable;
import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the catalog of a database holds, without our own tables, so that two states of it can be compared.
 *
 * @param schema with the columns of each table by name, since one that was dropped and added again is the last
 * @param facts the whole catalog in sentences, also of functions, triggers and other objects that a schema does not hold
 */
public record CatalogState(DatabaseSchema schema, SortedSet<String> facts) {

    /** Reads the database of a migrator. */
    public static CatalogState of(Migrator migrator) {
        List<ObjectName> own = ownTables(migrator);
        return migrator.withConnection(connection -> read(connection, own));
    }

    /** Our tables, and that of Alembic which is kept in step, with their schemas. */
    static List<ObjectName> ownTables(Migrator migrator) {
        TableNames names = migrator.settings().tables();
        String home = migrator.versionTable().schema();
        Stream<ObjectName> own = names.all().stream().map(table -> ObjectName.of(home, table));
        AlembicTable alembic = names.alembic();
        return alembic == null
                ? own.toList()
                : Stream.concat(
                                own,
                                Stream.of(ObjectName.of(
                                        alembic.schema() == null ? home : alembic.schema(), alembic.name())))
                        .toList();
    }

    private static CatalogState read(Connection connection, List<ObjectName> own) throws SQLException {
        Set<String> names = own.stream().map(ObjectName::name).collect(Collectors.toSet());
        DatabaseSchema schema = DatabaseInspector.read(connection, InspectionScope.all());
        Map<ObjectName, Table> tables = new TreeMap<>();
        schema.tables().forEach((table, definition) -> {
            if (!names.contains(table.name())) {
                tables.put(table, sorted(definition));
            }
        });
        return new CatalogState(
                schema.withTables(tables),
                ServerDefinitions.facts(connection, own).stream()
                        .map(InList::canonical)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Table sorted(Table table) {
        return new Table(
                table.name(),
                table.columns().stream()
                        .sorted(Comparator.comparing(Column::name))
                        .toList(),
                table.constraints(),
                table.indexes(),
                table.options(),
                table.comment());
    }

    /**
     * What would have to be done to this state to make it the other: operations, and where a schema does not hold the difference,
     * what only one of them has. Empty if they are alike.
     */
    public List<String> differences(CatalogState other) {
        List<String> operations = Diff.between(schema, other.schema).stream()
                .map(Operation::describe)
                .toList();
        if (!operations.isEmpty() || facts.equals(other.facts)) {
            return operations;
        }
        return Stream.concat(only(other, this, "lacks "), only(this, other, "has besides "))
                .toList();
    }

    private static Stream<String> only(CatalogState one, CatalogState other, String verb) {
        return one.facts.stream().filter(fact -> !other.facts.contains(fact)).map(fact -> verb + fact);
    }
}
