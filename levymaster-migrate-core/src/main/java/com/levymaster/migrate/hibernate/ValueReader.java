package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.diff.EnumConstants;
import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.TableCounter;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.schema.ObjectName;
import jakarta.persistence.EnumeratedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
import org.hibernate.type.descriptor.converter.spi.BasicValueConverter;
import org.hibernate.type.descriptor.converter.spi.JpaAttributeConverter;
import org.hibernate.type.descriptor.java.BasicPluralJavaType;
import org.hibernate.type.descriptor.java.EnumJavaType;
import org.hibernate.type.descriptor.java.JavaType;

/** Reads what the mapping tells of values: the constants of enums, which sequence numbers which column, what is left open. */
final class ValueReader {

    private final Metadata metadata;
    private final SessionFactoryImplementor factory;
    private final IdentifierFolding names;
    private final Map<MappedColumn, EnumConstants> enumConstants = new HashMap<>();
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
            constants(value.getResolution()).ifPresent(constants -> enumConstants.put(name, constants));
        }
    }

    private MappedColumn name(Table table, Column column) {
        return new MappedColumn(names.table(table), IdentifierFolding.column(column));
    }

    /** The constants, also those of the elements of an array; empty if the column stores what an attribute converter says. */
    private static Optional<EnumConstants> constants(BasicValue.Resolution<?> resolution) {
        JavaType<?> type = resolution.getDomainJavaType();
        JavaType<?> element = type instanceof BasicPluralJavaType<?> array ? array.getElementJavaType() : type;
        BasicValueConverter<?, ?> converter = resolution.getValueConverter();
        if (!(element instanceof EnumJavaType<?> enumerated)) {
            return Optional.empty();
        }
        Enum<?>[] constants = enumerated.getJavaTypeClass().getEnumConstants();
        List<String> names = Arrays.stream(constants).map(Enum::name).toList();
        boolean stated = Arrays.stream(enumerated.getJavaTypeClass().getDeclaredFields())
                .anyMatch(field -> field.isAnnotationPresent(EnumeratedValue.class));
        if (converter == null) {
            return stated ? Optional.empty() : Optional.of(new EnumConstants(names, List.of()));
        }
        return stated && !(converter instanceof JpaAttributeConverter)
                ? Optional.of(new EnumConstants(names, stored(constants, converter, type)))
                : Optional.empty();
    }

    /** What {@code @EnumeratedValue} states; an array or a collection is converted as a whole. */
    @SuppressWarnings("unchecked")
    private static List<String> stored(Enum<?>[] constants, BasicValueConverter<?, ?> converter, JavaType<?> type) {
        BasicValueConverter<Object, Object> stated = (BasicValueConverter<Object, Object>) converter;
        Stream<?> values;
        if (type instanceof BasicPluralJavaType<?>) {
            boolean array = type.getJavaTypeClass().isArray();
            Object all = stated.toRelationalValue(array ? constants : List.of(constants));
            values = all instanceof Collection<?> several ? several.stream() : Arrays.stream((Object[]) all);
        } else {
            values = Arrays.stream(constants).map(stated::toRelationalValue);
        }
        return values.map(value -> value instanceof Number
                        ? value.toString()
                        : "'" + value.toString().replace("'", "''") + "'")
                .toList();
    }

    ValueMapping values() {
        TimeZone zone = factory.getSessionFactoryOptions().getJdbcTimeZone();
        return new ValueMapping(
                constants(), counters(), tableCounters(), unstated.unstated(), zone == null ? "UTC" : zone.getID());
    }

    private Map<MappedColumn, EnumConstants> constants() {
        Map<MappedColumn, EnumConstants> all = new HashMap<>(enumConstants);
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
