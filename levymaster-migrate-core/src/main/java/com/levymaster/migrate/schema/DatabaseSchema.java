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
 * The objects of a database that this library knows, in all its schemas, as one immutable value.
 *
 * <p>Objects of the default schema have no schema in their name, however they are written: see {@link #resolve}.
 *
 * @param defaultName the schema of unqualified names
 * @param schemas the names of all schemas, the default one included
 * @param security what protects the objects besides the grants
 * @param serverVersion the major version of the server, whose rules apply; {@link #NEWEST_SERVER} if it is not known
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
        SortedSet<Grant> grants,
        Security security,
        int serverVersion) {

    /** The newest major version of PostgreSQL whose rules this library knows. */
    public static final int NEWEST_SERVER = 18;

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

    /** Creates a database with one empty schema. */
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
                new TreeSet<>(),
                Security.INITIAL,
                NEWEST_SERVER);
    }

    /** Returns an inspector of this schema. */
    public Inspector catalog() {
        return () -> this;
    }

    /** Returns the name as the keys of the maps have it: without a schema if that is the default one. */
    public ObjectName resolve(ObjectName name) {
        return defaultName.equals(name.schema()) ? ObjectName.of(name.name()) : name;
    }

    /** Returns the name of the schema of an object. */
    public String schemaOf(ObjectName name) {
        String schema = name.schema();
        return schema == null ? defaultName : schema;
    }

    /** Returns a copy with these schemas. */
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
                grants,
                security,
                serverVersion);
    }

    /** Returns a copy with these tables. */
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
                grants,
                security,
                serverVersion);
    }

    /** Adds the table, or replaces the one of its name. */
    public DatabaseSchema with(Table table) {
        return withTables(put(tables, resolve(table.name()), table));
    }

    /** Returns a copy without the table. */
    public DatabaseSchema withoutTable(ObjectName name) {
        return withTables(put(tables, resolve(name), null));
    }

    /** Returns a copy with these sequences. */
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
                grants,
                security,
                serverVersion);
    }

    /** Adds the sequence, or replaces the one of its name. */
    public DatabaseSchema with(Sequence sequence) {
        return withSequences(put(sequences, resolve(sequence.name()), sequence));
    }

    /** Returns a copy without the sequence. */
    public DatabaseSchema withoutSequence(ObjectName name) {
        return withSequences(put(sequences, resolve(name), null));
    }

    /** Returns a copy with these enum types. */
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
                grants,
                security,
                serverVersion);
    }

    /** Adds the enum type, or replaces the one of its name. */
    public DatabaseSchema with(EnumType type) {
        return withEnums(put(enums, resolve(type.name()), type));
    }

    /** Returns a copy without the enum type. */
    public DatabaseSchema withoutEnum(ObjectName name) {
        return withEnums(put(enums, resolve(name), null));
    }

    /** Returns a copy with these domains. */
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
                grants,
                security,
                serverVersion);
    }

    /** Adds the domain, or replaces the one of its name. */
    public DatabaseSchema with(Domain domain) {
        return withDomains(put(domains, resolve(domain.name()), domain));
    }

    /** Returns a copy without the domain. */
    public DatabaseSchema withoutDomain(ObjectName name) {
        return withDomains(put(domains, resolve(name), null));
    }

    /** Returns a copy with these composite types. */
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
                grants,
                security,
                serverVersion);
    }

    /** Adds the composite type, or replaces the one of its name. */
    public DatabaseSchema with(CompositeType type) {
        return withComposites(put(composites, resolve(type.name()), type));
    }

    /** Returns a copy without the composite type. */
    public DatabaseSchema withoutComposite(ObjectName name) {
        return withComposites(put(composites, resolve(name), null));
    }

    /** Returns a copy with these views. */
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
                grants,
                security,
                serverVersion);
    }

    /** Adds the view, or replaces the one of its name. */
    public DatabaseSchema with(View view) {
        return withViews(put(views, resolve(view.name()), view));
    }

    /** Returns a copy without the view. */
    public DatabaseSchema withoutView(ObjectName name) {
        return withViews(put(views, resolve(name), null));
    }

    /** Returns a copy with these extensions. */
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
                grants,
                security,
                serverVersion);
    }

    /** Returns a copy with these grants. */
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
                new TreeSet<>(value),
                security,
                serverVersion);
    }

    /** Returns a copy with this security. */
    public DatabaseSchema withSecurity(Security value) {
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
                grants,
                value,
                serverVersion);
    }

    /** Returns a copy for a server of this major version. */
    public DatabaseSchema withServerVersion(int value) {
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
                grants,
                security,
                value);
    }

    private static <K extends Comparable<K>, V> Map<K, V> put(Map<K, V> map, K key, @Nullable V value) {
        PersistentSortedMap<K, V> shared = PersistentSortedMap.of(map);
        return value == null ? shared.without(key) : shared.with(key, value);
    }
}
