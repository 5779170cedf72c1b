package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.RenamedFrom;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.schema.ObjectName;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.OneToMany;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/** Reads the {@link RenamedFrom} annotations of entities, embeddables, their fields and getters. */
final class RenameReader {

    private final Metadata metadata;
    private final IdentifierFolding names;
    private final PhysicalNamingStrategy naming;
    private final JdbcEnvironment environment;
    private final Set<RenameHint> hints = new LinkedHashSet<>();

    RenameReader(Metadata metadata, IdentifierFolding names) {
        this.metadata = metadata;
        this.names = names;
        this.naming = metadata.getDatabase().getPhysicalNamingStrategy();
        this.environment = metadata.getDatabase().getJdbcEnvironment();
    }

    List<RenameHint> read() {
        for (PersistentClass entity : metadata.getEntityBindings()) {
            Class<?> type = entity.getMappedClass();
            RenamedFrom former = type == null ? null : type.getDeclaredAnnotation(RenamedFrom.class);
            if (type != null && former != null && entity.getTable().isPhysicalTable()) {
                List<String> candidates = List.of(former.value(), physicalTable(former.value()));
                hints.add(new RenameHint(
                        names.table(entity.getTable()),
                        null,
                        distinct(candidates),
                        origin(former, type.getSimpleName())));
            }
            if (type != null) {
                properties(type, entity.getProperties());
                identifier(type, entity);
            }
        }
        return List.copyOf(hints);
    }

    private void identifier(Class<?> type, PersistentClass entity) {
        Property identifier = entity.getIdentifierProperty();
        if (identifier != null) {
            property(type, identifier);
        }
    }

    private void properties(Class<?> type, List<Property> properties) {
        properties.forEach(property -> property(type, property));
    }

    private void property(Class<?> type, Property property) {
        RenamedFrom former = annotation(type, property.getName());
        if (former != null) {
            hint(former, origin(former, type.getSimpleName() + "." + property.getName()), property);
        }
        if (property.getValue() instanceof Component component && component.getComponentClassName() != null) {
            properties(component.getComponentClass(), component.getProperties());
        }
    }

    private void hint(RenamedFrom former, String origin, Property property) {
        Value value = property.getValue();
        if (value instanceof Collection collection) {
            if (!(collection.getElement() instanceof OneToMany)) {
                ObjectName table = names.table(collection.getCollectionTable());
                hints.add(new RenameHint(
                        table, null, candidates(former.value(), property.getName(), table.name()), origin));
                elements(former, origin, property, collection);
            }
            return;
        }
        for (Column column : value.getColumns()) {
            String name = IdentifierFolding.column(column);
            List<String> candidates = value.getColumns().size() == 1
                    ? candidates(former.value(), property.getName(), name)
                    : List.of(withFormerProperty(former.value(), property.getName(), name));
            hints.add(new RenameHint(names.table(value.getTable()), name, candidates, origin));
        }
    }

    /** Adds hints for the columns of a collection's elements, which are named after the field. */
    private void elements(RenamedFrom former, String origin, Property property, Collection collection) {
        ObjectName table = names.table(collection.getCollectionTable());
        for (Column column : collection.getElement().getColumns()) {
            String name = IdentifierFolding.column(column);
            String formerName = withFormerProperty(former.value(), property.getName(), name);
            if (!formerName.equals(name)) {
                hints.add(RenameHint.column(table, name, formerName, origin));
            }
        }
    }

    /** Returns the possible former names: as given, as the naming strategy converts it, or within a longer name. */
    private List<String> candidates(String former, String property, String name) {
        return distinct(List.of(former, physicalColumn(former), withFormerProperty(former, property, name)));
    }

    /** {@code owner_id} of a field {@code owner} that was {@code holder} → {@code holder_id}. */
    private String withFormerProperty(String former, String property, String name) {
        return name.replace(physicalColumn(property), physicalColumn(former));
    }

    private String physicalColumn(String logical) {
        return IdentifierFolding.fold(naming.toPhysicalColumnName(Identifier.toIdentifier(logical), environment));
    }

    private String physicalTable(String logical) {
        return IdentifierFolding.fold(naming.toPhysicalTableName(Identifier.toIdentifier(logical), environment));
    }

    private static List<String> distinct(List<String> candidates) {
        return new ArrayList<>(new LinkedHashSet<>(candidates));
    }

    private static String origin(RenamedFrom former, String target) {
        return "@RenamedFrom(\"" + former.value() + "\") on " + target;
    }

    private static @Nullable RenamedFrom annotation(Class<?> type, String property) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            for (AnnotatedElement member : members(at, property)) {
                RenamedFrom former = member.getAnnotation(RenamedFrom.class);
                if (former != null) {
                    return former;
                }
            }
        }
        return null;
    }

    private static List<AnnotatedElement> members(Class<?> type, String property) {
        List<AnnotatedElement> members = new ArrayList<>();
        for (var field : type.getDeclaredFields()) {
            if (field.getName().equals(property)) {
                members.add(field);
            }
        }
        for (var method : type.getDeclaredMethods()) {
            String name = method.getName();
            boolean getter = name.equalsIgnoreCase("get" + property) || name.equalsIgnoreCase("is" + property);
            if (method.getParameterCount() == 0 && (getter || name.equals(property))) {
                members.add(method);
            }
        }
        return members;
    }
}
