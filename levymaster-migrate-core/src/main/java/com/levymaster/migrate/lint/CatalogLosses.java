package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.DefinitionOperation.OptionKind;
import com.levymaster.migrate.operation.ExtensionOperation.DropExtension;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.operation.StorageOperation.ChangeStatisticsTarget;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.DropDomain;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.DefinitionReferences;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Names what an undo does not restore because neither the step nor the schema holds it. */
final class CatalogLosses {

    /** The privileges that a role may have on single columns. */
    private static final Set<String> OF_COLUMNS =
            Set.of("select", "insert", "update", "references", "all", "all privileges");

    private CatalogLosses() {}

    static List<String> of(Operation step, LintContext context) {
        if (step instanceof DropIndex drop && context.isInUse(drop.table())) {
            return List.of(unmarked("index", drop.name()));
        }
        if (step instanceof DropConstraint drop && context.isInUse(drop.table())) {
            boolean indexed = !(drop.was() instanceof ForeignKey) && !(drop.was() instanceof Constraint.Check);
            return indexed ? List.of(unmarked("constraint", drop.name())) : List.of();
        }
        if (step instanceof ChangeNullability change && change.nullable() && context.isInUse(change.table())) {
            DatabaseSchema before = context.before().get();
            return withHeirs(before.resolve(change.table()), before)
                    .map(table -> "The not-null constraint of " + table + "." + change.column()
                            + (change.constraint() == null ? " loses its name, comment" : " loses its comment")
                            + " and NO INHERIT (PostgreSQL 18), and an undo does not restore"
                            + " them.")
                    .distinct()
                    .toList();
        }
        if (step instanceof DropColumn drop && drop.cascade() && context.isInUse(drop.table())) {
            return List.of("Policies, triggers and rules that use " + drop.table() + "." + drop.name()
                    + " are dropped with it, and an undo does not restore them.");
        }
        if (step instanceof RevokePrivileges revoke
                && revoke.kind() == GrantableKind.TABLE
                && context.isInUse(revoke.on())
                && revoke.privileges().stream().anyMatch(p -> OF_COLUMNS.contains(p.toLowerCase(Locale.ROOT)))) {
            return List.of("Role " + revoke.role() + " also loses these privileges on single columns of " + revoke.on()
                    + ", if it has them, and an undo does not restore them.");
        }
        if (step instanceof ChangeDefinition change && change.object().kind() == DefinedKind.PUBLICATION) {
            return unpublishedAsStated(change, context.before().get());
        }
        return step instanceof RemoveEnumValue remove ? misplaced(remove, context) : ofDefinitions(step, context);
    }

    private static List<String> ofDefinitions(Operation step, LintContext context) {
        if (step instanceof DropEnum drop && context.isInUse(drop.name())) {
            return List.of(bare("enum", drop.name()));
        }
        if (step instanceof DropComposite drop && context.isInUse(drop.name())) {
            return List.of(bare("composite", drop.name()));
        }
        if (step instanceof DropDomain drop && context.isInUse(drop.name())) {
            return List.of("An undo creates domain " + drop.name()
                    + " without its privileges and owner, and the comments of its constraints.");
        }
        if (step instanceof AlterDomain alter && alter.from() != null && drops(alter.from(), alter.to())) {
            return List.of("An undo alters domain " + alter.to().name()
                    + " without the comments of the checks that are dropped.");
        }
        if (step instanceof DropExtension drop) {
            return List.of("An undo gives the objects of extension " + drop.name() + " their first privileges again.");
        }
        if (step instanceof DropSchema drop) {
            return List.of("An undo creates schema " + drop.name()
                    + " without its privileges, owner and comment, and the default privileges in it.");
        }
        if (step instanceof ChangeDefinition change
                && change.object().kind().isRoutine()
                && !change.isCreated()
                && change.to() != null) {
            return List.of("Replacing " + change.object()
                    + " resets what is not in its new text, such as COST, PARALLEL and SET,"
                    + " and an undo restores what is in its former text only.");
        }
        if (step instanceof ChangeOption change
                && change.kind() != OptionKind.INDEX
                && context.isInUse(change.relation())) {
            return unreadOption(change);
        }
        if (step instanceof ChangeStatisticsTarget change) {
            return replacedTargets(change, context.before().get());
        }
        return step instanceof DropAttribute drop ? last(drop, context.before().get()) : List.of();
    }

    /** What the SQL after the name of the object does not say. */
    static String ofDropped(DefinedObject object) {
        String more = switch (object.kind()) {
            case FUNCTION, PROCEDURE -> ", and the options that its text lacks, such as COST";
            case TRIGGER -> ", and its state if it is disabled";
            case STATISTICS -> ", and its statistics target";
            case POLICY, PUBLICATION, RANGE_TYPE -> "";
        };
        return "An undo creates " + object + " without its privileges, owner and comment" + more + ".";
    }

    private static String bare(String kind, ObjectName name) {
        return "An undo creates " + kind + " " + name + " without its privileges and owner.";
    }

    /** A schema does not hold the options of views. */
    private static List<String> unreadOption(ChangeOption change) {
        boolean isStated = change.from() != null && change.from().value() != null;
        return isStated
                ? List.of()
                : List.of("An undo resets " + change.option() + " of "
                        + change.kind().keyword() + " " + change.relation() + ", also if it is set now.");
    }

    private static List<String> replacedTargets(ChangeStatisticsTarget change, DatabaseSchema before) {
        return before.catalog().table(change.table()).stream()
                .flatMap(table -> withHeirs(table.name(), before).skip(1).distinct())
                .flatMap(heir -> before.catalog().table(heir).stream())
                .filter(heir -> heir.column(change.column())
                        .filter(own -> change.from() != null
                                && !Objects.equals(
                                        own.statistics(), change.from().value()))
                        .isPresent())
                .map(heir -> "The statistics target of " + heir.name() + "." + change.column()
                        + " is replaced too, and an undo does not restore it.")
                .toList();
    }

    private static boolean drops(Domain from, Domain to) {
        return !to.checks().keySet().containsAll(from.checks().keySet());
    }

    /** An attribute comes back as the last one, and the values of the others keep their places. */
    private static List<String> last(DropAttribute drop, DatabaseSchema before) {
        CompositeType type = before.composites().get(before.resolve(drop.name()));
        boolean isLast = type == null
                || type.attributes().get(type.attributes().size() - 1).name().equals(drop.attribute());
        return isLast
                ? List.of()
                : List.of("An undo adds attribute " + drop.attribute() + " at the end of composite type " + drop.name()
                        + ".");
    }

    /** A column comes back as the last one of its table, which counts for statements without a list of columns. */
    static List<String> movedToTheEnd(DropColumn drop, DatabaseSchema before) {
        List<String> later = before.catalog().table(drop.table()).stream()
                .flatMap(table -> table.columns().stream())
                .map(Column::name)
                .dropWhile(name -> !name.equals(drop.name()))
                .skip(1)
                .toList();
        return later.isEmpty()
                ? List.of()
                : List.of("An undo adds column " + drop.table() + "." + drop.name()
                        + " at the end of the table, and no longer before " + later.get(0) + ".");
    }

    /** The options and tables of a publication are those that the text states. */
    private static List<String> unpublishedAsStated(ChangeDefinition change, DatabaseSchema before) {
        boolean replaced = change.from() != null && change.from().value() != null;
        return Stream.concat(
                        replaced
                                ? Stream.of("An undo gives " + change.object()
                                        + " the tables and options of its former text, whatever it has now.")
                                : Stream.<String>empty(),
                        unpublished(change, before).stream())
                .toList();
    }

    /** A publication loses a table that is dropped, and its former definition names it still. */
    private static List<String> unpublished(ChangeDefinition change, DatabaseSchema before) {
        String former = change.from() == null ? null : change.from().value();
        return former == null
                ? List.of()
                : DefinitionReferences.of(change.object(), former).stream()
                        .map(published -> before.resolve(published.on()))
                        .filter(table -> !before.tables().containsKey(table))
                        .distinct()
                        .map(table -> "An undo fails until table " + table + " exists again: the former definition of "
                                + change.object() + " names it.")
                        .toList();
    }

    /** The table, its partitions, and the tables that inherit it. */
    private static Stream<ObjectName> withHeirs(ObjectName table, DatabaseSchema schema) {
        return Stream.concat(
                Stream.of(table),
                InheritanceEffects.children(schema, table).stream().flatMap(child -> withHeirs(child.name(), schema)));
    }

    private static String unmarked(String kind, String name) {
        return "An undo creates " + kind + " " + name + " without its cluster mark and replica identity.";
    }

    /** Without its former neighbor, a label comes back as the last one. */
    private static List<String> misplaced(RemoveEnumValue remove, LintContext context) {
        DatabaseSchema before = context.before().get();
        EnumType type = before.enums().get(before.resolve(remove.name()));
        if (type == null || remove.beforeLabel() != null || remove.afterLabel() != null) {
            return List.of();
        }
        int next = type.labels().indexOf(remove.label()) + 1;
        return next == 0 || next == type.labels().size()
                ? List.of()
                : List.of("An undo adds value " + remove.label() + " at the end of enum " + remove.name()
                        + ", because the step lacks wasBefore(\""
                        + type.labels().get(next) + "\").");
    }
}
