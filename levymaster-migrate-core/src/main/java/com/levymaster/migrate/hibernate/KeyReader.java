package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PrimaryKey;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.jspecify.annotations.Nullable;

/** Reads the primary, unique and foreign keys of a table. */
final class KeyReader {

    private final IdentifierFolding names;
    private final NamingConvention naming;
    private final ColumnReader columns;
    private final Metadata metadata;

    KeyReader(IdentifierFolding names, NamingConvention naming, ColumnReader columns, Metadata metadata) {
        this.names = names;
        this.naming = naming;
        this.columns = columns;
        this.metadata = metadata;
    }

    void readPrimaryKey(Table table, TableBuilder builder) {
        PrimaryKey key = table.getPrimaryKey();
        if (key == null || key.getColumns().isEmpty()) {
            return;
        }
        List<String> ordered = names(ordered(key));
        UniqueKey ordering = key.getOrderingUniqueKey();
        if (ordering != null && ordering.isNameExplicit()) {
            builder.addExplicit(Constraint.PrimaryKey.of(IdentifierFolding.fold(ordering.getName()), ordered));
        } else {
            builder.addByConvention(
                    naming.primaryKeyName(builder.name().name()), free -> Constraint.PrimaryKey.of(free, ordered));
        }
    }

    /** Returns the columns in the order of Hibernate's schema creation, which orders them only when it creates the schema. */
    private List<Column> ordered(PrimaryKey key) {
        if (key.getColumns().size() == 1 || !(metadata instanceof MetadataImplementor model)) {
            return key.getColumns();
        }
        List<Column> ordered =
                model.getMetadataBuildingOptions().getColumnOrderingStrategy().orderConstraintColumns(key, metadata);
        return ordered == null ? key.getColumns() : ordered;
    }

    /** Reads unique keys on several columns, unique keys with options, and unique columns. */
    void readUniqueKeys(Table table, TableBuilder builder) {
        Set<List<String>> known = new HashSet<>();
        builder.constraints().map(c -> ((Constraint.PrimaryKey) c).columns()).forEach(known::add);
        table.getUniqueKeys().values().stream()
                .sorted(Comparator.comparing((UniqueKey key) -> !isExplicit(key))
                        .thenComparing(UniqueKey::getName))
                .filter(key -> known.add(names(key.getColumns())) || isExplicit(key))
                .forEach(key -> readUnique(key, builder));
        for (Column column : table.getColumns()) {
            List<String> single = List.of(IdentifierFolding.column(column));
            boolean unique = column.isUnique() || columns.definition(column).unique();
            if (unique && known.add(single)) {
                unique(column.getUniqueKeyName(), Constraint.Unique.of("", single), builder);
            }
        }
    }

    private static boolean isExplicit(UniqueKey key) {
        return key.isNameExplicit() && IdentifierFolding.isExplicit(key.getName());
    }

    /** Reads a unique constraint; a partial or descending one becomes a unique index, as PostgreSQL has no such constraint. */
    private void readUnique(UniqueKey key, TableBuilder builder) {
        OptionsParser options = OptionsParser.of(key.getOptions());
        boolean descending = key.getColumnOrderMap().values().stream().anyMatch("desc"::equalsIgnoreCase);
        if (options.where() == null && !descending) {
            unique(
                    key.getName(),
                    new Constraint.Unique(
                            "",
                            names(key.getColumns()),
                            options.include(),
                            options.has("nulls", "not", "distinct"),
                            false,
                            options.deferral(),
                            null),
                    builder);
            return;
        }
        List<Index.Key> keys = key.getColumns().stream()
                .map(column -> key(column, key.getColumnOrderMap().get(column)))
                .toList();
        Index index = IndexReader.withOptions(Index.of("", List.of()).withKeys(keys), options)
                .withUnique(true);
        if (IdentifierFolding.isExplicit(key.getName())) {
            builder.addExplicit(index.withName(IdentifierFolding.fold(key.getName())));
        } else {
            builder.addByConvention(naming.indexName(builder.name().name(), names(key.getColumns())), index);
        }
    }

    private static Index.Key key(Column column, @Nullable String order) {
        Index.Key result = Index.Key.column(IdentifierFolding.column(column));
        return "desc".equalsIgnoreCase(order) ? result.desc() : result;
    }

    private void unique(@Nullable String name, Constraint.Unique unique, TableBuilder builder) {
        if (name != null && IdentifierFolding.isExplicit(name)) {
            builder.addExplicit(unique.withName(IdentifierFolding.fold(name)));
        } else {
            builder.addByConvention(naming.uniqueName(builder.name().name(), unique.columns()), unique::withName);
        }
    }

    void readForeignKeys(Table table, TableBuilder builder) {
        Set<List<Object>> known = new HashSet<>();
        table.getForeignKeyCollection().stream()
                .filter(key -> key.isCreationEnabled() && key.isPhysicalConstraint())
                .sorted(Comparator.comparing(
                                (org.hibernate.mapping.ForeignKey key) -> !IdentifierFolding.isExplicit(key.getName()))
                        .thenComparing(org.hibernate.mapping.ForeignKey::getName))
                .forEach(key -> {
                    ForeignKey read = read(key);
                    Object target = read.referencedTable();
                    if (known.add(List.of(read.columns(), target, read.referencedColumns()))) {
                        add(key.getName(), read, builder);
                    }
                });
    }

    private void add(@Nullable String name, ForeignKey key, TableBuilder builder) {
        if (name != null && IdentifierFolding.isExplicit(name)) {
            builder.addExplicit(key.withName(IdentifierFolding.fold(name)));
        } else {
            builder.addByConvention(
                    naming.foreignKeyName(
                            builder.name().name(),
                            key.columns(),
                            key.referencedTable().name()),
                    key::withName);
        }
    }

    private ForeignKey read(org.hibernate.mapping.ForeignKey key) {
        if (key.getKeyDefinition() != null) {
            return ForeignKeyDefinitionParser.parse(key.getKeyDefinition(), names);
        }
        List<Column> referenced = key.isReferenceToPrimaryKey()
                ? key.getReferencedTable().getPrimaryKey().getColumns()
                : key.getReferencedColumns();
        ObjectName target = names.table(key.getReferencedTable());
        ForeignKey plain = ForeignKey.of("", names(key.getColumns()), target, names(referenced));
        ForeignKey withOptions = ForeignKeyDefinitionParser.withOptions(plain, OptionsParser.of(key.getOptions()));
        OnDeleteAction onDelete = key.getOnDeleteAction();
        return onDelete == null || onDelete == OnDeleteAction.NO_ACTION
                ? withOptions
                : withOptions.withOnDelete(Action.valueOf(onDelete.name()));
    }

    static List<String> names(List<Column> columns) {
        return columns.stream().map(IdentifierFolding::column).toList();
    }
}
