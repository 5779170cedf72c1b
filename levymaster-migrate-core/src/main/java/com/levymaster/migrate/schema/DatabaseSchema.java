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
public record DatabaseSchema(
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

    public DatabaseSchema {
        schemas = Collections.unmodifiableSortedSet(new TreeSet<>(schemas));
        tables = PersistentSortedMap.of(tables);
        sequences = PersistentSortedMap.of(sequences);
        enums = PersistentSortedMap.of(enums);
        domains = PersistentSortedMap.of(domains);
        composites = PersistentSortedMap.of(composites);
        views = PersistentSortedMap.of(views);
        extensions = PersistentSortedMap.of(extensions);
        grants = Collections.unmodifiableSortedSet(new TreeSet<>(grants));
    }

    /** A database with one empty schema. */
    public static DatabaseSchema empty(String defaultName) {
        return new DatabaseSchema(
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
    public Inspector catalog() {
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

    public DatabaseSchema withSchemas(Set<String> value) {
        return new DatabaseSchema(
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

    public DatabaseSchema withTables(Map<ObjectName, Table> value) {
        return new DatabaseSchema(
                defaultName,
                schemas,
                PersistentSortedMap.of(value),
                sequences,
                enums,
                domains,
                composites,
                views,
                extensions,
                grants);
    }

    /** Adds the table, or replaces the one of its name. */
    public DatabaseSchema with(Table table) {
        return withTables(put(tables, resolve(table.name()), table));
    }

    public DatabaseSchema withoutTable(ObjectName name) {
        return withTables(put(tables, resolve(name), null));
    }

    public DatabaseSchema withSequences(Map<ObjectName, Sequence> value) {
        return new DatabaseSchema(
                defaultName,
                schemas,
                tables,
                PersistentSortedMap.of(value),
                enums,
                domains,
                composites,
                views,
                extensions,
                grants);
    }

    public DatabaseSchema with(Sequence sequence) {
        return withSequences(put(sequences, resolve(sequence.name()), sequence));
    }

    public DatabaseSchema withoutSequence(ObjectName name) {
        return withSequences(put(sequences, resolve(name), null));
    }

    public DatabaseSchema withEnums(Map<ObjectName, EnumType> value) {
        return new DatabaseSchema(
                defaultName,
                schemas,
                tables,
                sequences,
                PersistentSortedMap.of(value),
                domains,
                composites,
                views,
                extensions,
                grants);
    }

    public DatabaseSchema with(EnumType type) {
        return withEnums(put(enums, resolve(type.name()), type));
    }

    public DatabaseSchema withoutEnum(ObjectName name) {
        return withEnums(put(enums, resolve(name), null));
    }

    public DatabaseSchema withDomains(Map<ObjectName, Domain> value) {
        return new DatabaseSchema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                PersistentSortedMap.of(value),
                composites,
                views,
                extensions,
                grants);
    }

    public DatabaseSchema with(Domain domain) {
        return withDomains(put(domains, resolve(domain.name()), domain));
    }

    public DatabaseSchema withoutDomain(ObjectName name) {
        return withDomains(put(domains, resolve(name), null));
    }

    public DatabaseSchema withComposites(Map<ObjectName, CompositeType> value) {
        return new DatabaseSchema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                domains,
                PersistentSortedMap.of(value),
                views,
                extensions,
                grants);
    }

    public DatabaseSchema with(CompositeType type) {
        return withComposites(put(composites, resolve(type.name()), type));
    }

    public DatabaseSchema withoutComposite(ObjectName name) {
        return withComposites(put(composites, resolve(name), null));
    }

    public DatabaseSchema withViews(Map<ObjectName, View> value) {
        return new DatabaseSchema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                domains,
                composites,
                PersistentSortedMap.of(value),
                extensions,
                grants);
    }

    public DatabaseSchema with(View view) {
        return withViews(put(views, resolve(view.name()), view));
    }

    public DatabaseSchema withoutView(ObjectName name) {
        return withViews(put(views, resolve(name), null));
    }

    public DatabaseSchema withExtensions(Map<String, Extension> value) {
        return new DatabaseSchema(
                defaultName,
                schemas,
                tables,
                sequences,
                enums,
                domains,
                composites,
                views,
                PersistentSortedMap.of(value),
                grants);
    }

    public DatabaseSchema withGrants(Set<Grant> value) {
        return new DatabaseSchema(
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
        PersistentSortedMap<K, V> shared = PersistentSortedMap.of(map);
        return value == null ? shared.without(key) : shared.with(key, value);
    }
}
