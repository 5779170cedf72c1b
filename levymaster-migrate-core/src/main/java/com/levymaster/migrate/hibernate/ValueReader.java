package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.hibernate.boot.Metadata;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
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

    ValueReader(Metadata metadata, SessionFactoryImplementor factory, ColumnReader columns, IdentifierFolding names) {
        this.metadata = metadata;
        this.factory = factory;
        this.names = names;
        this.unstated = new UnstatedReader(metadata, factory.getJdbcServices().getDialect(), columns, names);
    }

    void read(Table table, Column column) {
        MappedColumn name = new MappedColumn(names.table(table), IdentifierFolding.column(column));
        unstated.read(table, column);
        if (column.getValue() instanceof BasicValue value) {
            List<String> constants = constants(value.getResolution());
            if (!constants.isEmpty()) {
                enumConstants.put(name, constants);
            }
        }
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
        return new ValueMapping(enumConstants, counters(), unstated.unstated(), zone == null ? "UTC" : zone.getID());
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

    /** The columns of the identifier, of which a sequence numbers the only one. */
    private Set<MappedColumn> keys(EntityPersister entity) {
        Set<MappedColumn> keys = new HashSet<>();
        var root = metadata.getEntityBinding(entity.getEntityName()).getRootClass();
        for (Table table : root.getIdentityTables()) {
            if (table.isPhysicalTable() && table.getPrimaryKey() != null) {
                table.getPrimaryKey()
                        .getColumns()
                        .forEach(column ->
                                keys.add(new MappedColumn(names.table(table), IdentifierFolding.column(column))));
            }
        }
        return keys;
    }
}
