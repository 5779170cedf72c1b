package com.levymaster.migrate.autogenerate;

import static java.util.Objects.requireNonNull;

import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.inspect.ViewParts.ViewPart;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the views, rules, triggers and policies that PostgreSQL does not allow to keep while a column changes, and drops them before
 * the change and creates them again after it. What cannot be carried over is an obstacle.
 */
final class DependentObjects {

    private static final Set<Kind> BLOCKING = Set.of(
            Kind.VIEW, Kind.RULE, Kind.TRIGGER, Kind.POLICY, Kind.DOMAIN, Kind.ROUTINE, Kind.PUBLICATION, Kind.OTHER);

    /** Of a column that is dropped, and perhaps added again. */
    private static final Set<Kind> LOST =
            Stream.concat(BLOCKING.stream(), Stream.of(Kind.STATISTICS)).collect(Collectors.toUnmodifiableSet());

    private final Dependencies dependencies;
    private final RenameResolution renames;
    private final Function<ObjectName, List<ViewPart>> viewParts;
    private final List<String> obstacles = new ArrayList<>();

    private final Map<Operation, String> remarks = new HashMap<>();
    private final Set<String> found = new LinkedHashSet<>();

    /** The dependents, each after those that it uses. */
    private final Deque<Dependency> carried = new ArrayDeque<>();

    private int first = Integer.MAX_VALUE;
    private int last = -1;

    DependentObjects(
            Dependencies dependencies, RenameResolution renames, Function<ObjectName, List<ViewPart>> viewParts) {
        this.dependencies = dependencies;
        this.renames = renames;
        this.viewParts = viewParts;
    }

    /** Whether any of the operations may be refused because of a dependent object. */
    static boolean mayBlock(List<Operation> operations) {
        return operations.stream()
                .anyMatch(o -> o instanceof ChangeType || o instanceof DropColumn || o instanceof RemoveEnumValue);
    }

    /** Returns the operations with those that carry over the dependents; unchanged if one of these cannot be carried over. */
    List<Operation> around(List<Operation> drafted, DatabaseSchema actual) {
        List<Operation> operations = withStatistics(drafted, actual);
        for (int i = 0; i < operations.size(); i++) {
            find(operations, i, actual);
        }
        DatabaseSchema before = OperationList.apply(operations.subList(0, Math.min(first, operations.size())), actual);
        CarriedObjects objects = new CarriedObjects(before, viewParts, operations, obstacles);
        carried.forEach(dependency -> objects.add(dependency, describe(dependency)));
        if (carried.isEmpty() || !obstacles.isEmpty()) {
            return operations;
        }
        remarks.putAll(objects.remarks());
        return Stream.of(
                        operations.subList(0, first),
                        objects.drops(),
                        operations.subList(first, last + 1),
                        objects.creates(),
                        operations.subList(last + 1, operations.size()))
                .flatMap(List::stream)
                .toList();
    }

    /** Extended statistics go with a column; stated, they come back with it. */
    private List<Operation> withStatistics(List<Operation> operations, DatabaseSchema actual) {
        List<Operation> all = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation instanceof DropColumn drop && !isReplaced(drop, operations)) {
                for (Dependency dependency : of(drop.table(), drop.name(), Set.of(Kind.STATISTICS), actual)) {
                    Operation statistics =
                            new ExecuteSql(requireNonNull(dependency.drop()), requireNonNull(dependency.create()));
                    if (!all.contains(statistics)) {
                        all.add(statistics);
                        remarks.put(
                                statistics, describe(dependency) + " goes with " + drop.table() + "." + drop.name());
                    }
                }
            }
            all.add(operation);
        }
        return all;
    }

    private static boolean isReplaced(DropColumn drop, List<Operation> operations) {
        return operations.stream().anyMatch(other -> isReplacement(other, drop));
    }

    /** What depends on the column, in the table and in all partitions and tables that inherit it. */
    private List<Dependency> of(ObjectName table, String column, Set<Kind> kinds, DatabaseSchema actual) {
        String former = renames.formerColumn(table, column);
        return withDescendants(renames.formerTable(table), actual)
                .flatMap(each -> dependencies.of(each, former).stream())
                .filter(dependency -> kinds.contains(dependency.kind()))
                .toList();
    }

    private static Stream<ObjectName> withDescendants(ObjectName table, DatabaseSchema actual) {
        return Stream.concat(
                Stream.of(table),
                actual.tables().values().stream()
                        .filter(child -> child.options().parents().stream()
                                .anyMatch(parent -> actual.resolve(parent).equals(table)))
                        .flatMap(child -> withDescendants(child.name(), actual))
                        .distinct());
    }

    /** Describes the dependents that cannot be carried over. */
    Set<String> obstacles() {
        return new TreeSet<>(obstacles);
    }

    /** Adds a remark to a step that drops one of the objects. */
    ReviewedOperation review(ReviewedOperation step) {
        return step.withRemark(remarks.getOrDefault(step.operation(), ""));
    }

    /** The views and other objects that are dropped and created again. */
    List<String> carried() {
        return List.copyOf(found);
    }

    private void find(List<Operation> operations, int index, DatabaseSchema actual) {
        Operation operation = operations.get(index);
        int known = carried.size();
        if (operation instanceof ChangeType change) {
            changed(change.table(), change.column(), BLOCKING, operations, actual);
        } else if (operation instanceof DropColumn drop) {
            if (isReplaced(drop, operations)) {
                changed(drop.table(), drop.name(), LOST, operations, actual);
            } else {
                dropped(drop, actual);
            }
        } else if (operation instanceof RemoveEnumValue remove) {
            withType(remove.name(), operations, actual);
        }
        if (carried.size() > known) {
            first = Math.min(first, index);
        }
        boolean restores = operations.subList(0, index).stream().anyMatch(other -> isReplacement(operation, other));
        if (first != Integer.MAX_VALUE && (restores || mayBlock(List.of(operation)))) {
            last = index;
        }
    }

    /** Whether the operation adds the column that the other one drops. */
    private static boolean isReplacement(Operation operation, Operation other) {
        return operation instanceof AddColumn add
                && other instanceof DropColumn drop
                && add.table().equals(drop.table())
                && add.column().name().equals(drop.name());
    }

    private void dropped(DropColumn drop, DatabaseSchema actual) {
        of(drop.table(), drop.name(), BLOCKING, actual)
                .forEach(dependency -> obstacles.add(
                        describe(dependency) + " uses " + drop.table() + "." + drop.name() + ", which is dropped"));
    }

    private void changed(
            ObjectName table, String column, Set<Kind> kinds, List<Operation> operations, DatabaseSchema actual) {
        of(table, column, kinds, actual).forEach(dependency -> carry(dependency, table + "." + column, operations));
    }

    /** The type is replaced by another one: everything that uses it, or a column of it, is in the way. */
    private void withType(ObjectName type, List<Operation> operations, DatabaseSchema actual) {
        for (Table table : actual.tables().values()) {
            table.columns().stream()
                    .filter(column -> isOf(type, column.type()))
                    .flatMap(column -> dependencies.of(table.name(), column.name()).stream())
                    .filter(dependency -> BLOCKING.contains(dependency.kind()))
                    .forEach(dependency -> carry(dependency, type.toString(), operations));
        }
        dependencies.of(type).stream()
                .filter(dependency -> BLOCKING.contains(dependency.kind()))
                .forEach(dependency -> carry(dependency, type.toString(), operations));
    }

    private static boolean isOf(ObjectName type, ColumnType of) {
        return of instanceof ColumnType.Array array
                ? isOf(type, array.element())
                : of instanceof ColumnType.UserDefined user && user.name().equals(type);
    }

    private void carry(Dependency dependency, String on, List<Operation> operations) {
        String description = describe(dependency);
        if (!found.add(description)) {
            return;
        }
        ObjectName view = dependency.kind() == Kind.VIEW ? dependency.holder() : null;
        if (view == null && dependency.create() == null) {
            obstacles.add(description + " uses " + on + " and cannot be dropped and created again automatically");
        } else if (view != null) {
            if (usesRenamed(view, operations)) {
                obstacles.add(description + " uses " + on + " and a column or table that is renamed");
            }
            dependencies.of(view).forEach(next -> carry(next, view.toString(), operations));
        }
        carried.addFirst(dependency);
    }

    private boolean usesRenamed(ObjectName view, List<Operation> operations) {
        return dependencies.all().stream()
                .filter(d -> d.kind() == Kind.VIEW && view.equals(d.holder()))
                .anyMatch(d -> operations.stream()
                        .anyMatch(o -> o instanceof RenameTable rename && d.on().equals(rename.name())
                                || o instanceof RenameColumn column
                                        && renames.formerTable(column.table()).equals(d.on())
                                        && column.from().equals(d.column())));
    }

    private static String describe(Dependency dependency) {
        return dependency.kind() == Kind.VIEW ? "view " + dependency.holder() : dependency.description();
    }
}
