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

/** Primary, unique and foreign keys of a table. */
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

    void readPrimaryKey(Table table, TableBuilder draft) {
        PrimaryKey key = table.getPrimaryKey();
        if (key == null || key.getColumns().isEmpty()) {
            return;
        }
        List<String> ordered = names(ordered(key));
        UniqueKey ordering = key.getOrderingUniqueKey();
        if (ordering != null && ordering.isNameExplicit()) {
            draft.stated(Constraint.PrimaryKey.of(IdentifierFolding.folded(ordering.getName()), ordered));
        } else {
            draft.byConvention(
                    naming.primaryKeyName(draft.name().name()), free -> Constraint.PrimaryKey.of(free, ordered));
        }
    }

    /** As Hibernate's own schema creation orders them, which it has not done yet where it creates no schema. */
    private List<Column> ordered(PrimaryKey key) {
        if (key.getColumns().size() == 1 || !(metadata instanceof MetadataImplementor model)) {
            return key.getColumns();
        }
        List<Column> ordered =
                model.getMetadataBuildingOptions().getColumnOrderingStrategy().orderConstraintColumns(key, metadata);
        return ordered == null ? key.getColumns() : ordered;
    }

    /** Unique keys: those of several columns, those with options, and the columns that are unique by themselves. */
    void readUniqueKeys(Table table, TableBuilder draft) {
        Set<List<String>> known = new HashSet<>();
        draft.constraints().map(c -> ((Constraint.PrimaryKey) c).columns()).forEach(known::add);
        table.getUniqueKeys().values().stream()
                .sorted(Comparator.comparing((UniqueKey key) -> !isStated(key)).thenComparing(UniqueKey::getName))
                .filter(key -> known.add(names(key.getColumns())) || isStated(key))
                .forEach(key -> readUnique(key, draft));
        for (Column column : table.getColumns()) {
            List<String> single = List.of(IdentifierFolding.column(column));
            boolean unique = column.isUnique() || columns.text(column).unique();
            if (unique && known.add(single)) {
                unique(column.getUniqueKeyName(), Constraint.Unique.of("", single), draft);
            }
        }
    }

    private static boolean isStated(UniqueKey key) {
        return key.isNameExplicit() && IdentifierFolding.isChosen(key.getName());
    }

    /** PostgreSQL has no partial or descending unique constraint, only such an index. */
    private void readUnique(UniqueKey key, TableBuilder draft) {
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
                            options.deferral(),
                            null),
                    draft);
            return;
        }
        List<Index.Key> parts = key.getColumns().stream()
                .map(column -> part(column, key.getColumnOrderMap().get(column)))
                .toList();
        Index index = IndexReader.withOptions(Index.of("", List.of()).withKeys(parts), options)
                .withUnique(true);
        if (IdentifierFolding.isChosen(key.getName())) {
            draft.stated(index.withName(IdentifierFolding.folded(key.getName())));
        } else {
            draft.byConvention(naming.indexName(draft.name().name(), names(key.getColumns())), index);
        }
    }

    private static Index.Key part(Column column, @Nullable String order) {
        Index.Key part = Index.Key.column(IdentifierFolding.column(column));
        return "desc".equalsIgnoreCase(order) ? part.desc() : part;
    }

    private void unique(@Nullable String name, Constraint.Unique unique, TableBuilder draft) {
        if (name != null && IdentifierFolding.isChosen(name)) {
            draft.stated(unique.withName(IdentifierFolding.folded(name)));
        } else {
            draft.byConvention(naming.uniqueName(draft.name().name(), unique.columns()), unique::withName);
        }
    }

    void readForeignKeys(Table table, TableBuilder draft) {
        Set<List<Object>> known = new HashSet<>();
        table.getForeignKeyCollection().stream()
                .filter(key -> key.isCreationEnabled() && key.isPhysicalConstraint())
                .sorted(Comparator.comparing(
                                (org.hibernate.mapping.ForeignKey key) -> !IdentifierFolding.isChosen(key.getName()))
                        .thenComparing(org.hibernate.mapping.ForeignKey::getName))
                .forEach(key -> {
                    ForeignKey wanted = read(key);
                    Object target = wanted.referencedTable();
                    if (known.add(List.of(wanted.columns(), target, wanted.referencedColumns()))) {
                        add(key.getName(), wanted, draft);
                    }
                });
    }

    private void add(@Nullable String name, ForeignKey key, TableBuilder draft) {
        if (name != null && IdentifierFolding.isChosen(name)) {
            draft.stated(key.withName(IdentifierFolding.folded(name)));
        } else {
            draft.byConvention(
                    naming.foreignKeyName(
                            draft.name().name(),
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
