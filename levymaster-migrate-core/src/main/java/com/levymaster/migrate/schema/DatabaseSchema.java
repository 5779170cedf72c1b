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
        Copy copy = new Copy(this);
        copy.schemas = new TreeSet<>(value);
        return copy.schema();
    }

    /** Returns a copy with these tables. */
    public DatabaseSchema withTables(Map<ObjectName, Table> value) {
        Copy copy = new Copy(this);
        copy.tables = PersistentSortedMap.of(value);
        return copy.schema();
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
        Copy copy = new Copy(this);
        copy.sequences = PersistentSortedMap.of(value);
        return copy.schema();
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
        Copy copy = new Copy(this);
        copy.enums = PersistentSortedMap.of(value);
        return copy.schema();
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
        Copy copy = new Copy(this);
        copy.domains = PersistentSortedMap.of(value);
        return copy.schema();
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
        Copy copy = new Copy(this);
        copy.composites = PersistentSortedMap.of(value);
        return copy.schema();
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
        Copy copy = new Copy(this);
        copy.views = PersistentSortedMap.of(value);
        return copy.schema();
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
        Copy copy = new Copy(this);
        copy.extensions = PersistentSortedMap.of(value);
        return copy.schema();
    }

    /** Returns a copy with these grants. */
    public DatabaseSchema withGrants(Set<Grant> value) {
        Copy copy = new Copy(this);
        copy.grants = new TreeSet<>(value);
        return copy.schema();
    }

    /** Returns a copy with this security. */
    public DatabaseSchema withSecurity(Security value) {
        Copy copy = new Copy(this);
        copy.security = value;
        return copy.schema();
    }

    /** Returns a copy for a server of this major version. */
    public DatabaseSchema withServerVersion(int value) {
        Copy copy = new Copy(this);
        copy.serverVersion = value;
        return copy.schema();
    }

    private static <K extends Comparable<K>, V> Map<K, V> put(Map<K, V> map, K key, @Nullable V value) {
        PersistentSortedMap<K, V> shared = PersistentSortedMap.of(map);
        return value == null ? shared.without(key) : shared.with(key, value);
    }

    /** What a method changes one value of. */
    private static final class Copy {

        private String defaultName;
        private SortedSet<String> schemas;
        private SortedMap<ObjectName, Table> tables;
        private SortedMap<ObjectName, Sequence> sequences;
        private SortedMap<ObjectName, EnumType> enums;
        private SortedMap<ObjectName, Domain> domains;
        private SortedMap<ObjectName, CompositeType> composites;
        private SortedMap<ObjectName, View> views;
        private SortedMap<String, Extension> extensions;
        private SortedSet<Grant> grants;
        private Security security;
        private int serverVersion;

        Copy(DatabaseSchema from) {
            defaultName = from.defaultName;
            schemas = from.schemas;
            tables = from.tables;
            sequences = from.sequences;
            enums = from.enums;
            domains = from.domains;
            composites = from.composites;
            views = from.views;
            extensions = from.extensions;
            grants = from.grants;
            security = from.security;
            serverVersion = from.serverVersion;
        }

        DatabaseSchema schema() {
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
                    serverVersion);
        }
    }
}
