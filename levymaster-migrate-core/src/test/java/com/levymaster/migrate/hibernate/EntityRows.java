package com.levymaster.migrate.hibernate;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.Generator;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AnyType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.ComponentType;
import org.hibernate.type.EntityType;
import org.hibernate.type.ForeignKeyDirection;
import org.hibernate.type.OneToOneType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Inserts an instance of each entity through Hibernate, with a value in each attribute, and reads all instances. */
final class EntityRows {

    private final SessionFactoryImplementor factory;
    private final Map<String, Object> made = new LinkedHashMap<>();
    private final Set<String> started = new HashSet<>();
    private int number;

    private EntityRows(SessionFactory factory, int number) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
        this.number = number;
    }

    /** @param number the value in each attribute: as itself, or as the text, date, constant, … of that number */
    static void insert(SessionFactory factory, int number) {
        new EntityRows(factory, number).insert();
    }

    /** The values of all instances: {@code Cat(Long)#1} → present, {@code Cat(Long)#1.lives Integer} → 9. */
    static Map<String, String> read(SessionFactory factory) {
        return new EntityRows(factory, 0).read();
    }

    private void insert() {
        try (Session session = open()) {
            session.beginTransaction();
            entities().forEach(entity -> instance(entity, session));
            made.values().forEach(session::persist);
            session.getTransaction().commit();
        }
    }

    private Session open() {
        boolean tenant = entities().stream()
                .flatMap(entity -> Arrays.stream(entity.getGenerators()))
                .anyMatch(org.hibernate.generator.internal.TenantIdGeneration.class::isInstance);
        // the value that rows get when the column is added
        return tenant ? factory.withOptions().tenantIdentifier((Object) "").openSession() : factory.openSession();
    }

    /** The entities with a class of their own: not those of audit tables. */
    private List<EntityPersister> entities() {
        List<EntityPersister> entities = new ArrayList<>();
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            Class<?> type = entity.getMappedClass();
            if (!Map.class.isAssignableFrom(type)
                    && !java.lang.reflect.Modifier.isAbstract(type.getModifiers())
                    && !type.getName().startsWith("org.hibernate.")) {
                entities.add(entity);
            }
        });
        entities.sort(java.util.Comparator.comparing(EntityPersister::getEntityName));
        return entities;
    }

    /** The instance of the entity; {@code null} while its own references are being made. */
    private @Nullable Object instance(EntityPersister entity, Session session) {
        String name = entity.getEntityName();
        if (started.add(name)) {
            SharedSessionContractImplementor implementor = (SharedSessionContractImplementor) session;
            Object instance = entity.instantiate(null, implementor);
            Generator generator = entity.getGenerator();
            if (generator == null
                    || !generator.generatesSometimes()
                    || entity.getIdentifierType() instanceof ComponentType) {
                entity.setIdentifier(instance, key(entity, session), implementor);
            }
            for (int i = 0; i < entity.getPropertyNames().length; i++) {
                Generator own = entity.getGenerators()[i];
                boolean stated =
                        (entity.getPropertyInsertability()[i] || entity.getPropertyTypes()[i] instanceof EntityType)
                                && i != entity.getVersionPropertyIndex()
                                && (own == null || !own.generatesOnInsert());
                if (stated || entity.getPropertyTypes()[i] instanceof CollectionType) {
                    Object value = value(entity.getPropertyTypes()[i], session);
                    if (value == null && !entity.getPropertyNullability()[i]) {
                        value = instance;
                    }
                    if (value != null) {
                        entity.setValue(instance, i, value);
                    }
                }
            }
            made.put(name, instance);
        }
        return made.get(name);
    }

    /** Differs between the entities, since those of one hierarchy share their keys. */
    private @Nullable Object key(EntityPersister entity, Session session) {
        int usual = number;
        number = 10 * number + entities().indexOf(entity);
        try {
            return value(entity.getIdentifierType(), session);
        } finally {
            number = usual;
        }
    }

    private @Nullable Object value(Type type, Session session) {
        if (type instanceof EntityType reference) {
            return reference instanceof OneToOneType
                            && reference.getForeignKeyDirection() == ForeignKeyDirection.TO_PARENT
                    ? null
                    : instance(concrete(reference.getAssociatedEntityName()), session);
        }
        if (type instanceof CollectionType collection) {
            return collection(collection, session);
        }
        if (type instanceof ComponentType component && !OffsetDateTime.class.equals(type.getReturnedClass())) {
            return component(component, session);
        }
        return type instanceof AnyType ? null : basic(type.getReturnedClass());
    }

    private EntityPersister concrete(String name) {
        EntityPersister declared = factory.getMappingMetamodel().getEntityDescriptor(name);
        return entities().stream()
                .filter(entity -> declared.getMappedClass().isAssignableFrom(entity.getMappedClass()))
                .min(java.util.Comparator.comparing(entity -> entity != declared))
                .orElseThrow();
    }

    private Object component(ComponentType component, Session session) {
        try {
            var constructor = component.getReturnedClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            Object instance = constructor.newInstance();
            component.setPropertyValues(
                    instance,
                    Arrays.stream(component.getSubtypes())
                            .map(type -> value(type, session))
                            .toArray());
            return instance;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private Object collection(CollectionType type, Session session) {
        CollectionPersister collection = factory.getMappingMetamodel().getCollectionDescriptor(type.getRole());
        Object empty = type.instantiate(1);
        Object element = collection.isInverse() ? null : value(collection.getElementType(), session);
        if (element != null && empty instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).put(value(collection.getIndexType(), session), element);
        } else if (element != null && empty instanceof Collection<?> all) {
            ((Collection<Object>) all).add(element);
        }
        return empty;
    }

    private Object basic(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[number % type.getEnumConstants().length];
        }
        if (type.isArray() && type != byte[].class) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, basic(type.getComponentType()));
            return array;
        }
        if (type == Map.class || type == Object.class) {
            return type == Map.class ? Map.of("key", "" + number) : (Object) number;
        }
        Map<Class<?>, Object> values = Map.ofEntries(
                Map.entry(String.class, "" + number),
                Map.entry(Long.class, (long) number),
                Map.entry(Integer.class, number),
                Map.entry(Short.class, (short) number),
                Map.entry(Byte.class, (byte) number),
                Map.entry(Boolean.class, true),
                Map.entry(Double.class, (double) number),
                Map.entry(Float.class, (float) number),
                Map.entry(Character.class, (char) ('a' + number)),
                Map.entry(BigDecimal.class, BigDecimal.valueOf(number)),
                Map.entry(BigInteger.class, BigInteger.valueOf(number)),
                Map.entry(UUID.class, new UUID(0, number)),
                Map.entry(byte[].class, new byte[] {(byte) number}),
                Map.entry(LocalDate.class, LocalDate.of(2026, 1, 1).plusDays(number)),
                Map.entry(
                        LocalDateTime.class,
                        LocalDateTime.of(2026, 1, 1, 12, 30).plusDays(number)),
                Map.entry(Instant.class, Instant.parse("2026-01-31T12:30:00Z").plusSeconds(number)),
                Map.entry(
                        OffsetDateTime.class,
                        OffsetDateTime.of(2026, 1, 1, 12, 30, 0, 0, ZoneOffset.UTC)
                                .plusDays(number)),
                Map.entry(Duration.class, Duration.ofSeconds(number)));
        Class<?> boxed = java.lang.invoke.MethodType.methodType(type).wrap().returnType();
        Object value = values.get(boxed);
        if (value == null) {
            throw new AssertionError("no value of " + type);
        }
        return value;
    }

    private Map<String, String> read() {
        Map<String, String> all = new TreeMap<>();
        try (Session session = open()) {
            for (EntityPersister entity : entities()) {
                String name = entity.getJpaEntityName();
                for (Object instance : session.createSelectionQuery("from " + name, Object.class)
                        .getResultList()) {
                    if (instance.getClass() == entity.getMappedClass()) {
                        read(entity, instance, kind(entity) + "#" + id(entity, instance, session), session, all);
                    }
                }
            }
        }
        return all;
    }

    /** An entity with keys of another type is another one. */
    private static String kind(EntityPersister entity) {
        return entity.getJpaEntityName() + "("
                + entity.getIdentifierType().getReturnedClass().getSimpleName() + ")";
    }

    private String kind(Type type) {
        if (type instanceof EntityType reference) {
            return kind(factory.getMappingMetamodel().getEntityDescriptor(reference.getAssociatedEntityName()));
        }
        return type instanceof CollectionType collection
                ? "of "
                        + kind(factory.getMappingMetamodel()
                                .getCollectionDescriptor(collection.getRole())
                                .getElementType())
                : type.getReturnedClass().getSimpleName();
    }

    private static Object id(EntityPersister entity, Object instance, Session session) {
        return entity.getIdentifier(instance, (SharedSessionContractImplementor) session);
    }

    private void read(EntityPersister entity, Object instance, String row, Session session, Map<String, String> all) {
        all.put(row, "present");
        for (int i = 0; i < entity.getPropertyNames().length; i++) {
            Type type = entity.getPropertyTypes()[i];
            boolean computed = !entity.getPropertyInsertability()[i] && !(type instanceof CollectionType);
            if (!computed) {
                String path = row + "." + entity.getPropertyNames()[i];
                read(type, entity.getPropertyValue(instance, i), path, session, all);
            }
        }
    }

    private void read(Type type, Object value, String path, Session session, Map<String, String> all) {
        if (value == null) {
            return;
        }
        if (type instanceof ComponentType component) {
            for (int i = 0; i < component.getSubtypes().length; i++) {
                read(
                        component.getSubtypes()[i],
                        component.getPropertyValue(value, i),
                        path + "." + component.getPropertyNames()[i],
                        session,
                        all);
            }
            return;
        }
        all.put(path + " " + kind(type), text(value, session));
    }

    /** A reference by its identifier, so that it is the same in another model. */
    private String text(Object value, Session session) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream()
                    .map(element -> text(element, session))
                    .sorted()
                    .toList()
                    .toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(text(key, session), text(element, session)));
            return sorted.toString();
        }
        if (value.getClass().isArray()) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(String.valueOf(Array.get(value, i)));
            }
            return elements.toString();
        }
        Object real = org.hibernate.Hibernate.unproxy(value);
        return entities().stream()
                .filter(entity -> entity.getMappedClass() == real.getClass())
                .findFirst()
                .map(entity -> String.valueOf(id(entity, real, session)))
                .orElseGet(() -> String.valueOf(real));
    }
}
