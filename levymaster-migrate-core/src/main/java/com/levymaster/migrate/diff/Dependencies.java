package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.sql.SqlTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Orders objects of one kind so that each comes after those that it needs; otherwise by name. */
final class Dependencies<T> {

    private final Map<ObjectName, T> objects = new TreeMap<>();
    private final BiPredicate<T, ObjectName> needs;
    private final Set<ObjectName> visited = new HashSet<>();
    private final List<T> ordered = new ArrayList<>();

    private Dependencies(Collection<T> objects, Function<T, ObjectName> name, BiPredicate<T, ObjectName> needs) {
        objects.forEach(object -> this.objects.put(name.apply(object), object));
        this.needs = needs;
    }

    /** A view comes after the views whose names its query contains; a name too many only affects the order. */
    static List<View> views(Collection<View> views) {
        return of(
                views,
                View::name,
                (view, name) -> SqlTokens.flat(view.query()).tokens().stream()
                        .anyMatch(token -> token.isIdentifier(name.name())));
    }

    /** The names of domains and composite types, which may be of one another. */
    static List<ObjectName> types(Collection<Domain> domains, Collection<CompositeType> composites) {
        Map<ObjectName, Set<ObjectName>> parts = new TreeMap<>();
        domains.forEach(domain -> parts.put(domain.name(), userTypes(Stream.of(domain.type()))));
        composites.forEach(type ->
                parts.put(type.name(), userTypes(type.attributes().stream().map(CompositeType.Attribute::type))));
        return of(
                parts.keySet(),
                name -> name,
                (name, other) -> parts.getOrDefault(name, Set.of()).contains(other));
    }

    private static <T> List<T> of(
            Collection<T> objects, Function<T, ObjectName> name, BiPredicate<T, ObjectName> needs) {
        Dependencies<T> dependencies = new Dependencies<>(objects, name, needs);
        dependencies.objects.keySet().forEach(dependencies::visit);
        return dependencies.ordered;
    }

    private void visit(ObjectName name) {
        T object = objects.get(name);
        if (object == null || !visited.add(name)) {
            return;
        }
        objects.keySet().stream().filter(other -> needs.test(object, other)).forEach(this::visit);
        ordered.add(object);
    }

    private static Set<ObjectName> userTypes(Stream<ColumnType> types) {
        return types.map(type -> type instanceof ColumnType.Array array ? array.element() : type)
                .filter(ColumnType.UserDefined.class::isInstance)
                .map(type -> ((ColumnType.UserDefined) type).name())
                .collect(Collectors.toSet());
    }
}
