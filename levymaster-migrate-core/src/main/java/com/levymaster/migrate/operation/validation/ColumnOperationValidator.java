package com.levymaster.migrate.operation.validation;

import static com.levymaster.migrate.operation.validation.OperationValidator.all;
import static com.levymaster.migrate.operation.validation.OperationValidator.blank;
import static com.levymaster.migrate.operation.validation.OperationValidator.same;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.schema.GenerationExpression;
import java.util.List;

/** Validates operations on columns and storage. */
interface ColumnOperationValidator
        extends ColumnOperation.Visitor<List<String>>, StorageOperation.Visitor<List<String>> {

    @Override
    default List<String> addColumn(ColumnOperation.AddColumn operation) {
        return ColumnValidator.in(operation.column());
    }

    @Override
    default List<String> dropColumn(ColumnOperation.DropColumn operation) {
        return operation.was() == null ? List.of() : ColumnValidator.in(operation.was());
    }

    @Override
    default List<String> renameColumn(ColumnOperation.RenameColumn operation) {
        return same(operation.from(), operation.to());
    }

    @Override
    default List<String> changeType(ColumnOperation.ChangeType operation) {
        return all(
                ColumnValidator.collation(operation.to().type(), operation.to().collation()),
                blank("the expression of using", operation.using()),
                blank("the expression of reversedUsing", operation.reverseUsing()));
    }

    @Override
    default List<String> changeNullability(ColumnOperation.ChangeNullability operation) {
        return List.of();
    }

    @Override
    default List<String> changeDefault(ColumnOperation.ChangeDefault operation) {
        return ColumnValidator.in(operation.to());
    }

    @Override
    default List<String> changeIdentity(ColumnOperation.ChangeIdentity operation) {
        return operation.to() == null
                ? List.of()
                : ColumnValidator.in(operation.to().options());
    }

    @Override
    default List<String> changeGenerated(ColumnOperation.ChangeGenerated operation) {
        GenerationExpression to = operation.to();
        if (operation.from() == null) {
            return ColumnValidator.in(to);
        }
        GenerationExpression from = operation.from().value();
        if (from == null) {
            return List.of("a plain column cannot become a generated one in place; drop it and add it again");
        }
        if (to == null) {
            return from.stored()
                    ? List.of()
                    : List.of("a virtual column has no values that a plain one could keep; drop it and add it again");
        }
        return from.stored() == to.stored()
                ? ColumnValidator.in(to)
                : List.of("a stored column cannot become a virtual one in place, nor vice versa; drop it and"
                        + " add it again");
    }

    @Override
    default List<String> convertColumn(ColumnOperation.ConvertColumn operation) {
        return all(
                blank("the expression of using", operation.using()),
                blank("the expression of reversedUsing", operation.reverseUsing()));
    }

    @Override
    default List<String> changeStorageParameter(StorageOperation.ChangeStorageParameter operation) {
        return all(
                blank("the name of the parameter", operation.parameter()),
                blank("the value of the parameter", operation.to()));
    }

    @Override
    default List<String> setUnlogged(StorageOperation.SetUnlogged operation) {
        return List.of();
    }

    @Override
    default List<String> changeTablespace(StorageOperation.ChangeTablespace operation) {
        return List.of();
    }

    @Override
    default List<String> changeStatisticsTarget(StorageOperation.ChangeStatisticsTarget operation) {
        return ColumnValidator.statistics(operation.to());
    }

    @Override
    default List<String> changeCompression(StorageOperation.ChangeCompression operation) {
        return ColumnValidator.compression(operation.to());
    }

    @Override
    default List<String> changeStorage(StorageOperation.ChangeStorage operation) {
        return ColumnValidator.storage(operation.to());
    }
}
