package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.inspect.ViewParts.ViewPart;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.CommentTarget.CommentableKind;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operations that create dependent objects as they are; their inverses, in reverse order, drop them. */
final class CarriedObjects {

    private final DatabaseSchema schema;
    private final Function<ObjectName, List<ViewPart>> viewParts;
    private final List<String> obstacles;
    private final List<Operation> creates = new ArrayList<>();
    private final Map<Operation, String> remarks = new HashMap<>();

    /**
     * @param schema the schema in which the objects are dropped
     * @param obstacles receives why an object cannot be created as it is
     */
    CarriedObjects(DatabaseSchema schema, Function<ObjectName, List<ViewPart>> viewParts, List<String> obstacles) {
        this.schema = schema;
        this.viewParts = viewParts;
        this.obstacles = obstacles;
    }

    /** @param description names the object in the remark on the operation that drops it */
    void add(Dependency dependency, String description) {
        int known = creates.size();
        create(dependency);
        if (creates.size() > known) {
            remarks.put(
                    creates.get(known).inverse(),
                    description + " is dropped and created again as it is in the database of this draft: is it the"
                            + " same in the others?");
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
            creates.add(new ExecuteSql(create, drop));
        }
    }
}
