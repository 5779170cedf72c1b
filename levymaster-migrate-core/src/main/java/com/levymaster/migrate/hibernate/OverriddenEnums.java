package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.type.SqlTypes;

/**
 * Knows the enum types that Hibernate names after an enum class, and that no column has, because each states another type with a
 * {@code columnDefinition}. Such a type exists for no purpose: the database has one by another name.
 */
final class OverriddenEnums {

    private final Set<String> overridden = new HashSet<>();

    OverriddenEnums(Metadata metadata, ColumnReader columns) {
        Set<String> used = new HashSet<>();
        for (Table table : metadata.collectTableMappings()) {
            for (Column column : table.getColumns()) {
                enumClass(column)
                        .ifPresent(name -> (columns.isTypeStated(column) ? overridden : used).add(name));
            }
        }
        overridden.removeAll(used);
    }

    private static Optional<String> enumClass(Column column) {
        if (!(column.getValue() instanceof BasicValue value) || value.getResolution() == null) {
            return Optional.empty();
        }
        int type = value.getResolution().getJdbcType().getDefaultSqlTypeCode();
        return type == SqlTypes.NAMED_ENUM || type == SqlTypes.NAMED_ORDINAL_ENUM
                ? Optional.of(name(value.getResolution().getDomainJavaType().getJavaTypeClass()))
                : Optional.empty();
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Whether the enum type is left out. */
    boolean contains(ObjectName type, DatabaseSchema schema) {
        return overridden.contains(type.name().toLowerCase(Locale.ROOT))
                && schema.tables().values().stream()
                        .flatMap(table -> table.columns().stream())
                        .map(column -> column.type() instanceof ColumnType.Array array ? array.element() : column.type())
                        .noneMatch(used -> used instanceof ColumnType.UserDefined user
                                && schema.resolve(user.name()).equals(schema.resolve(type)));
    }
}
