package com.levymaster.migrate.inspect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.inspect.Relations.Relation;
import com.levymaster.migrate.inspect.Sequences.ColumnId;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads a live database into a {@link DatabaseSchema}, in eight queries whatever its size.
 *
 * <p>Objects that belong to an extension are omitted; the extension itself is included. Expressions are as PostgreSQL
 * prints them, without parentheses around the whole.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalogs.html">PostgreSQL: system catalogs</a>
 */
public final class DatabaseInspector {

    private DatabaseInspector() {}

    /**
     * Reads the objects in the scope as the connection sees them, including its own uncommitted changes.
     *
     * @throws MigrationException if neither the scope nor the connection has a default schema
     */
    public static DatabaseSchema read(Connection connection, InspectionScope scope) {
        return read(JdbcClient.create(new SingleConnectionDataSource(connection, true)), scope);
    }

    /**
     * Like {@link #read(Connection, InspectionScope)}. Without a transaction, other sessions may change the schema
     * between two queries.
     */
    public static DatabaseSchema read(JdbcClient jdbc, InspectionScope scope) {
        SchemaNamespaces namespaces = SchemaNamespaces.read(jdbc, scope);
        CatalogQueries queries = namespaces.queries(jdbc);
        return read(queries, namespaces.empty(), Comments.read(queries));
    }

    /** Adds the objects in the inspected schemas to the frame. */
    static DatabaseSchema read(CatalogQueries queries, DatabaseSchema frame, Comments comments) {
        Map<ObjectName, Sequence> sequences = new TreeMap<>();
        Map<ColumnId, SequenceOptions> identities = new HashMap<>();
        for (Sequences.InspectedSequence found : Sequences.read(queries, comments)) {
            ColumnId identity = found.identity();
            if (identity == null) {
                sequences.put(found.sequence().name(), found.sequence());
            } else {
                identities.put(identity, found.sequence().options());
            }
        }
        UserTypes types = UserTypes.read(queries, comments);
        return relations(frame, queries, comments, Columns.read(queries, comments, identities))
                .withSequences(sequences)
                .withEnums(types.enums())
                .withDomains(types.domains());
    }

    private static DatabaseSchema relations(
            DatabaseSchema empty, CatalogQueries queries, Comments comments, Map<Long, Attributes> columns) {
        List<Relation> relations = Relations.read(queries, comments);
        Map<Long, List<Constraint>> constraints = new Constraints(queries, comments, columns).read();
        Map<Long, List<Index>> indexes = new Indexes(queries, comments, columns).read();
        Map<ObjectName, Table> tables = new TreeMap<>();
        Map<ObjectName, View> views = new TreeMap<>();
        Map<ObjectName, CompositeType> composites = new TreeMap<>();
        TreeSet<Grant> grants = new TreeSet<>(empty.grants());
        Set<Grant> grantable = new HashSet<>(empty.security().grantable());
        Set<ObjectName> enabled = new HashSet<>();
        Set<ObjectName> forced = new HashSet<>();
        for (Relation relation : relations) {
            grants.addAll(relation.grants().all());
            grantable.addAll(relation.grants().grantable());
            View view = relation.view();
            if (view != null) {
                views.put(view.name(), view);
            }
            CompositeType composite = relation.composite();
            if (composite != null) {
                composites.put(
                        composite.name(),
                        composite.withAttributes(attributes(columns.getOrDefault(relation.oid(), Attributes.NONE)
                                .columns())));
            }
            Table table = relation.table();
            if (table != null && relation.rowSecurity()) {
                enabled.add(table.name());
            }
            if (table != null && relation.forcedRowSecurity()) {
                forced.add(table.name());
            }
            if (table != null) {
                tables.put(
                        table.name(),
                        table.withColumns(columns.getOrDefault(relation.oid(), Attributes.NONE)
                                        .columns())
                                .withConstraints(constraints.getOrDefault(relation.oid(), List.of()))
                                .withIndexes(indexes.getOrDefault(relation.oid(), List.of())));
            }
        }
        return empty.withTables(tables)
                .withViews(views)
                .withComposites(composites)
                .withGrants(grants)
                .withSecurity(
                        empty.security().withEnabled(enabled).withForced(forced).withGrantable(grantable));
    }

    private static List<CompositeType.Attribute> attributes(List<Column> columns) {
        return columns.stream()
                .map(c -> new CompositeType.Attribute(c.name(), c.type(), c.collation(), c.comment()))
                .toList();
    }
}
