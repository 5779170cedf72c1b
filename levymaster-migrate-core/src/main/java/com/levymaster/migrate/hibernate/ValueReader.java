package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.TableCounter;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Table;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.descriptor.java.EnumJavaType;

/** Reads what the mapping tells of values: the constants of enums, which sequence numbers which column, what is left open. */
final class ValueReader {

    private final Metadata metadata;
    private final SessionFactoryImplementor factory;
    private final IdentifierFolding names;
    private final Map<MappedColumn, List<String>> enumConstants = new HashMap<>();
    private final UnstatedReader unstated;
    private final Map<MappedColumn, MappedColumn> references = new HashMap<>();

    ValueReader(Metadata metadata, SessionFactoryImplementor factory, ColumnReader columns, IdentifierFolding names) {
        this.metadata = metadata;
        this.factory = factory;
        this.names = names;
        this.unstated = new UnstatedReader(metadata, factory.getJdbcServices().getDialect(), columns, names);
    }

    /** Reads what the columns refer to: a foreign key to an enum stores its constants, too. */
    void readReferences(Table table) {
        for (ForeignKey key : table.getForeignKeyCollection()) {
            List<Column> targets = key.isReferenceToPrimaryKey()
                    ? key.getReferencedTable().getPrimaryKey().getColumns()
                    : key.getReferencedColumns();
            for (int i = 0; i < targets.size(); i++) {
                references.put(name(table, key.getColumns().get(i)), name(key.getReferencedTable(), targets.get(i)));
            }
        }
    }

    void read(Table table, Column column) {
        MappedColumn name = name(table, column);
        unstated.read(table, column);
        if (column.getValue() instanceof BasicValue value) {
            List<String> constants = constants(value.getResolution());
            if (!constants.isEmpty()) {
                enumConstants.put(name, constants);
            }
        }
    }

    private MappedColumn name(Table table, Column column) {
        return new MappedColumn(names.table(table), IdentifierFolding.column(column));
    }

    /** The names of the constants, in the order of the enum; empty if the column stores something else. */
    private static List<String> constants(BasicValue.Resolution<?> resolution) {
        return resolution.getDomainJavaType() instanceof EnumJavaType<?> type && resolution.getValueConverter() == null
                ? Arrays.stream(type.getJavaTypeClass().getEnumConstants())
                        .map(Enum::name)
                        .toList()
                : List.of();
    }

    ValueMapping values() {
        TimeZone zone = factory.getSessionFactoryOptions().getJdbcTimeZone();
        return new ValueMapping(
                constants(), counters(), tableCounters(), unstated.unstated(), zone == null ? "UTC" : zone.getID());
    }

    private Map<MappedColumn, List<String>> constants() {
        Map<MappedColumn, List<String>> all = new HashMap<>(enumConstants);
        references.forEach((column, target) -> {
            Set<MappedColumn> followed = new HashSet<>();
            MappedColumn last = target;
            while (references.containsKey(last) && followed.add(last)) {
                last = references.get(last);
            }
            if (enumConstants.containsKey(last)) {
                all.putIfAbsent(column, enumConstants.get(last));
            }
        });
        return all;
    }

    private Map<ObjectName, Set<MappedColumn>> counters() {
        Map<ObjectName, Set<MappedColumn>> counters = new HashMap<>();
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (entity.getGenerator() instanceof SequenceStyleGenerator generator
                    && generator.getDatabaseStructure().isPhysicalSequence()) {
                ObjectName sequence =
                        names.object(generator.getDatabaseStructure().getPhysicalName());
                counters.computeIfAbsent(sequence, name -> new HashSet<>()).addAll(keys(entity));
            }
        });
        return counters;
    }

    private List<TableCounter> tableCounters() {
        List<TableCounter> counters = new ArrayList<>();
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            boolean isRoot = entity.getEntityName().equals(entity.getRootEntityName());
            if (isRoot && entity.getGenerator() instanceof TableGenerator generator) {
                table(generator.getTableName())
                        .map(table -> new TableCounter(
                                names.table(table),
                                IdentifierFolding.fold(generator.getSegmentColumnName()),
                                generator.getSegmentValue(),
                                IdentifierFolding.fold(generator.getValueColumnName()),
                                generator.getIncrementSize() - (storesLastUsed() ? 1 : 0),
                                keys(entity)))
                        .ifPresent(counters::add);
            }
        });
        return counters;
    }

    private Optional<Table> table(String logicalName) {
        return StreamSupport.stream(metadata.getDatabase().getNamespaces().spliterator(), false)
                .flatMap(namespace -> Stream.ofNullable(namespace.locateTable(Identifier.toIdentifier(logicalName))))
                .findFirst();
    }

    private boolean storesLastUsed() {
        Object setting = factory.getProperties().get(AvailableSettings.TABLE_GENERATOR_STORE_LAST_USED);
        return setting == null || Boolean.parseBoolean(setting.toString());
    }

    /** The columns of the identifier, of which a sequence numbers the only one. */
    private Set<MappedColumn> keys(EntityPersister entity) {
        Set<MappedColumn> keys = new HashSet<>();
        var root = metadata.getEntityBinding(entity.getEntityName()).getRootClass();
        for (Table table : root.getIdentityTables()) {
            if (table.isPhysicalTable() && table.getPrimaryKey() != null) {
                table.getPrimaryKey().getColumns().forEach(column -> keys.add(name(table, column)));
            }
        }
        return keys;
    }
}
