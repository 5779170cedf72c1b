package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.RenameType;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.Dependencies.Kind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.effect.DefinitionReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What depends on the objects of a database after steps of a plan: those that it has, read when they are first needed,
 * and those that the steps create, without those that they drop.
 */
final class ExpectedDependencies {

    private final Function<String, Dependencies> start;
    private final boolean knowsNames;
    private final List<Operation> steps = new ArrayList<>();
    private boolean read;
    private int applied;
    private List<Dependency> known = List.of();
    private List<Restriction> restrictions = List.of();

    /**
     * @param start reads the dependencies before the plan; its argument is the default schema
     * @param knowsNames whether the names of the database are known, by which the server chooses others
     */
    ExpectedDependencies(Function<String, Dependencies> start, boolean knowsNames) {
        this.start = start;
        this.knowsNames = knowsNames;
    }

    void add(Operation step) {
        steps.add(step);
    }

    List<Operation> steps() {
        return steps;
    }

    /**
     * Returns the dependencies after the steps.
     *
     * @param reads whether those from before the plan count
     */
    Dependencies current(DatabaseSchema schema, boolean reads) {
        if (reads && !read) {
            Dependencies before = start.apply(schema.defaultName());
            known = before.all();
            restrictions = before.restrictions();
            read = true;
            applied = 0;
        }
        OperationList.leaves(steps.subList(applied, steps.size())).forEach(step -> {
            known = after(step, schema);
            restrictions = restrictedAfter(step, schema);
        });
        applied = steps.size();
        return new Dependencies(known, restrictions);
    }

    private List<Restriction> restrictedAfter(Operation step, DatabaseSchema schema) {
        List<Restriction> remaining = remainingAfter(step, schema);
        List<Restriction> added = (knowsNames ? NewIdentities.of(step, schema) : List.<Restriction>of())
                .stream()
                        .filter(identity -> remaining.stream()
                                .noneMatch(other -> other.kind() == identity.kind()
                                        && other.on().equals(identity.on())))
                        .toList();
        return added.isEmpty()
                ? remaining
                : Stream.concat(remaining.stream(), added.stream()).toList();
    }

    /** A step on an object, or on a part of it, may end a restriction, which is then left to the server. */
    private List<Restriction> remainingAfter(Operation step, DatabaseSchema schema) {
        Rename rename = Rename.of(step);
        if (rename != null) {
            UnaryOperator<ObjectName> follow = rename.in(schema);
            return restrictions.stream()
                    .map(r -> step instanceof MoveTable move ? withItsSequence(r, move, schema) : r)
                    .map(restriction -> restriction.withNames(follow))
                    .toList();
        }
        if (step instanceof RenameColumn column) {
            ObjectName table = schema.resolve(column.table());
            return restrictions.stream()
                    .map(r -> r.isHeldBy(table, column.from()) ? r.withPart(column.to()) : r)
                    .toList();
        }
        if (step instanceof ChangeDefinition change) {
            ObjectName name = change.object().name();
            ObjectName table = change.object().table();
            return table == null
                    ? unrestricted(schema.resolve(name), null)
                    : unrestricted(schema.resolve(table), name.name());
        }
        if (step instanceof AlterSequence) {
            return restrictions;
        }
        if (step instanceof DropIndex drop) {
            restrictions = identifiedOtherwise(schema.resolve(drop.table()));
        } else if (step instanceof DropConstraint drop) {
            restrictions = identifiedOtherwise(schema.resolve(drop.table()));
        }
        return AffectedObject.of(step)
                .map(affected -> unrestricted(schema.resolve(affected.object()), affected.part()))
                .orElse(restrictions);
    }

    /** The sequences of identities move with their table. */
    private static Restriction withItsSequence(Restriction restriction, MoveTable move, DatabaseSchema schema) {
        if (restriction.kind() != Restriction.Kind.IDENTITY
                || !schema.resolve(move.name()).equals(restriction.holder())) {
            return restriction;
        }
        ObjectName moved =
                schema.resolve(ObjectName.of(move.toSchema(), restriction.on().name()));
        return restriction.withNames(name -> name.equals(restriction.on()) ? moved : name);
    }

    /** The index that goes may be the replica identity. */
    private List<Restriction> identifiedOtherwise(ObjectName table) {
        return restrictions.stream()
                .filter(restriction -> restriction.kind() != Restriction.Kind.REPLICA_IDENTITY
                        || !restriction.on().equals(table))
                .toList();
    }

    private List<Restriction> unrestricted(ObjectName object, @Nullable String part) {
        return restrictions.stream()
                .filter(restriction -> restriction.kind() == Restriction.Kind.ROLE
                        || part != null
                        || !restriction.on().equals(object))
                .filter(restriction -> !object.equals(restriction.holder())
                        || part != null && restriction.part() != null && !part.equals(restriction.part()))
                .toList();
    }

    private List<Dependency> after(Operation step, DatabaseSchema schema) {
        if (step instanceof ChangeDefinition change) {
            return defined(change, schema);
        }
        if (step instanceof RenameColumn rename) {
            ObjectName table = schema.resolve(rename.table());
            return mapped(d -> d.isOn(table, rename.from()) ? d.withColumn(rename.to()) : d);
        }
        if (step instanceof DropColumn drop) {
            ObjectName table = schema.resolve(drop.table());
            return withoutUsers(d -> d.isOn(table, drop.name()));
        }
        if (step instanceof DropTable drop) {
            return dropped(schema.resolve(drop.name()));
        }
        if (step instanceof ReplaceView replace) {
            ObjectName view = schema.resolve(replace.name());
            return withoutUsers(d -> d.kind() == Kind.VIEW && view.equals(d.holder()));
        }
        return step instanceof DropView drop ? dropped(schema.resolve(drop.name())) : renamed(step, schema);
    }

    private List<Dependency> renamed(Operation step, DatabaseSchema schema) {
        Rename rename = Rename.of(step);
        return rename == null ? known : mapped(d -> d.withNames(rename.in(schema)));
    }

    /** A relation or type of another name. */
    private record Rename(ObjectName from, ObjectName to) {

        static @Nullable Rename of(Operation step) {
            if (step instanceof RenameTable rename) {
                return new Rename(rename.name(), rename.name().renamed(rename.to()));
            }
            if (step instanceof MoveTable move) {
                return new Rename(
                        move.name(), ObjectName.of(move.toSchema(), move.name().name()));
            }
            if (step instanceof RenameView rename) {
                return new Rename(rename.name(), rename.name().renamed(rename.to()));
            }
            if (step instanceof RenameSequence rename) {
                return new Rename(rename.name(), rename.name().renamed(rename.to()));
            }
            return step instanceof RenameType rename
                    ? new Rename(rename.name(), rename.name().renamed(rename.to()))
                    : null;
        }

        UnaryOperator<ObjectName> in(DatabaseSchema schema) {
            ObjectName before = schema.resolve(from);
            ObjectName after = schema.resolve(to);
            return name -> before.equals(name) ? after : name;
        }
    }

    /** What uses the object is gone with it, or has been refused; so are its own triggers, rules and policies. */
    private List<Dependency> dropped(ObjectName object) {
        return withoutUsers(d -> d.on().equals(object) || object.equals(d.holder()));
    }

    private List<Dependency> defined(ChangeDefinition change, DatabaseSchema schema) {
        Stream<Dependency> others = known.stream().filter(d -> !isOf(change.object(), d, schema));
        String definition = change.to();
        Stream<Dependency> added = definition == null
                ? Stream.empty()
                : DefinitionReferences.of(change.object(), definition).stream().map(d -> d.withNames(schema::resolve));
        return Stream.concat(others, added).toList();
    }

    /** Routines of the same name and other arguments are taken for the same, so that nothing is refused in error. */
    private static boolean isOf(DefinedObject object, Dependency dependency, DatabaseSchema schema) {
        Kind kind = switch (object.kind()) {
            case FUNCTION, PROCEDURE -> Kind.ROUTINE;
            case TRIGGER -> Kind.TRIGGER;
            case POLICY -> Kind.POLICY;
            case PUBLICATION -> Kind.PUBLICATION;
            case STATISTICS, RANGE_TYPE -> Kind.OTHER;
        };
        ObjectName name = dependency.object();
        if (kind != dependency.kind() || name == null) {
            return false;
        }
        return object.table() == null
                ? schema.resolve(object.name()).equals(name)
                : object.name().name().equals(name.name())
                        && schema.resolve(object.table()).equals(dependency.holder());
    }

    private List<Dependency> mapped(UnaryOperator<Dependency> change) {
        return known.stream().map(change).toList();
    }

    private List<Dependency> withoutUsers(Predicate<Dependency> which) {
        Set<String> gone =
                known.stream().filter(which).map(Dependency::description).collect(Collectors.toSet());
        return known.stream().filter(d -> !gone.contains(d.description())).toList();
    }
}
