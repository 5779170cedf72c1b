package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.autogenerate.MappedEntity;
import com.levymaster.migrate.schema.ObjectName;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Table;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.SingleTableSubclass;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/** Reads which tables hold the rows of which entity. */
record EntityReader(Metadata metadata, IdentifierFolding names) {

    List<MappedEntity> read() {
        Set<ObjectName> used = metadata.getEntityBindings().stream()
                .map(entity -> names.table(entity.getTable()))
                .collect(Collectors.toSet());
        return metadata.getEntityBindings().stream()
                .filter(entity -> entity.getMappedClass() != null)
                .map(entity -> read(entity, used))
                .toList();
    }

    private MappedEntity read(PersistentClass entity, Set<ObjectName> used) {
        PersistentClass parent = entity.getSuperclass();
        ObjectName table = names.table(entity.getTable());
        if (entity instanceof SingleTableSubclass) {
            ObjectName own = table.renamed(ownTable(entity));
            table = used.contains(own) ? table : own;
        }
        return new MappedEntity(
                entity.getJpaEntityName(),
                parent == null ? null : parent.getJpaEntityName(),
                !Boolean.TRUE.equals(entity.isAbstract()),
                table,
                discriminator(entity),
                discriminatorColumn(entity),
                columns(entity));
    }

    private static Set<String> columns(PersistentClass entity) {
        return Stream.concat(
                        entity.getIdentifier() == null ? Stream.empty() : Stream.of(entity.getIdentifier()),
                        entity.getPropertyClosure().stream().map(Property::getValue))
                .flatMap(value -> value.getSelectables().stream())
                .filter(selectable -> !selectable.isFormula())
                .map(selectable -> IdentifierFolding.column((Column) selectable))
                .collect(Collectors.toSet());
    }

    /** The name that the table of a class in a single-table hierarchy would have. */
    private String ownTable(PersistentClass entity) {
        Table stated = annotation(entity, Table.class);
        String logical = stated == null || stated.name().isEmpty() ? entity.getJpaEntityName() : stated.name();
        var database = metadata.getDatabase();
        return IdentifierFolding.fold(database.getPhysicalNamingStrategy()
                .toPhysicalTableName(Identifier.toIdentifier(logical), database.getJdbcEnvironment()));
    }

    private static String discriminator(PersistentClass entity) {
        DiscriminatorValue stated = annotation(entity, DiscriminatorValue.class);
        String value = entity.getDiscriminatorValue();
        boolean unstated = value == null || value.equals(entity.getEntityName());
        return stated != null ? stated.value() : unstated ? entity.getJpaEntityName() : value;
    }

    /** An entity that is a map has no class. */
    private static <A extends Annotation> @Nullable A annotation(PersistentClass entity, Class<A> type) {
        Class<?> mapped = entity.getMappedClass();
        return mapped == null ? null : mapped.getDeclaredAnnotation(type);
    }

    private static @Nullable String discriminatorColumn(PersistentClass entity) {
        Value discriminator = entity.getRootClass().getDiscriminator();
        return discriminator == null
                ? null
                : discriminator.getSelectables().stream()
                        .filter(Column.class::isInstance)
                        .map(Column.class::cast)
                        .map(IdentifierFolding::column)
                        .findFirst()
                        .orElse(null);
    }
}
