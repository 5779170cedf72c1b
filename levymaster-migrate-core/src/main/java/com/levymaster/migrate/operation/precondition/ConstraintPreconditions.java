package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Preconditions of operations on constraints and indexes. */
interface ConstraintPreconditions
        extends DependentQueries, ConstraintOperation.Visitor<List<Refusal>>, IndexOperation.Visitor<List<Refusal>> {

    @Override
    default List<Refusal> addConstraint(ConstraintOperation.AddConstraint operation) {
        Constraint constraint = operation.constraint();
        ObjectName table = operation.table();
        boolean newIndex = Names.hasIndex(constraint) && operation.usingIndex() == null;
        boolean second = constraint instanceof Constraint.PrimaryKey
                && tableAndParents(table).anyMatch(t -> t.primaryKey().isPresent());
        return all(
                constraintName(table, constraint.name()),
                constraint instanceof Constraint.Check check
                        ? inChildren(table, check)
                        : inheritedName(table, constraint.name()),
                newIndex && !hasConstraint(table, constraint.name())
                        ? names().relation(table.renamed(constraint.name()))
                        : List.of(),
                when(
                        second,
                        "table " + table + " already has a primary key",
                        "drop it in an earlier step, or add a unique constraint"),
                constraint instanceof Constraint.PrimaryKey key ? notNull(table, key.columns()) : List.of(),
                usedIndex(operation),
                table(table)
                        .map(t -> KeyPreconditions.of(schema(), t, constraint))
                        .orElse(List.of()));
    }

    /** The server takes the columns from the index, whatever the constraint says. */
    private List<Refusal> usedIndex(ConstraintOperation.AddConstraint operation) {
        String name = operation.usingIndex();
        Index index = name == null
                ? null
                : table(operation.table()).map(t -> t.indexes().get(name)).orElse(null);
        if (index == null) {
            return List.of();
        }
        Index key = SchemaEffects.keyIndex(operation.constraint(), index.name());
        boolean plain = index.unique()
                && index.where() == null
                && index.method().equals("btree")
                && index.keys().stream()
                        .allMatch(part -> part.column() != null
                                && !part.descending()
                                && part.nullsFirst() == null
                                && part.operatorClass() == null
                                && part.collation() == null);
        boolean same = index.keys().stream()
                        .map(Index.Key::column)
                        .toList()
                        .equals(SchemaEffects.keyColumns(operation.constraint()))
                && index.include().equals(key.include())
                && index.nullsNotDistinct() == key.nullsNotDistinct();
        return all(
                when(
                        !plain,
                        "index " + name
                                + " cannot become a constraint: it has to be unique, over columns in ascending order"
                                + " with their own collations, and over all rows",
                        "create such an index in an earlier step, or leave out usingIndex(…)"),
                when(
                        plain && !same,
                        "index " + name + " is not over the columns of constraint "
                                + operation.constraint().name() + ", and the server would take those of the index",
                        "name the columns of the index, or another index"));
    }

    /** A primary key needs not-null constraints that hold for all rows, here and in the tables below. */
    private List<Refusal> notNull(ObjectName table, List<String> columns) {
        return list(
                "not-null constraints of its columns are not valid, or not inherited",
                restrictions(Restriction.Kind.NOT_NULL, table, restriction -> columns.contains(restriction.part())),
                "validate or replace them first, by SQL of your own in op.execute(…)");
    }

    /** Checks of the tables below that cannot be merged with a new one: certainly only where they differ in more than notation. */
    private List<Refusal> inChildren(ObjectName name, Constraint.Check check) {
        List<String> others = check.noInherit()
                ? List.of()
                : family(name).stream()
                        .filter(member -> !member.equals(schema().resolve(name)))
                        .flatMap(member -> table(member).stream())
                        .filter(member -> member.constraints().get(check.name()) instanceof Constraint.Check own
                                && (own.noInherit() || differs(member, own.expression(), check.expression())))
                        .map(member -> member.name().toString())
                        .toList();
        return list(
                "tables below have checks of this name with another expression, or that are not inherited",
                others,
                "choose another name, or drop or rename these checks in an earlier step");
    }

    /** Whether two expressions use other columns or, without text that the server may rewrite, other numbers. */
    private static boolean differs(Table table, String first, String second) {
        boolean columns = table.columns().stream()
                .map(Column::name)
                .anyMatch(column -> ColumnUses.in(first, column) != ColumnUses.in(second, column));
        return columns || !hasText(first + second) && !numbers(first).equals(numbers(second));
    }

    private static boolean hasText(String expression) {
        return SqlTokens.flat(expression).tokens().stream()
                .anyMatch(token ->
                        token.kind() == TokenKind.STRING || token.text().equals("-"));
    }

    private static Set<String> numbers(String expression) {
        return SqlTokens.flat(expression).tokens().stream()
                .filter(token -> token.kind() == TokenKind.NUMBER)
                .map(SqlTokens.Token::text)
                .collect(Collectors.toSet());
    }

    /** The table and the partitioned tables above it, whose keys it has. */
    private Stream<Table> tableAndParents(ObjectName name) {
        return table(name).stream()
                .flatMap(t -> t.options().partitionOf() == null
                        ? Stream.of(t)
                        : Stream.concat(
                                Stream.of(t),
                                tableAndParents(t.options().partitionOf().parent())));
    }

    /** A check of a name that is inherited is merged with the inherited one. */
    private List<Refusal> inheritedName(ObjectName table, String name) {
        return when(
                !hasConstraint(table, name)
                        && table(table).filter(t -> inherits(t, name)).isPresent(),
                "table " + table + " inherits a constraint " + name,
                "choose another name, or rename the constraint of the parent in an earlier step");
    }

    private List<Refusal> inherited(ObjectName table, String name, String participle) {
        return when(
                table(table).filter(t -> inherits(t, name)).isPresent(),
                "constraint " + name + " of " + table + " is inherited and can only be " + participle
                        + " together with that of its parent",
                "apply the operation to the parent table; its children follow");
    }

    private boolean inherits(Table table, String name) {
        return inheritsNotNull(table, name)
                || InheritanceEffects.parents(table).stream()
                        .flatMap(parent -> table(parent).stream())
                        .anyMatch(parent ->
                                parent.constraints().get(name) instanceof Constraint.Check check && !check.noInherit()
                                        || inherits(parent, name));
    }

    /** The not-null constraints of parents are constraints since PostgreSQL 18. The name may be that of the parent's. */
    private boolean inheritsNotNull(Table table, String name) {
        return schema().serverVersion() >= 18
                && table.columns().stream()
                        .anyMatch(column -> parentsWith(table, column.name()).stream()
                                .flatMap(parent -> parent.column(column.name()).stream())
                                .filter(parent -> !parent.nullable() && !parent.noInherit())
                                .anyMatch(parent -> name.equals(column.notNullName())
                                        || column.notNullName() == null && name.equals(parent.notNullName())));
    }

    @Override
    default List<Refusal> dropConstraint(ConstraintOperation.DropConstraint operation) {
        return all(
                inherited(operation.table(), operation.name(), "dropped"),
                part(Restriction.Kind.CONSTRAINT_OF_PARTITION, operation.table(), operation.name()),
                operation.cascade() ? List.of() : all(references(operation), usesOf(operation)));
    }

    private List<Refusal> usesOf(ConstraintOperation.DropConstraint operation) {
        return list(
                "other objects depend on the constraint",
                restrictions(
                        Restriction.Kind.CONSTRAINT,
                        operation.table(),
                        restriction -> operation.name().equals(restriction.part())),
                "drop them in earlier steps, or use .cascade() to drop them with the constraint");
    }

    private List<Refusal> references(ConstraintOperation.DropConstraint operation) {
        Optional<Table> table = table(operation.table());
        Constraint dropped =
                table.map(t -> t.constraints().get(operation.name())).orElse(null);
        Set<String> key = dropped == null ? Set.of() : new HashSet<>(SchemaEffects.keyColumns(dropped));
        if (key.isEmpty()) {
            return List.of();
        }
        boolean only = table.filter(t -> isOnly(t, key)).isPresent();
        List<String> references = foreignKeys(schema().resolve(operation.table())).stream()
                .filter(reference -> new HashSet<>(reference.key().referencedColumns()).equals(key))
                .filter(reference -> only || isRecorded(reference, operation.table(), operation.name()))
                .map(TableQueries.Reference::toString)
                .toList();
        return list(
                "foreign keys reference the constraint",
                references,
                "drop them in earlier steps, or use .cascade() to drop them with the constraint");
    }

    /** Whether the server has recorded that the foreign key uses this constraint or index. */
    private boolean isRecorded(TableQueries.Reference reference, ObjectName table, String name) {
        return !restrictions(
                        Restriction.Kind.REFERENCE,
                        table,
                        r -> name.equals(r.part())
                                && reference.table().name().equals(r.holder())
                                && reference.key().name().equals(r.description()))
                .isEmpty();
    }

    /** With a second unique index over the same columns, the schema does not tell which of them a foreign key uses. */
    private static boolean isOnly(Table table, Set<String> key) {
        long constraints = table.constraints().values().stream()
                .filter(c -> new HashSet<>(SchemaEffects.keyColumns(c)).equals(key))
                .count();
        return constraints == 1 && table.indexes().values().stream().noneMatch(index -> index.unique());
    }

    @Override
    default List<Refusal> renameConstraint(ConstraintOperation.RenameConstraint operation) {
        return all(
                inherited(operation.table(), operation.from(), "renamed"),
                constraintName(operation.table(), operation.to()),
                inheritedName(operation.table(), operation.to()));
    }

    @Override
    default List<Refusal> validateConstraint(ConstraintOperation.ValidateConstraint operation) {
        Optional<Constraint> constraint =
                table(operation.table()).map(t -> t.constraints().get(operation.name()));
        return all(
                when(
                        constraint.filter(Names::hasIndex).isPresent(),
                        "only foreign keys and check constraints can be validated",
                        "remove the step"),
                when(
                        constraint.filter(this::isNotEnforced).isPresent(),
                        "constraint " + operation.name() + " is not enforced, and so cannot be validated",
                        "drop it, and add it without notEnforced(), in earlier steps"));
    }

    private boolean isNotEnforced(Constraint constraint) {
        return constraint instanceof Constraint.Check check && check.notEnforced()
                || constraint instanceof ForeignKey key && key.notEnforced();
    }

    @Override
    default List<Refusal> createIndex(IndexOperation.CreateIndex operation) {
        return all(
                names().relation(operation.table().renamed(operation.index().name())),
                when(
                        operation.concurrently() && isPartitioned(operation.table()),
                        "table " + operation.table()
                                + " is partitioned, and its indexes cannot be created concurrently",
                        "create the index without .concurrently(), or on the partitions"),
                table(operation.table())
                        .map(t -> KeyPreconditions.of(schema(), t, operation.index()))
                        .orElse(List.of()));
    }

    @Override
    default List<Refusal> dropIndex(IndexOperation.DropIndex operation) {
        return all(
                part(Restriction.Kind.INDEX_OF_PARTITION, operation.table(), operation.name()),
                list(
                        "foreign keys reference the index",
                        foreignKeys(schema().resolve(operation.table())).stream()
                                .filter(reference -> isRecorded(reference, operation.table(), operation.name()))
                                .map(TableQueries.Reference::toString)
                                .toList(),
                        "drop them in earlier steps"));
    }

    /** What a partition has because of its partitioned table. */
    private List<Refusal> part(Restriction.Kind kind, ObjectName table, String name) {
        return list(
                name + " of partition " + table + " belongs to that of the partitioned table, and goes with it",
                restrictions(kind, table, restriction -> name.equals(restriction.part())),
                "apply the operation to the partitioned table");
    }

    @Override
    default List<Refusal> renameIndex(IndexOperation.RenameIndex operation) {
        return names().relation(operation.table().renamed(operation.to()));
    }
}
