package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.Normalization.NormalizationError;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Asks PostgreSQL, in one statement, for the canonical names of desired types that do not occur in the database yet.
 */
final class CanonicalTypeNames {

    private static final String SQL = """
            select u.n, %s
            from pg_catalog.unnest(pg_catalog.string_to_array(:types, pg_catalog.chr(10))) with ordinality u(name, n)
            %s
            """;

    private final CatalogQueries queries;
    private final Dialect dialect;
    private final DatabaseSchema desired;
    private final Map<ColumnType, ColumnType> canonicalTypes = new HashMap<>();
    private final Set<ColumnType> known;

    private CanonicalTypeNames(CatalogQueries queries, Dialect dialect, DatabaseSchema desired, DatabaseSchema actual) {
        this.queries = queries;
        this.dialect = dialect;
        this.desired = desired;
        this.known = known(actual);
        userTypes(desired).forEach(known::add);
    }

    static CanonicalTypeNames query(
            CatalogQueries queries, Dialect dialect, DatabaseSchema desired, DatabaseSchema actual) {
        CanonicalTypeNames names = new CanonicalTypeNames(queries, dialect, desired, actual);
        names.query();
        return names;
    }

    /** The desired schema with canonical types. */
    DatabaseSchema applied() {
        if (canonicalTypes.isEmpty()) {
            return desired;
        }
        Map<ObjectName, Table> tables = new TreeMap<>(desired.tables());
        tables.replaceAll((name, table) -> table.withColumns(table.columns().stream()
                .map(column -> column.withType(applied(column.type())))
                .toList()));
        Map<ObjectName, Domain> domains = new TreeMap<>(desired.domains());
        domains.replaceAll((name, domain) -> domain.withType(applied(domain.type())));
        Map<ObjectName, CompositeType> composites = new TreeMap<>(desired.composites());
        composites.replaceAll((name, type) -> type.withAttributes(type.attributes().stream()
                .map(attribute -> attribute.withType(applied(attribute.type())))
                .toList()));
        return desired.withTables(tables).withDomains(domains).withComposites(composites);
    }

    /** The types that do not exist. */
    List<NormalizationError> faults() {
        List<NormalizationError> faults = new ArrayList<>();
        for (Table table : desired.tables().values()) {
            for (Column column : table.columns()) {
                if (isUnknown(column.type())) {
                    faults.add(fault(table.name(), "type of column " + column.name(), column.type()));
                }
            }
        }
        desired.domains().values().stream()
                .filter(domain -> isUnknown(domain.type()))
                .forEach(domain -> faults.add(fault(domain.name(), "type", domain.type())));
        for (CompositeType type : desired.composites().values()) {
            type.attributes().stream()
                    .filter(attribute -> isUnknown(attribute.type()))
                    .forEach(attribute ->
                            faults.add(fault(type.name(), "type of attribute " + attribute.name(), attribute.type())));
        }
        return faults;
    }

    private static NormalizationError fault(ObjectName object, String part, ColumnType type) {
        return new NormalizationError(object, part, type.display(), "type " + type.display() + " does not exist");
    }

    boolean isUnknown(ColumnType type) {
        ColumnType element = element(type);
        return !known.contains(element) && !canonicalTypes.containsKey(element);
    }

    private ColumnType applied(ColumnType type) {
        ColumnType element = element(type);
        ColumnType canonicalType = canonicalTypes.getOrDefault(element, element);
        return type instanceof ColumnType.Array ? canonicalType.array() : canonicalType;
    }

    private void query() {
        Set<ColumnType> distinct = new LinkedHashSet<>();
        types(desired)
                .map(CanonicalTypeNames::element)
                .filter(type -> !known.contains(type))
                .forEach(distinct::add);
        List<ColumnType> requestedTypes = List.copyOf(distinct);
        if (requestedTypes.isEmpty()) {
            return;
        }
        String sql = SQL.formatted(
                TypeReader.columns(queries.since(17, "coalesce(pg_catalog.to_regtypemod(u.name), -1)", "-1")),
                TypeReader.joins("pg_catalog.to_regtype(u.name)"));
        queries.jdbc()
                .sql(sql)
                .param(
                        "types",
                        String.join("\n", requestedTypes.stream().map(this::sql).toList()))
                .query((result, n) -> {
                    ColumnType requested = requestedTypes.get((int) result.getLong("n") - 1);
                    canonicalTypes.put(requested, withModifiers(TypeReader.read(new Row(result), queries), requested));
                    return requested;
                })
                .list();
    }

    private String sql(ColumnType type) {
        if (!(type instanceof ColumnType.UserDefined user)) {
            return type.display();
        }
        String schema = user.name().schema();
        String name = dialect.quote(user.name().name());
        String modifiers = user.modifiers().isEmpty() ? "" : "(" + String.join(",", user.modifiers()) + ")";
        return (schema == null ? name : dialect.quote(schema) + "." + name) + modifiers;
    }

    /** Adds the modifiers, which servers before version 17 do not return; the fields of an interval are one. */
    private ColumnType withModifiers(ColumnType canonicalType, ColumnType requested) {
        if (queries.version() >= 17) {
            return canonicalType;
        }
        List<String> modifiers = requested instanceof ColumnType.BuiltIn builtIn
                ? builtIn.modifiers()
                : ((ColumnType.UserDefined) requested).modifiers();
        return canonicalType instanceof ColumnType.BuiltIn builtIn
                ? new ColumnType.BuiltIn(fields(builtIn.name(), requested), modifiers)
                : canonicalType instanceof ColumnType.UserDefined user
                        ? new ColumnType.UserDefined(user.name(), modifiers)
                        : canonicalType;
    }

    private static String fields(String canonicalType, ColumnType requested) {
        return canonicalType.equals("interval") && requested instanceof ColumnType.BuiltIn builtIn
                ? builtIn.name()
                : canonicalType;
    }

    private static Set<ColumnType> known(DatabaseSchema schema) {
        Set<ColumnType> known = new HashSet<>();
        types(schema).map(CanonicalTypeNames::element).forEach(known::add);
        userTypes(schema).forEach(known::add);
        return known;
    }

    private static Stream<ColumnType> userTypes(DatabaseSchema schema) {
        return Stream.of(schema.enums(), schema.domains(), schema.composites())
                .flatMap(types -> types.keySet().stream())
                .map(name -> new ColumnType.UserDefined(name, List.of()));
    }

    private static Stream<ColumnType> types(DatabaseSchema schema) {
        return Stream.of(
                        schema.tables().values().stream()
                                .flatMap(table -> table.columns().stream())
                                .map(Column::type),
                        schema.domains().values().stream().map(Domain::type),
                        schema.composites().values().stream()
                                .flatMap(type -> type.attributes().stream())
                                .map(CompositeType.Attribute::type))
                .flatMap(types -> types);
    }

    private static ColumnType element(ColumnType type) {
        return type instanceof ColumnType.Array array ? array.element() : type;
    }
}
