package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.Unstated;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.BasicValue;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;

/** Reads what the mapping leaves open about columns. */
final class UnstatedReader {

    /** What {@code @Column} has by default, so that nobody can tell whether it was stated. */
    private static final long DEFAULT_LENGTH = 255;

    private final Dialect dialect;
    private final ColumnReader reader;
    private final IdentifierFolding names;
    private final Set<TableColumn> primitive = new HashSet<>();
    private final Set<TableColumn> written = new HashSet<>();
    private final Set<TableColumn> read = new HashSet<>();
    private final Map<MappedColumn, Set<Unstated>> unstated = new HashMap<>();

    UnstatedReader(Metadata metadata, Dialect dialect, ColumnReader reader, IdentifierFolding names) {
        this.dialect = dialect;
        this.reader = reader;
        this.names = names;
        for (PersistentClass entity : metadata.getEntityBindings()) {
            for (Property property : entity.getPropertyClosure()) {
                read(property, entity.getMappedClass(), entity.getTable());
            }
        }
    }

    /** Columns of Hibernate are equal if their names are, whatever their table. */
    private record TableColumn(Table table, Column column) {}

    /** @param table of the entity, which has the column too if each class of a hierarchy has its own table */
    private void read(Property property, Class<?> holder, Table table) {
        if (property.getValue() instanceof Component component && !component.isDynamic()) {
            component.getProperties().forEach(part -> read(part, component.getComponentClass(), table));
            return;
        }
        List<TableColumn> columns = property.getSelectables().stream()
                .filter(Column.class::isInstance)
                .map(Column.class::cast)
                .flatMap(column -> Stream.of(
                        new TableColumn(table, column), new TableColumn(property.getValue().getTable(), column)))
                .toList();
        boolean reads =
                property.getValueGeneratorCreator() != null || !property.isInsertable() && !property.isUpdatable();
        (reads ? read : written).addAll(columns);
        if (isPrimitive(property.getName(), holder)) {
            primitive.addAll(columns);
        }
    }

    /** Whether the attribute is of a primitive type, and not declared as required besides. */
    private static boolean isPrimitive(String attribute, Class<?> holder) {
        List<Member> members = Stream.<Class<?>>iterate(holder, type -> type != null, Class::getSuperclass)
                .<Member>flatMap(type -> Stream.<Member>concat(
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredMethods()).filter(method -> method.getParameterCount() == 0)))
                .filter(member -> isAccess(member.getName(), attribute))
                .toList();
        return members.stream().anyMatch(UnstatedReader::isPrimitive)
                && members.stream().noneMatch(UnstatedReader::isRequired);
    }

    private static boolean isAccess(String member, String attribute) {
        String suffix = Character.toUpperCase(attribute.charAt(0)) + attribute.substring(1);
        return member.equals(attribute) || member.equals("get" + suffix) || member.equals("is" + suffix);
    }

    private static boolean isPrimitive(Member member) {
        Class<?> type = member instanceof Field field ? field.getType() : ((Method) member).getReturnType();
        return type.isPrimitive() && type != void.class;
    }

    private static boolean isRequired(Member member) {
        jakarta.persistence.Column column = ((AnnotatedElement) member).getAnnotation(jakarta.persistence.Column.class);
        return column != null && !column.nullable();
    }

    void read(Table table, Column column) {
        Set<Unstated> all = EnumSet.noneOf(Unstated.class);
        add(all, Unstated.KIND, column.isIdentity() || column.getGeneratedAs() != null);
        add(all, Unstated.TYPE, !reader.hasType(column));
        add(all, Unstated.SIZE, hasDefaultSize(column));
        TableColumn key = new TableColumn(table, column);
        add(all, Unstated.NOT_NULL, primitive.contains(key));
        add(all, Unstated.VALUE, read.contains(key) && !written.contains(key));
        add(all, Unstated.ALLOWED_VALUES, hasImpliedCheck(column));
        if (!all.isEmpty()) {
            unstated.put(new MappedColumn(names.table(table), IdentifierFolding.column(column)), all);
        }
    }

    private static void add(Set<Unstated> all, Unstated what, boolean open) {
        if (open) {
            all.add(what);
        }
    }

    private boolean hasDefaultSize(Column column) {
        return !reader.isTypeStated(column)
                && (column.getLength() == null || column.getLength() == DEFAULT_LENGTH)
                && column.getPrecision() == null
                && column.getTemporalPrecision() == null;
    }

    private boolean hasImpliedCheck(Column column) {
        if (!(column.getValue() instanceof BasicValue value) || value.getResolution() == null) {
            return false;
        }
        String implied = value.getResolution()
                .getLegacyResolvedBasicType()
                .getCheckCondition(column.getQuotedName(dialect), dialect);
        return implied != null
                && column.getCheckConstraints().stream().allMatch(check -> implied.equals(check.getConstraint()));
    }

    Map<MappedColumn, Set<Unstated>> unstated() {
        return unstated;
    }
}
