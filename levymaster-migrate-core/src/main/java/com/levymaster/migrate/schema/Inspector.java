package com.levymaster.migrate.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Inspects a database, as SQLAlchemy's inspector does. The inspector of a live database reads its current state; the one
 * of a {@link DatabaseSchema} reads that value.
 *
 * <pre>{@code
 * if (!op.inspector().hasTable("import_log")) { … }
 * }</pre>
 *
 * <p>A name without a schema belongs to the default schema. Lists and optional values are empty if the table does not
 * exist.
 */
@FunctionalInterface
public interface Inspector {

    /** Returns the whole schema as one value. */
    DatabaseSchema snapshot();

    /** The table, or empty if it does not exist. */
    default Optional<Table> table(ObjectName name) {
        DatabaseSchema schema = snapshot();
        return Optional.ofNullable(schema.tables().get(schema.resolve(name)));
    }

    /** The table of the default schema, or empty if it does not exist. */
    default Optional<Table> table(String name) {
        return table(ObjectName.of(name));
    }

    /** Whether the default schema has the table. */
    default boolean hasTable(String name) {
        return table(name).isPresent();
    }

    /** Whether the schema has the table. */
    default boolean hasTable(String schema, String name) {
        return table(ObjectName.of(schema, name)).isPresent();
    }

    /** Whether the table exists and has the column. */
    default boolean hasColumn(String table, String column) {
        return table(table).flatMap(t -> t.column(column)).isPresent();
    }

    /** Whether the table exists and has the index. */
    default boolean hasIndex(String table, String index) {
        return table(table).map(t -> t.indexes().containsKey(index)).orElse(false);
    }

    /** Whether the table exists and has the constraint. */
    default boolean hasConstraint(String table, String constraint) {
        return table(table).map(t -> t.constraints().containsKey(constraint)).orElse(false);
    }

    /** Whether the default schema has the sequence. */
    default boolean hasSequence(String name) {
        return snapshot().sequences().containsKey(snapshot().resolve(ObjectName.of(name)));
    }

    /** Whether the database has the schema. */
    default boolean hasSchema(String name) {
        return snapshot().schemas().contains(name);
    }

    /** The names of all schemas except the system schemas. */
    default List<String> schemas() {
        return List.copyOf(snapshot().schemas());
    }

    /** The names of the tables of the default schema. */
    default List<String> tableNames() {
        return tableNames(snapshot().defaultName());
    }

    /** The names of the tables of a schema. */
    default List<String> tableNames(String schema) {
        DatabaseSchema snapshot = snapshot();
        return snapshot.tables().keySet().stream()
                .filter(name -> snapshot.schemaOf(name).equals(schema))
                .map(ObjectName::name)
                .toList();
    }

    /** The columns of a table, in their order. */
    default List<Column> columns(String table) {
        return table(table).map(Table::columns).orElse(List.of());
    }

    /** The column, or empty if it or its table does not exist. */
    default Optional<Column> column(String table, String column) {
        return table(table).flatMap(t -> t.column(column));
    }

    /** The primary key of a table, or empty if it has none. */
    default Optional<Constraint.PrimaryKey> primaryKey(String table) {
        return table(table).flatMap(Table::primaryKey);
    }

    /** The foreign keys of a table, by name. */
    default List<ForeignKey> foreignKeys(String table) {
        return constraints(table, ForeignKey.class).toList();
    }

    /** The unique constraints of a table, by name. */
    default List<Constraint.Unique> uniqueConstraints(String table) {
        return constraints(table, Constraint.Unique.class).toList();
    }

    /** The check constraints of a table, by name. */
    default List<Constraint.Check> checkConstraints(String table) {
        return constraints(table, Constraint.Check.class).toList();
    }

    /** The indexes of a table, except those that a constraint owns. */
    default List<Index> indexes(String table) {
        return table(table).map(t -> List.copyOf(t.indexes().values())).orElse(List.of());
    }

    /** All sequences that no identity column owns. */
    default List<Sequence> sequences() {
        return List.copyOf(snapshot().sequences().values());
    }

    /** All enum types. */
    default List<EnumType> enums() {
        return List.copyOf(snapshot().enums().values());
    }

    /** All composite types. */
    default List<CompositeType> composites() {
        return List.copyOf(snapshot().composites().values());
    }

    /** All views and materialized views. */
    default List<View> views() {
        return List.copyOf(snapshot().views().values());
    }

    /** The comment of a table. */
    default Optional<String> comment(String table) {
        return table(table).map(Table::comment);
    }

    private <C extends Constraint> Stream<C> constraints(String table, Class<C> kind) {
        return table(table).map(t -> t.constraints(kind)).orElse(Stream.empty());
    }
}
