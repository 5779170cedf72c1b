package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Preconditions of identity columns. */
interface IdentityPreconditions extends DependentQueries, ColumnOperation.Visitor<List<Refusal>> {

    @Override
    default List<Refusal> changeIdentity(ColumnOperation.ChangeIdentity operation) {
        Optional<Column> without = column(operation.table(), operation.column()).filter(c -> c.identity() == null);
        String label = "column " + operation.column() + " of " + operation.table();
        List<Refusal> partition = when(
                table(operation.table())
                        .filter(t -> InheritanceEffects.sharesIdentities(schema(), t))
                        .isPresent(),
                "table " + operation.table() + " is a partition, which has the identities of its parent",
                "apply the operation to " + parent(table(operation.table())));
        return operation.to() == null
                ? all(partition, otherIdentity(operation))
                : all(
                        partition,
                        otherIdentity(operation),
                        when(
                                without.filter(c -> !Set.of("smallint", "integer", "bigint")
                                                .contains(c.type().display()))
                                        .isPresent(),
                                label + " is no smallint, integer or bigint, as an identity column has to be",
                                "change its type in an earlier step"),
                        when(
                                without.filter(Column::nullable).isPresent(),
                                label + " allows null, and an identity column must not",
                                "call setNotNull(\"" + operation.column() + "\") first"),
                        when(
                                without.filter(c -> c.defaultValue() != null).isPresent(),
                                label + " has a default, and an identity column must not",
                                "remove the default first: changeDefault(\"" + operation.column() + "\").from(…)"
                                        + ".toNone()"));
    }

    /** The SQL depends on whether there was an identity. */
    private List<Refusal> otherIdentity(ColumnOperation.ChangeIdentity operation) {
        Optional<Column> column = column(operation.table(), operation.column());
        boolean expected = operation.from() != null && operation.from().value() != null;
        boolean changes = operation.from() == null ? operation.to() == null : expected;
        String label = "column " + operation.column() + " of " + operation.table();
        return all(
                when(
                        changes && column.filter(c -> c.identity() == null).isPresent(),
                        label + " is no identity column",
                        "remove the step, or make the column an identity with .fromNone()"),
                when(
                        operation.from() != null
                                && !expected
                                && operation.to() != null
                                && column.filter(c -> c.identity() != null).isPresent(),
                        label + " is an identity column already",
                        "state its identity with .from(…)"));
    }

    /** Tables below have no identities of the table, but for partitions since PostgreSQL 17. */
    default List<Refusal> identityInChildren(ObjectName table, Column column) {
        return list(
                "column " + column.name() + " is an identity, which tables below " + table + " would not inherit",
                children(table).stream()
                        .filter(child ->
                                column.identity() != null && !InheritanceEffects.sharesIdentities(schema(), child))
                        .map(child -> child.name().toString())
                        .toList(),
                "add the column without identity, and make it one in a later step: changeIdentity(\"" + column.name()
                        + "\").fromNone()");
    }

    /** The partitioned table of a partition. */
    static String parent(Optional<Table> table) {
        return table.map(t -> t.options().partitionOf())
                .map(part -> part.parent().toString())
                .orElse("the parent");
    }
}
