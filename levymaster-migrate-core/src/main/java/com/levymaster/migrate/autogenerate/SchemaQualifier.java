package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Qualifies all names of a desired schema by the default schema of the database, and completes foreign key columns. */
record SchemaQualifier(DatabaseSchema desired, DatabaseSchema names) {

    static DatabaseSchema of(DatabaseSchema desired, String defaultSchema) {
        return new SchemaQualifier(desired, DatabaseSchema.empty(defaultSchema)).schema();
    }

    private DatabaseSchema schema() {
        Set<String> schemas = new TreeSet<>(desired.schemas());
        schemas.remove(desired.defaultName());
        schemas.add(names.defaultName());
        return names.withSchemas(schemas)
                .withComposites(renamed(desired.composites(), this::composite))
                .withEnums(renamed(desired.enums(), (name, type) -> type.withName(name)))
                .withSequences(renamed(
                        desired.sequences(),
                        (name, sequence) -> sequence.withName(name).withOwner(owner(sequence.ownedBy()))))
                .withTables(renamed(desired.tables(), this::table));
    }

    private <T> Map<ObjectName, T> renamed(Map<ObjectName, T> objects, BiFunction<ObjectName, T, T> change) {
        Map<ObjectName, T> renamed = new TreeMap<>();
        objects.forEach((name, object) -> renamed.put(names.resolve(name), change.apply(names.resolve(name), object)));
        return renamed;
    }

    private CompositeType composite(ObjectName name, CompositeType type) {
        return type.withName(name)
                .withAttributes(type.attributes().stream()
                        .map(attribute -> attribute.withType(type(attribute.type())))
                        .toList());
    }

    private Table table(ObjectName name, Table table) {
        return new Table(
                name,
                table.columns().stream().map(this::column).toList(),
                table.constraints().values().stream()
                        .map(this::constraint)
                        .collect(Collectors.toMap(Constraint::name, Function.identity())),
                table.indexes(),
                table.options(),
                table.comment());
    }

    private Sequence.@Nullable Owner owner(Sequence.@Nullable Owner owner) {
        return owner == null ? null : new Sequence.Owner(names.resolve(owner.table()), owner.column());
    }

    private Column column(Column column) {
        ColumnType type = type(column.type());
        return type == column.type() ? column : column.withType(type);
    }

    private ColumnType type(ColumnType type) {
        if (type instanceof ColumnType.UserDefined user) {
            return new ColumnType.UserDefined(names.resolve(user.name()), user.modifiers());
        }
        return type instanceof ColumnType.Array array ? type(array.element()).array() : type;
    }

    /** A foreign key without referenced columns refers to the primary key. */
    private Constraint constraint(Constraint constraint) {
        if (!(constraint instanceof ForeignKey key)) {
            return constraint;
        }
        Table target = desired.tables().get(desired.resolve(key.referencedTable()));
        List<String> columns = key.referencedColumns().isEmpty() && target != null
                ? target.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of())
                : key.referencedColumns();
        return key.withReference(names.resolve(key.referencedTable()), columns);
    }
}
