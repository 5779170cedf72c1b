package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Preconditions of operations on columns. */
interface ColumnPreconditions extends IdentityPreconditions, ReplacementPreconditions {

    @Override
    default List<Refusal> addColumn(ColumnOperation.AddColumn operation) {
        Optional<Table> table = table(operation.table());
        return all(
                when(
                        table.filter(t -> t.options().partitionOf() != null).isPresent(),
                        "table " + operation.table() + " is a partition, which has the columns of its parent",
                        "add the column to " + IdentityPreconditions.parent(table)),
                identityInChildren(operation.table(), operation.column()),
                newColumn(table.orElse(Table.of(operation.table(), List.of())), operation.column()),
                taken(operation.table(), operation.column().name()),
                list(
                        "tables below have a column " + operation.column().name()
                                + " of another type or collation, with which it cannot be merged",
                        unmergeable(operation.table(), operation.column()),
                        "choose another name, or change the type of their columns in an earlier step"),
                list(
                        "columns have the row type of the table, whose values would have to be rewritten",
                        isFilled(operation.column()) ? new TypeUses(schema(), operation.table()).stored() : List.of(),
                        "add the column without default, and add the default in a later step: "
                                + "changeDefault(…).fromNone().to(…)"));
    }

    private List<String> unmergeable(ObjectName table, Column column) {
        return children(table).stream()
                .flatMap(child -> Stream.concat(
                        child.column(column.name()).stream()
                                .filter(own -> !isSameType(own, column))
                                .map(own -> child.name().toString()),
                        unmergeable(child.name(), column).stream()))
                .distinct()
                .toList();
    }

    private boolean isSameType(Column own, Column column) {
        return SchemaEffects.resolved(schema(), own)
                        .type()
                        .equals(SchemaEffects.resolved(schema(), column).type())
                && Objects.equals(own.collation(), column.collation());
    }

    private List<Refusal> taken(ObjectName table, String column) {
        return when(
                column(table, column).isPresent(),
                "table " + table + " already has a column " + column,
                "choose another name, or rename or drop the existing column in an earlier step");
    }

    /** Of the tables below a table. An additional column is merged with theirs, a renamed one is not. */
    private List<Refusal> takenInChildren(ObjectName table, String column) {
        return children(table).stream()
                .flatMap(child -> all(taken(child.name(), column), takenInChildren(child.name(), column)).stream())
                .toList();
    }

    @Override
    default List<Refusal> dropColumn(ColumnOperation.DropColumn operation) {
        return all(
                inherited(operation.table(), operation.name(), "dropped"),
                partitionKey(operation.table(), operation.name()),
                operation.cascade() ? List.of() : dependents(operation.table(), operation.name()));
    }

    private List<Refusal> dependents(ObjectName table, String column) {
        ObjectName known = schema().resolve(table);
        List<String> keys = foreignKeys(known).stream()
                .filter(reference -> !reference.table().name().equals(known))
                .filter(reference -> reference.key().referencedColumns().contains(column))
                .map(TableQueries.Reference::toString)
                .toList();
        String remedy = "drop them in earlier steps, or use dropColumn(…).cascade() to drop them with the column";
        return all(
                list("views use the column", viewsOfDropped(table, column), remedy),
                list("generated columns use the column", generated(table, column), remedy),
                list("foreign keys reference the column", keys, remedy),
                list(
                        "the column owns a sequence that other columns use",
                        defaultsOfOwned(table, column),
                        "change the owner of the sequence, or these defaults, in earlier steps"),
                dependents(table, column, remedy));
    }

    /** The views of the column, and of those of the tables below that go with it. */
    private List<String> viewsOfDropped(ObjectName table, String column) {
        return Stream.concat(
                        views(table, column).stream(),
                        children(table).stream()
                                .filter(child -> child.column(column)
                                                .filter(Column::inherited)
                                                .isPresent()
                                        && parentsWith(child, column).size() == 1)
                                .flatMap(child -> viewsOfDropped(child.name(), column).stream()))
                .toList();
    }

    @Override
    default List<Refusal> renameColumn(ColumnOperation.RenameColumn operation) {
        return all(
                inherited(operation.table(), operation.from(), "renamed"),
                otherParents(operation.table(), operation.from()),
                Names.column(operation.to()),
                taken(operation.table(), operation.to()),
                takenInChildren(operation.table(), operation.to()));
    }

    @Override
    default List<Refusal> changeType(ColumnOperation.ChangeType operation) {
        return all(
                names().hidden(operation.to().type()),
                new TypeChanges(this, operation.table(), operation.column())
                        .to(operation.to().type()),
                operation.using() == null
                        ? new TypeChanges(this, operation.table(), operation.column())
                                .uncast(operation.to().type())
                        : List.of(),
                AssignmentCasts.ofDefault(operation, column(operation.table(), operation.column())),
                typeChange(operation.table(), operation.column()));
    }

    @Override
    default List<Refusal> convertColumn(ColumnOperation.ConvertColumn operation) {
        return all(
                new TypeChanges(this, operation.table(), operation.column()).to(operation.to()),
                typeChange(operation.table(), operation.column()),
                updated(operation.table()));
    }

    /** The generated columns of the table and the tables below that use the column. */
    private List<String> generated(ObjectName table, String column) {
        return Stream.concat(
                        table(table).stream()
                                .flatMap(t -> t.columns().stream())
                                .filter(c -> ColumnUses.in(c.generated(), column))
                                .map(Column::name),
                        children(table).stream().flatMap(child -> generated(child.name(), column).stream()))
                .distinct()
                .toList();
    }

    private List<Refusal> typeChange(ObjectName table, String column) {
        return all(
                inherited(table, column, "changed"),
                otherParents(table, column),
                partitionKey(table, column),
                list(
                        "columns have the row type of the table",
                        new TypeUses(schema(), table).stored(),
                        "drop them in an earlier step, and add them again after it"),
                list(
                        "views use the column",
                        family(table).stream()
                                .flatMap(member -> views(member, column).stream())
                                .toList(),
                        "drop them in an earlier step, and create them again after it"),
                list(
                        "generated columns use the column",
                        generated(table, column),
                        "drop them in an earlier step, and add them again after it"),
                dependents(table, column, "drop them in an earlier step, and create them again after it"));
    }

    private List<Refusal> inherited(ObjectName table, String column, String participle) {
        List<String> parents = table(table).stream()
                .flatMap(t -> parentsWith(t, column).stream())
                .map(parent -> parent.name().toString())
                .toList();
        return list(
                "column " + column + " of " + table + " is inherited and can only be " + participle
                        + " together with its parent",
                parents,
                "apply the operation to the parent table; its children follow");
    }

    /** A column that a table below has from another table, too, cannot be changed for one of them. */
    private List<Refusal> otherParents(ObjectName name, String column) {
        Set<ObjectName> family = family(name);
        List<String> tables = family.stream()
                .filter(member -> !member.equals(schema().resolve(name)))
                .flatMap(member -> table(member).stream())
                .flatMap(member -> parentsWith(member, column).stream()
                        .filter(parent -> !family.contains(parent.name()))
                        .map(parent -> member.name() + " (from " + parent.name() + ")"))
                .toList();
        return list(
                "tables below also inherit the column from other tables",
                tables,
                "end this inheritance first (no inherit, in op.execute(…)), apply the operation to each of the tables,"
                        + " and inherit again");
    }

    private List<Refusal> partitionKey(ObjectName table, String column) {
        return when(
                table(table).filter(t -> PartitionKey.of(t).mentions(column)).isPresent(),
                "column " + column + " is in the partition key of " + table,
                "create a new partitioned table with the other key, and move the rows");
    }

    @Override
    default List<Refusal> changeNullability(ColumnOperation.ChangeNullability operation) {
        if (!operation.nullable()) {
            String constraint = schema().serverVersion() < 18 ? null : operation.constraint();
            boolean already = column(operation.table(), operation.column())
                    .filter(c -> !c.nullable())
                    .isPresent();
            return already
                    ? when(
                            operation.constraint() != null,
                            "column " + operation.column() + " of " + operation.table() + " is not null already",
                            "rename its constraint: renameConstraint(…)")
                    : constraint == null ? List.of() : constraintName(operation.table(), constraint);
        }
        ObjectName name = operation.table();
        String column = operation.column();
        String label = "column " + column + " of " + name;
        boolean isKey = table(name).filter(table -> isKey(table, column)).isPresent();
        List<String> parents = table(name).stream()
                .filter(t -> schema().serverVersion() >= 18 || t.options().partitionOf() != null)
                .flatMap(t -> parentsWith(t, column).stream())
                .filter(parent -> !isNullable(parent, column))
                .map(parent -> parent.name().toString())
                .toList();
        // since PostgreSQL 18, a not null of their own may remain, which a schema does not tell
        List<String> keysBelow = schema().serverVersion() >= 18 || isKey
                ? List.of()
                : family(name).stream()
                        .filter(member ->
                                table(member).filter(t -> isKey(t, column)).isPresent())
                        .map(ObjectName::toString)
                        .toList();
        return all(
                when(isKey, label + " is in the primary key", "drop the primary key in an earlier step"),
                list(
                        label + " is in the primary key of tables below, whose not null would go, too",
                        keysBelow,
                        "drop these primary keys in earlier steps"),
                list(
                        label + " is in the replica identity",
                        restrictions(Restriction.Kind.REPLICA_IDENTITY, name, index -> column.equals(index.part())),
                        "choose another replica identity first, by SQL of your own in op.execute(…)"),
                when(
                        column(name, column).filter(c -> c.identity() != null).isPresent(),
                        label + " is an identity column",
                        "remove the identity first: changeIdentity(\"" + column + "\").from(…).toNone()"),
                list(
                        label + " is not null in the parent table",
                        parents,
                        "apply the operation to " + String.join(" and ", parents)));
    }

    private static boolean isKey(Table table, String column) {
        return table.primaryKey().filter(key -> key.columns().contains(column)).isPresent();
    }

    private static boolean isNullable(Table table, String column) {
        return table.column(column).map(c -> c.nullable() || c.noInherit()).orElse(true);
    }

    @Override
    default List<Refusal> changeDefault(ColumnOperation.ChangeDefault operation) {
        Optional<Column> column = column(operation.table(), operation.column());
        String label = "column " + operation.column() + " of " + operation.table();
        return all(
                names().calls(operation.to(), column.map(Column::type).orElse(null)),
                column.map(c -> noLabel(c, operation.to())).orElse(List.of()),
                when(
                        column.filter(c -> c.identity() != null).isPresent(),
                        label + " is an identity column, which has no default",
                        "remove the identity first, or keep it"),
                when(
                        column.filter(c -> c.generated() != null).isPresent(),
                        label + " is a generated column, which has no default",
                        "remove the expression first: changeGenerated(…)"));
    }

    @Override
    default List<Refusal> changeGenerated(ColumnOperation.ChangeGenerated operation) {
        return operation.to() == null
                ? inherited(operation.table(), operation.column(), "changed")
                : table(operation.table()).stream()
                        .flatMap(table -> table.column(operation.column()).stream()
                                .flatMap(column -> newColumn(table, column.withGenerated(operation.to())).stream()))
                        .toList();
    }
}
