package com.levymaster.migrate.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers what there is, as SQLAlchemy's inspector does. A live database answers for the moment of the question; a
 * recorded {@link DatabaseSchema} for the moment of its recording.
 *
 * <pre>{@code
 * if (!op.inspector().hasTable("import_log")) { … }
 * }</pre>
 *
 * <p>A name without a schema means the default schema. Questions about a table that is not there are answered with
 * nothing, except where the method says otherwise.
 */
@FunctionalInterface
public interface Inspector {

    /** All of it, as one value. */
    DatabaseSchema snapshot();

    default Optional<Table> table(ObjectName name) {
        DatabaseSchema schema = snapshot();
        return Optional.ofNullable(schema.tables().get(schema.resolve(name)));
    }

    default Optional<Table> table(String name) {
        return table(ObjectName.of(name));
    }

    default boolean hasTable(String name) {
        return table(name).isPresent();
    }

    default boolean hasTable(String schema, String name) {
        return table(ObjectName.of(schema, name)).isPresent();
    }

    default boolean hasColumn(String table, String column) {
        return table(table).flatMap(t -> t.column(column)).isPresent();
    }

    default boolean hasIndex(String table, String index) {
        return table(table).map(t -> t.indexes().containsKey(index)).orElse(false);
    }

    default boolean hasConstraint(String table, String constraint) {
        return table(table).map(t -> t.constraints().containsKey(constraint)).orElse(false);
    }

    default boolean hasSequence(String name) {
        return snapshot().sequences().containsKey(snapshot().resolve(ObjectName.of(name)));
    }

    default boolean hasSchema(String name) {
        return snapshot().schemas().contains(name);
    }

    /** The names of all schemas that are not the server's own. */
    default List<String> schemas() {
        return List.copyOf(snapshot().schemas());
    }

    /** The tables of the default schema. */
    default List<String> tableNames() {
        return tableNames(snapshot().defaultName());
    }

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

    default Optional<Column> column(String table, String column) {
        return table(table).flatMap(t -> t.column(column));
    }

    default Optional<Constraint.PrimaryKey> primaryKey(String table) {
        return table(table).flatMap(Table::primaryKey);
    }

    default List<ForeignKey> foreignKeys(String table) {
        return constraints(table, ForeignKey.class).toList();
    }

    default List<Constraint.Unique> uniqueConstraints(String table) {
        return constraints(table, Constraint.Unique.class).toList();
    }

    default List<Constraint.Check> checkConstraints(String table) {
        return constraints(table, Constraint.Check.class).toList();
    }

    default List<Index> indexes(String table) {
        return table(table).map(t -> List.copyOf(t.indexes().values())).orElse(List.of());
    }

    default List<Sequence> sequences() {
        return List.copyOf(snapshot().sequences().values());
    }

    default List<EnumType> enums() {
        return List.copyOf(snapshot().enums().values());
    }

    default List<CompositeType> composites() {
        return List.copyOf(snapshot().composites().values());
    }

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
