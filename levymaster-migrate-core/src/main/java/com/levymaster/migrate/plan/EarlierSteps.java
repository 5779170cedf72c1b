package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.CommentOperation;
import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.ExtensionOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.PrivilegeOperation;
import com.levymaster.migrate.operation.SchemaOperation;
import com.levymaster.migrate.operation.SequenceOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.operation.TypeOperation.RenameType;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.ReferencedNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The steps of a plan before one that the server is asked about. They have not run, so that it does not know what they bring. */
final class EarlierSteps {

    private final List<Operation> steps;

    EarlierSteps(List<Operation> steps) {
        this.steps = OperationList.leaves(steps).toList();
    }

    /** Whether one of them may bring or take the object of this name, in any schema. */
    boolean mayDecideAbout(ExpectedName name) {
        return name.kind() != ExpectedName.Kind.TABLESPACE
                && steps.stream().anyMatch(step -> step instanceof ExtensionOperation || mayDecideAbout(step, name));
    }

    private static boolean mayDecideAbout(Operation step, ExpectedName expected) {
        String name = expected.name().name();
        ObjectName table = expected.table();
        boolean ofRelations = step instanceof TableOperation
                || step instanceof ViewOperation
                || step instanceof SequenceOperation
                || step instanceof CompositeOperation
                || step instanceof RenameType;
        return switch (expected.kind()) {
            case TABLESPACE, EXTENSION -> false;
            case RELATION -> ofRelations && NamedIn.step(name, step);
            // the server may choose their names
            case INDEX ->
                ofRelations
                        || step instanceof ColumnOperation
                        || step instanceof IndexOperation
                        || step instanceof ConstraintOperation;
            case SEQUENCE ->
                NamedIn.step(name, step)
                        || step instanceof ColumnOperation
                        || step instanceof TableOperation && !isWithoutIdentity(step);
            case INHERITED_NOT_NULL ->
                (ofRelations || step instanceof ColumnOperation) && table != null && NamedIn.step(table.name(), step);
            case STATISTICS -> NamedIn.step(name, step) || isDrop(step);
            case TRIGGER, POLICY, PUBLICATION, TYPE ->
                NamedIn.step(name, step)
                        || isCascade(step)
                        || table != null
                                && (ofRelations || step instanceof ColumnOperation)
                                && NamedIn.step(table.name(), step);
        };
    }

    private static boolean isWithoutIdentity(Operation step) {
        return step instanceof CreateTable create
                && create.table().columns().stream().allMatch(column -> column.identity() == null);
    }

    /** Extended statistics go with their columns, and are created anew where a type changes. */
    private static boolean isDrop(Operation step) {
        return step instanceof ColumnOperation && !(step instanceof AddColumn)
                || step instanceof TableOperation && !(step instanceof CreateTable)
                || isCascade(step);
    }

    /** Whether one of them may drop what is not named. */
    boolean cascade() {
        return steps.stream().anyMatch(EarlierSteps::isCascade);
    }

    private static boolean isCascade(Operation step) {
        return step.toString().contains("cascade=true");
    }

    /** Whether one of them creates, changes or drops what has this name, in any schema, and is defined by text. */
    boolean define(ObjectName name) {
        return steps.stream()
                .anyMatch(step -> step instanceof ChangeDefinition change
                        && change.object().name().name().equals(name.name()));
    }

    /**
     * Whether one of them may change what the server answers to a step: it brings or changes a function, an operator, a type.
     *
     * @param table the table of the step
     * @param before the schema before the step
     */
    boolean mayDecideAbout(Operation step, @Nullable Table table, DatabaseSchema before) {
        List<Column> columns = table == null ? List.of() : table.columns();
        String text = withTypes(step + " " + columns, before);
        Set<String> rowTypes = columns.stream()
                .map(column -> column.type() instanceof ColumnType.Array array ? array.element() : column.type())
                .flatMap(type -> type instanceof ColumnType.UserDefined defined
                        ? Stream.of(defined.name().name())
                        : Stream.empty())
                .collect(Collectors.toSet());
        return steps.stream()
                .anyMatch(earlier -> mayDecideAbout(earlier, text)
                        || earlier instanceof ColumnOperation && names(earlier).anyMatch(rowTypes::contains));
    }

    private static boolean mayDecideAbout(Operation earlier, String text) {
        if (earlier instanceof ExtensionOperation || earlier instanceof SchemaOperation) {
            return true;
        }
        boolean names = earlier instanceof TypeOperation
                || earlier instanceof CompositeOperation
                || earlier instanceof ChangeDefinition;
        return names && names(earlier).anyMatch(name -> isNamed(earlier, name, text));
    }

    /** A range type brings others, whose names begin with its. */
    private static boolean isNamed(Operation earlier, String name, String text) {
        return earlier instanceof ChangeDefinition change && change.object().kind() == DefinedKind.RANGE_TYPE
                ? text.contains(name)
                : NamedIn.text(name, text);
    }

    /** A text with the domains and composite types that it names, and those that these name. */
    private static String withTypes(String text, DatabaseSchema before) {
        Map<ObjectName, Object> types = new LinkedHashMap<>(before.domains());
        types.putAll(before.composites());
        StringBuilder all = new StringBuilder(text);
        while (types.entrySet().removeIf(type -> {
            boolean isNamed = NamedIn.text(type.getKey().name(), all.toString());
            if (isNamed) {
                all.append(' ').append(type.getValue());
            }
            return isNamed;
        })) {}
        return all.toString();
    }

    private static Stream<String> names(Operation earlier) {
        List<String> names = new ArrayList<>();
        AffectedObject.of(earlier)
                .ifPresent(affected -> names.add(affected.object().name()));
        if (earlier instanceof ChangeDefinition change) {
            names.add(change.object().name().name());
        } else if (earlier instanceof RenameType rename) {
            names.add(rename.to());
        }
        return names.stream();
    }

    /** Whether a query means the same after them. A name without a schema may mean another relation before they create it. */
    boolean leaveQuery(String query) {
        return steps.stream().allMatch(EarlierSteps::leavesQueries)
                && Collections.disjoint(created(), ReferencedNames.of(query));
    }

    private Set<String> created() {
        return steps.stream()
                .flatMap(step -> step instanceof CreateTable table
                        ? Stream.of(table.table().name().name())
                        : step instanceof CreateView view
                                ? Stream.of(view.view().name().name())
                                : Stream.empty())
                .collect(Collectors.toSet());
    }

    /** A query may be grouped by the primary key of a table, and read its other columns. */
    private static boolean leavesQueries(Operation step) {
        if (step instanceof AddConstraint add) {
            return !(add.constraint() instanceof Constraint.PrimaryKey);
        }
        return step instanceof CreateTable
                || step instanceof CreateView
                || step instanceof IndexOperation
                || step instanceof ConstraintOperation
                || step instanceof CommentOperation
                || step instanceof PrivilegeOperation;
    }
}
