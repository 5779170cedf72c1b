package com.levymaster.migrate.operation;

import static com.levymaster.migrate.operation.Contradictions.all;
import static com.levymaster.migrate.operation.Contradictions.blank;
import static com.levymaster.migrate.operation.Contradictions.same;

import com.levymaster.migrate.schema.Generated;
import java.util.List;

/** Columns, and how tables and columns are kept. */
interface ColumnContradictions extends ColumnOperation.Visitor<List<String>>, SettingOperation.Visitor<List<String>> {

    @Override
    default List<String> addColumn(ColumnOperation.AddColumn operation) {
        return ColumnFaults.in(operation.column());
    }

    @Override
    default List<String> dropColumn(ColumnOperation.DropColumn operation) {
        return operation.was() == null ? List.of() : ColumnFaults.in(operation.was());
    }

    @Override
    default List<String> renameColumn(ColumnOperation.RenameColumn operation) {
        return same(operation.from(), operation.to());
    }

    @Override
    default List<String> changeType(ColumnOperation.ChangeType operation) {
        return all(
                ColumnFaults.collation(operation.to().type(), operation.to().collation()),
                blank("the expression of using", operation.using()),
                blank("the expression of reversedUsing", operation.reverseUsing()));
    }

    @Override
    default List<String> changeNullability(ColumnOperation.ChangeNullability operation) {
        return List.of();
    }

    @Override
    default List<String> changeDefault(ColumnOperation.ChangeDefault operation) {
        return ColumnFaults.in(operation.to());
    }

    @Override
    default List<String> changeIdentity(ColumnOperation.ChangeIdentity operation) {
        return operation.to() == null
                ? List.of()
                : ColumnFaults.in(operation.to().options());
    }

    @Override
    default List<String> changeGenerated(ColumnOperation.ChangeGenerated operation) {
        Generated to = operation.to();
        if (operation.from() == null) {
            return ColumnFaults.in(to);
        }
        Generated from = operation.from().value();
        if (from == null) {
            return List.of("a plain column cannot become a generated one in place; drop it and add it anew");
        }
        if (to == null) {
            return from.stored()
                    ? List.of()
                    : List.of("a virtual column has no values that a plain one could keep; drop it and add it anew");
        }
        return from.stored() == to.stored()
                ? ColumnFaults.in(to)
                : List.of("a stored column cannot become a virtual one in place, nor the other way round; drop it and"
                        + " add it anew");
    }

    @Override
    default List<String> convertColumn(ColumnOperation.ConvertColumn operation) {
        return all(
                blank("the expression of using", operation.using()),
                blank("the expression of reversedUsing", operation.reverseUsing()));
    }

    @Override
    default List<String> changeStorageParameter(SettingOperation.ChangeStorageParameter operation) {
        return all(
                blank("the name of the parameter", operation.parameter()),
                blank("the value of the parameter", operation.to()));
    }

    @Override
    default List<String> changeLogging(SettingOperation.ChangeLogging operation) {
        return List.of();
    }

    @Override
    default List<String> changeTablespace(SettingOperation.ChangeTablespace operation) {
        return List.of();
    }

    @Override
    default List<String> changeStatistics(SettingOperation.ChangeStatistics operation) {
        return ColumnFaults.statistics(operation.to());
    }

    @Override
    default List<String> changeStorage(SettingOperation.ChangeStorage operation) {
        return ColumnFaults.storage(operation.to());
    }
}
