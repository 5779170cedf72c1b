package com.levymaster.migrate.schema;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a database holds and this library knows, as one immutable value. Two schemas are equal exactly when every
 * object in them is.
 *
 * <p>Objects of the default schema have no schema in their name, whoever names them and however: {@link #resolve}.
 *
 * @param defaultName the schema that an unqualified name means
 * @param schemas the names of all schemas, the default one included
 */
public record Schema(
        String defaultName,
        SortedSet<String> schemas,
        SortedMap<ObjectName, Table> tables,
        SortedMap<ObjectName, Sequence> sequences,
        SortedMap<ObjectName, EnumType> enums,
        SortedMap<ObjectName, Domain> domains,
        SortedMap<ObjectName, CompositeType> composites,
        SortedMap<ObjectName, View> views,
        SortedMap<String, Extension> extensions,
        SortedSet<Grant> grants) {

    public Schema {
        schemas = Collections.unmodifiableSortedSet(new TreeSet<>(schemas));
        tables = SharedMap.of(tables);
        sequences = SharedMap.of(sequences);
        enums = SharedMap.of(enums);
        domains = SharedMap.of(domains);
        composites = SharedMap.of(composites);
        views = SharedMap.of(views);
        extensions = SharedMap.of(extensions);
        grants = Collections.unmodifiableSortedSet(new TreeSet<>(grants));
    }

    /** A database with one empty schema. */
    public static Schema empty(String defaultName) {
        return new Schema(
                defaultName,
                new TreeSet<>(Set.of(defaultName)),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>());
    }

    /** This schema, as one that answers questions. */
    public Catalog catalog() {
        return () -> this;
    }

    /** The name as this schema knows it: without a schema if that is the default one. */
    public ObjectName resolve(ObjectName name) {
        return defaultName.equals(name.schema()) ? ObjectName.of(name.name()) : name;
    }

    /** The schema that holds the object. */
    public String schemaOf(ObjectName name) {
        String schema = name.schema();
        return schema == null ? defaultName : schema;
    }

    public Schema withSchemas(Set<String> value) {
        return new Schema(
                defaultName,
                new TreeSet<>(value),
                tables,
                sequences,
                enums,
                domains,
                composites,
                views,
                extensions,
                grants);
    }

    public Schema withTables(Map<ObjectName, Table> value) {
        return new Schema(
                defaultName,
                schemas,
                SharedMap.of(value),
                sequences,
                enums,
                domains,
                composites,
                views,
                extensions,
                grants);
    }

    /** Adds the table, or replaces the one of its name. */
    public Schema with(Table table) {
        return withTables(put(tables, resolve(table.name()), table));
    }

    public Schema withoutTable(ObjectName name) {
        return withTables(put(tables, resolve(name), null));
    }

    public Schema withSequences(Map<ObjectName, Sequence> value) {
        return new Schema(
                defaultName,
                schemas,
                tables,
                SharedMap.of(value),
                enums,
                domains,
                composites,
                views,
                extensions,
                grants);
    }

    public Schema with(Sequence sequence) {
        return withSequences(put(sequences, resolve(sequence.name()), sequence));
    }

    public Schema withoutSequence(ObjectName name) {
        return withSequences(put(sequences, resolve(name), null));
    }

    public Schema withEnums(Map<ObjectName, EnumType> value) {
        return new Schema(
                defaultName,
                schemas,
                tables,
                sequences,
                SharedMap.of(value),
                domains,
                composites,
                views,
                extensions,
                grants);
    }

    public Schema with(EnumType type) {
        return withEnums(put(enums, resolve(type.name()), type));
    }

    public Schema withoutEnum(ObjectName name) {
        return withEnums(put(enums, resolve(name), null));
    }

    public Schema withDomains(Map<ObjectName, Domain> value) {
        return new Schema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                SharedMap.of(value),
                composites,
                views,
                extensions,
                grants);
    }

    public Schema with(Domain domain) {
        return withDomains(put(domains, resolve(domain.name()), domain));
    }

    public Schema withoutDomain(ObjectName name) {
        return withDomains(put(domains, resolve(name), null));
    }

    public Schema withComposites(Map<ObjectName, CompositeType> value) {
        return new Schema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                domains,
                SharedMap.of(value),
                views,
                extensions,
                grants);
    }

    public Schema with(CompositeType type) {
        return withComposites(put(composites, resolve(type.name()), type));
    }

    public Schema withoutComposite(ObjectName name) {
        return withComposites(put(composites, resolve(name), null));
    }

    public Schema withViews(Map<ObjectName, View> value) {
        return new Schema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                domains,
                composites,
                SharedMap.of(value),
                extensions,
                grants);
    }

    public Schema with(View view) {
        return withViews(put(views, resolve(view.name()), view));
    }

    public Schema withoutView(ObjectName name) {
        return withViews(put(views, resolve(name), null));
    }

    public Schema withExtensions(Map<String, Extension> value) {
        return new Schema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                domains,
                composites,
                views,
                SharedMap.of(value),
                grants);
    }

    public Schema withGrants(Set<Grant> value) {
        return new Schema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                domains,
                composites,
                views,
                extensions,
                new TreeSet<>(value));
    }

    private static <K extends Comparable<K>, V> Map<K, V> put(Map<K, V> map, K key, @Nullable V value) {
        SharedMap<K, V> shared = SharedMap.of(map);
        return value == null ? shared.without(key) : shared.with(key, value);
    }
}
