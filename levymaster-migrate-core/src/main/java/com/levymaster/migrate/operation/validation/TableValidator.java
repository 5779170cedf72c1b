package com.levymaster.migrate.operation.validation;

import static com.levymaster.migrate.operation.validation.OperationValidator.all;
import static com.levymaster.migrate.operation.validation.OperationValidator.comment;
import static com.levymaster.migrate.operation.validation.OperationValidator.same;

import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Validates operations on tables, constraints and indexes. */
interface TableValidator
        extends TableOperation.Visitor<List<String>>,
                ConstraintOperation.Visitor<List<String>>,
                IndexOperation.Visitor<List<String>> {

    @Override
    default List<String> createTable(TableOperation.CreateTable operation) {
        return in(operation.table());
    }

    @Override
    default List<String> dropTable(TableOperation.DropTable operation) {
        return operation.was() == null ? List.of() : in(operation.was());
    }

    @Override
    default List<String> renameTable(TableOperation.RenameTable operation) {
        return same(operation.name().name(), operation.to());
    }

    @Override
    default List<String> moveTable(TableOperation.MoveTable operation) {
        return List.of();
    }

    @Override
    default List<String> addConstraint(ConstraintOperation.AddConstraint operation) {
        return all(KeyValidator.in(operation.constraint()), nullable(operation));
    }

    @Override
    default List<String> dropConstraint(ConstraintOperation.DropConstraint operation) {
        return operation.was() == null ? List.of() : KeyValidator.in(operation.was());
    }

    @Override
    default List<String> renameConstraint(ConstraintOperation.RenameConstraint operation) {
        return same(operation.from(), operation.to());
    }

    @Override
    default List<String> validateConstraint(ConstraintOperation.ValidateConstraint operation) {
        return List.of();
    }

    @Override
    default List<String> createIndex(IndexOperation.CreateIndex operation) {
        return KeyValidator.in(operation.index());
    }

    @Override
    default List<String> dropIndex(IndexOperation.DropIndex operation) {
        return operation.was() == null ? List.of() : KeyValidator.in(operation.was());
    }

    @Override
    default List<String> renameIndex(IndexOperation.RenameIndex operation) {
        return same(operation.from(), operation.to());
    }

    private static List<String> nullable(ConstraintOperation.AddConstraint operation) {
        return operation.wasNullable().stream()
                .filter(column ->
                        !SchemaEffects.keyColumns(operation.constraint()).contains(column))
                .map(column -> "column " + column + " is not of the key, which leaves it as it was")
                .toList();
    }

    private static List<String> in(Table table) {
        List<String> faults = new ArrayList<>(options(table.options()));
        faults.addAll(comment(table.comment()));
        table.columns().forEach(c -> named(faults, "column " + c.name(), ColumnValidator.in(c)));
        table.constraints()
                .values()
                .forEach(c -> named(
                        faults, SchemaEffects.kind(c) + " " + c.name(), all(KeyValidator.in(c), columns(table, c))));
        table.indexes()
                .values()
                .forEach(i -> named(faults, "index " + i.name(), all(KeyValidator.in(i), columns(table, i))));
        return faults;
    }

    private static void named(List<String> faults, String part, List<String> found) {
        found.forEach(fault -> faults.add(part + ": " + fault));
    }

    private static List<String> options(Table.Options options) {
        List<String> faults = new ArrayList<>();
        if (options.partitionOf() != null && !options.inherits().isEmpty()) {
            faults.add("a partition inherits from its partitioned table only");
        }
        if (options.partitionBy() != null) {
            if (!options.inherits().isEmpty()) {
                faults.add("a partitioned table cannot inherit");
            }
            if (!options.storage().isEmpty()) {
                faults.add("a partitioned table holds no rows, and so has no storage parameters; its partitions have");
            }
            if (options.unlogged()) {
                faults.add("a partitioned table holds no rows, and so cannot be unlogged; its partitions can");
            }
        }
        return faults;
    }

    private static List<String> columns(Table table, Constraint constraint) {
        return known(table, SchemaEffects.allColumns(constraint));
    }

    private static List<String> columns(Table table, Index index) {
        List<String> named = new ArrayList<>(index.include());
        index.keys().stream().map(Index.Key::column).filter(Objects::nonNull).forEach(named::add);
        return known(table, named);
    }

    /** Inherited columns are not part of the definition of a table. */
    private static List<String> known(Table table, List<String> columns) {
        boolean hasOthers =
                !table.options().inherits().isEmpty() || table.options().partitionOf() != null;
        return hasOthers
                ? List.of()
                : columns.stream()
                        .filter(column -> table.column(column).isEmpty())
                        .map(column -> "it is on " + column + ", which is not a column of the table")
                        .toList();
    }
}
