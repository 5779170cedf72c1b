package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.inspect.ViewParts.ViewPart;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.CommentTarget.CommentableKind;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.UnknownSql;
import com.levymaster.migrate.schema.View;
import com.levymaster.migrate.schema.effect.EnumLabelEffects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that create dependent objects as they are; their inverses, in reverse order, drop them. */
final class CarriedObjects {

    private final DatabaseSchema schema;
    private final Function<ObjectName, List<ViewPart>> viewParts;
    private final List<RenameEnumValue> renames;
    private final List<RemoveEnumValue> removals;
    private final List<String> obstacles;
    private final List<Operation> creates = new ArrayList<>();
    private final Map<Operation, String> remarks = new HashMap<>();

    /**
     * @param schema the schema in which the objects are dropped
     * @param operations those of the revision: the objects may use values of enums that they rename or remove
     * @param obstacles receives why an object cannot be created as it is
     */
    CarriedObjects(
            DatabaseSchema schema,
            Function<ObjectName, List<ViewPart>> viewParts,
            List<Operation> operations,
            List<String> obstacles) {
        this.schema = schema;
        this.viewParts = viewParts;
        this.renames = ofType(RenameEnumValue.class, operations).toList();
        List<AddEnumValue> moved = ofType(AddEnumValue.class, operations).toList();
        this.removals = ofType(RemoveEnumValue.class, operations)
                .filter(remove -> moved.stream()
                        .noneMatch(add ->
                                add.name().equals(remove.name()) && add.label().equals(remove.label())))
                .toList();
        this.obstacles = obstacles;
    }

    private static <T> Stream<T> ofType(Class<T> type, List<Operation> operations) {
        return operations.stream().filter(type::isInstance).map(type::cast);
    }

    /** @param description names the object in the remark on the operation that drops it */
    void add(Dependency dependency, String description) {
        int known = creates.size();
        create(dependency);
        List<Operation> created = creates.subList(known, creates.size());
        created.forEach(operation -> refuseLabels(definition(operation), description));
        if (!created.isEmpty()) {
            remarks.put(
                    creates.get(known).inverse(),
                    description + " is dropped and created again as it is in the database of this draft: is it the"
                            + " same in the others?");
        }
    }

    private static String definition(Operation create) {
        return create instanceof CreateView view
                ? view.view().query()
                : create instanceof ExecuteSql execute ? execute.sql() : "";
    }

    private void refuseLabels(String definition, String description) {
        if (UnknownSql.isUnknown(definition)) {
            obstacles.add(description
                    + (renames.isEmpty()
                            ? " uses what is renamed or changed, in a way that cannot be rewritten"
                            : " uses a value of an enum that is renamed, in an array or a row"));
        }
        for (RemoveEnumValue remove : removals) {
            String without = new EnumLabelEffects(remove.name(), remove.label(), "").in(definition);
            if (!without.equals(definition)) {
                obstacles.add(description + " uses the value " + remove.label() + " of enum " + remove.name()
                        + ", which is removed");
            }
        }
    }

    private void create(Dependency dependency) {
        if (dependency.kind() == Kind.VIEW) {
            View view = schema.views().get(Objects.requireNonNull(dependency.holder()));
            if (view == null) {
                obstacles.add("view " + dependency.holder() + " is in a schema that is not inspected");
            } else {
                create(view);
            }
        } else {
            pair(dependency.drop(), dependency.create());
        }
    }

    List<Operation> creates() {
        return List.copyOf(creates);
    }

    /** The remarks for the reviewer, by the operation that drops an object. */
    Map<Operation, String> remarks() {
        return Map.copyOf(remarks);
    }

    List<Operation> drops() {
        List<Operation> drops = new ArrayList<>(creates);
        Collections.reverse(drops);
        return drops.stream().map(Operation::inverse).toList();
    }

    private void create(View view) {
        creates.add(new CreateView(view.withComment(null)));
        if (view.comment() != null) {
            CommentableKind kind = view.materialized() ? CommentableKind.MATERIALIZED_VIEW : CommentableKind.VIEW;
            creates.add(
                    new ChangeComment(new CommentTarget(kind, view.name(), null), Previous.of(null), view.comment()));
        }
        Map<String, List<String>> privileges = schema.grants().stream()
                .filter(grant ->
                        grant.kind() == GrantableKind.TABLE && grant.on().equals(view.name()))
                .collect(Collectors.groupingBy(
                        Grant::role, TreeMap::new, Collectors.mapping(Grant::privilege, Collectors.toList())));
        privileges.forEach(
                (role, names) -> creates.add(new GrantPrivileges(GrantableKind.TABLE, view.name(), names, role)));
        for (ViewPart part : viewParts.apply(view.name())) {
            if (part.obstacle() != null) {
                obstacles.add("view " + view.name() + " cannot be dropped and created again: " + part.obstacle());
            }
            pair(part.drop(), part.create());
        }
    }

    private void pair(@Nullable String drop, @Nullable String create) {
        if (drop != null && create != null) {
            creates.add(new ExecuteSql(relabelled(create), drop));
        }
    }

    /** The definition was read before the values of enums are renamed. */
    private String relabelled(String definition) {
        String sql = definition;
        for (RenameEnumValue rename : renames) {
            sql = new EnumLabelEffects(rename.name(), rename.from(), rename.to()).in(sql);
        }
        return sql;
    }
}
