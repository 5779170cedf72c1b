package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The types that a column cannot have, because of what it is and which keys it is in. */
record TypeChanges(TableQueries queries, ObjectName table, String column) {

    /** Types to which no text is assigned without a cast. */
    private static final Set<String> PARSED = Set.of(
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "real",
            "double precision",
            "boolean",
            "date",
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "uuid",
            "json",
            "jsonb",
            "bytea",
            "inet");

    List<Refusal> to(ColumnType to) {
        return all(keyTypes(to), identityType(to));
    }

    private List<Refusal> identityType(ColumnType to) {
        return when(
                !to.isInteger()
                        && queries.column(table, column)
                                .filter(c -> c.identity() != null)
                                .isPresent(),
                "column " + column + " of " + table
                        + " is an identity column, whose type is smallint, integer or bigint",
                "remove the identity first: changeIdentity(\"" + column + "\").from(…).toNone()");
    }

    /** Text is parsed only on request. */
    List<Refusal> uncast(ColumnType to) {
        return when(
                to instanceof ColumnType.BuiltIn builtIn
                        && PARSED.contains(builtIn.name())
                        && queries.column(table, column)
                                .filter(c -> c.type().isCharacterType())
                                .isPresent(),
                "column " + column + " of " + table + " cannot be cast to " + to.display() + " automatically",
                "state how: .using(\"" + column + "::" + to.display() + "\")");
    }

    /** Refuses a type that foreign keys of the column cannot compare, or foreign keys to it, also of tables that inherit it. */
    private List<Refusal> keyTypes(ColumnType to) {
        Set<ObjectName> family = queries.family(queries.schema().resolve(table));
        Stream<String> own = family.stream()
                .flatMap(member -> queries.table(member).stream())
                .flatMap(holder -> holder.constraints(ForeignKey.class)
                        .filter(key -> other(key.columns(), key.referencedTable(), key.referencedColumns())
                                .filter(other -> ComparableTypes.areIncomparable(queries.schema(), to, other))
                                .isPresent())
                        .map(key -> new TableQueries.Reference(holder, key).toString()));
        Stream<String> others = family.stream()
                .flatMap(member -> queries.foreignKeys(member).stream())
                .filter(reference -> !family.contains(reference.table().name()))
                .filter(reference -> other(
                                reference.key().referencedColumns(),
                                reference.table().name(),
                                reference.key().columns())
                        .filter(other -> ComparableTypes.areIncomparable(queries.schema(), other, to))
                        .isPresent())
                .map(TableQueries.Reference::toString);
        return list(
                "no operator = compares " + to.display() + " with the type of the other column of foreign keys",
                Stream.concat(own, others).toList(),
                "drop these foreign keys in an earlier step, and change the type of the other columns, too");
    }

    /** The type of the other column at the place of this one in a foreign key; the column itself changes with it. */
    private Optional<ColumnType> other(List<String> columns, ObjectName holder, List<String> others) {
        int index = columns.indexOf(column);
        boolean isNone = index < 0 || index >= others.size();
        return isNone
                        || others.get(index).equals(column)
                                && queries.schema()
                                        .resolve(holder)
                                        .equals(queries.schema().resolve(table))
                ? Optional.empty()
                : queries.column(holder, others.get(index)).map(Column::type);
    }
}
