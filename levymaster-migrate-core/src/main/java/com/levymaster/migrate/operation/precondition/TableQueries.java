package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.ViewReferences;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions about the tables of a schema. */
interface TableQueries {

    DatabaseSchema schema();

    default Names names() {
        return new Names(schema());
    }

    default Optional<Table> table(ObjectName name) {
        return Optional.ofNullable(schema().tables().get(schema().resolve(name)));
    }

    default Optional<Column> column(ObjectName table, String name) {
        return table(table).flatMap(t -> t.column(name));
    }

    default boolean hasConstraint(ObjectName table, String name) {
        return table(table).filter(t -> t.constraints().containsKey(name)).isPresent();
    }

    /** Refuses a name that a constraint of the table has, since PostgreSQL 18 also one that forbids null. */
    default List<Refusal> constraintName(ObjectName table, String name) {
        return Refusal.when(
                hasConstraint(table, name) || isNotNullName(table, name),
                "table " + table + " already has a constraint " + name,
                "choose another name, or rename or drop the existing constraint in an earlier step");
    }

    private boolean isNotNullName(ObjectName table, String name) {
        return schema().serverVersion() >= 18
                && table(table).stream()
                        .flatMap(t -> t.columns().stream())
                        .anyMatch(column -> name.equals(column.notNullName()));
    }

    default boolean isPartitioned(ObjectName name) {
        return table(name).filter(t -> t.options().partitionBy() != null).isPresent();
    }

    /** The partitions of a table, and the tables that inherit from it. */
    default List<Table> children(ObjectName name) {
        return InheritanceEffects.children(schema(), schema().resolve(name));
    }

    /** The table and the tables below it, at any depth. */
    default Set<ObjectName> family(ObjectName name) {
        Set<ObjectName> family = new LinkedHashSet<>(Set.of(schema().resolve(name)));
        children(name).forEach(child -> family.addAll(family(child.name())));
        return family;
    }

    /** The tables from which the table inherits the column. */
    default List<Table> parentsWith(Table table, String column) {
        return InheritanceEffects.parents(table).stream()
                .flatMap(parent -> table(parent).stream())
                .filter(parent -> parent.column(column).isPresent())
                .toList();
    }

    /** Preconditions of a new column of a table, which may be new. */
    default List<Refusal> newColumn(Table table, Column column) {
        boolean virtual = isVirtual(column.generated());
        List<String> generated = table.columns().stream()
                .filter(other -> other.generated() != null && !other.name().equals(column.name()))
                .map(Column::name)
                .filter(other -> ColumnUses.in(column.generated(), other))
                .toList();
        return Refusal.all(
                names().hidden(column.type()),
                names().calls(column.defaultValue(), column.type()),
                noLabel(column, column.defaultValue()),
                Refusal.when(
                        column.noInherit() && table.options().partitionBy() != null,
                        "column " + column.name() + " forbids null without inheritance, but " + table.name()
                                + " is partitioned",
                        "call notNull(): a partitioned table has no rows of its own"),
                Names.column(column.name()),
                Refusal.list(
                        "generated column " + column.name() + " uses generated columns",
                        generated,
                        "repeat their expressions in its own"),
                virtual ? virtual(table, column) : List.of());
    }

    /** Refuses a default that the enum of the column lacks. */
    default List<Refusal> noLabel(Column column, @Nullable DefaultValue value) {
        EnumType type = column.type() instanceof ColumnType.UserDefined user
                ? schema().enums().get(schema().resolve(user.name()))
                : null;
        return Refusal.when(
                type != null
                        && value instanceof DefaultValue.StringLiteral text
                        && !type.labels().contains(text.value()),
                "the default of column " + column.name() + " is no value of type "
                        + column.type().display(),
                "choose one of its values, or add this one in an earlier step");
    }

    /** A virtual column has no types but those of PostgreSQL: no domain, and none of an extension. */
    private static List<Refusal> virtual(Table table, Column column) {
        String label = "column " + column.name() + " is a virtual generated column, ";
        String expression = column.generated() == null ? "" : column.generated().expression();
        return Refusal.all(
                Refusal.when(
                        isUserDefined(column.type()),
                        label + "which cannot have a domain or another type of users",
                        "give it a type of PostgreSQL, or store it"),
                Refusal.list(
                        label + "which cannot use columns with types of users",
                        table.columns().stream()
                                .filter(other ->
                                        isUserDefined(other.type()) && ColumnUses.in(column.generated(), other.name()))
                                .map(Column::name)
                                .toList(),
                        "store it"),
                Refusal.list(
                        label + "whose expression cannot have types of users",
                        ColumnUses.castTypes(expression).stream()
                                .filter(TableQueries::isUserDefined)
                                .map(ColumnType::display)
                                .toList(),
                        "store it"),
                Refusal.when(
                        column.statistics() != null,
                        label + "of which PostgreSQL has no statistics",
                        "leave out statistics(…), or store it"));
    }

    /** Whether a new column has another value than null in existing rows, or has to be checked in them. */
    default boolean isFilled(Column column) {
        Domain domain = column.type() instanceof ColumnType.UserDefined user
                ? schema().domains().get(schema().resolve(user.name()))
                : null;
        return column.defaultValue() != null
                || column.generated() != null
                || column.identity() != null
                || domain != null
                        && (domain.defaultValue() != null
                                || !domain.nullable()
                                || !domain.checks().isEmpty());
    }

    default boolean isVirtual(@Nullable GenerationExpression generated) {
        return generated != null && !generated.stored();
    }

    private static boolean isUserDefined(ColumnType type) {
        ColumnType element = type instanceof ColumnType.Array array ? array.element() : type;
        return element instanceof ColumnType.UserDefined user
                && !"pg_catalog".equals(user.name().schema());
    }

    default List<String> views(ObjectName relation) {
        return ViewReferences.of(schema(), relation).stream()
                .map(TableQueries::described)
                .toList();
    }

    default List<String> views(ObjectName table, String column) {
        return ViewReferences.of(schema(), table, column).stream()
                .map(TableQueries::described)
                .toList();
    }

    private static String described(View view) {
        return (view.materialized() ? "materialized view " : "view ") + view.name();
    }

    /** The foreign keys of other tables to this one. */
    default List<String> foreignKeysTo(ObjectName name) {
        ObjectName known = schema().resolve(name);
        return foreignKeys(known).stream()
                .filter(reference -> !reference.table().name().equals(known))
                .map(Reference::toString)
                .toList();
    }

    default List<Reference> foreignKeys(ObjectName to) {
        List<Reference> references = new ArrayList<>();
        for (Table table : schema().tables().values()) {
            table.constraints(ForeignKey.class)
                    .filter(key -> schema().resolve(key.referencedTable()).equals(to))
                    .forEach(key -> references.add(new Reference(table, key)));
        }
        return references;
    }

    /** A foreign key and its table. */
    record Reference(Table table, ForeignKey key) {

        @Override
        public String toString() {
            return "foreign key " + key.name() + " of " + table.name();
        }
    }
}
