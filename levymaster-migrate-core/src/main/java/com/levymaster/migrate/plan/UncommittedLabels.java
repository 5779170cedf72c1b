package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.precondition.Refusal;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/**
 * The labels that a transaction has added to enum types of before it, and must not use until it is committed.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertype.html">PostgreSQL: ALTER TYPE … ADD VALUE</a>
 */
record UncommittedLabels(List<AddEnumValue> added, DatabaseSchema schema) {

    /**
     * Returns why the server would refuse a step of a revision that runs in one transaction.
     *
     * @param earlier the steps of the revision before it
     * @param schema the schema before the step
     */
    static List<Refusal> of(Operation step, List<Operation> earlier, DatabaseSchema schema) {
        List<Operation> transaction = OperationList.leaves(sinceCommit(earlier)).toList();
        List<AddEnumValue> added = transaction.stream()
                .filter(AddEnumValue.class::isInstance)
                .map(AddEnumValue.class::cast)
                .filter(add -> transaction.stream()
                        .noneMatch(s -> s instanceof CreateEnum create
                                && schema.resolve(create.type().name()).equals(schema.resolve(add.name()))))
                .toList();
        return added.isEmpty()
                ? List.of()
                : OperationList.leaves(List.of(step))
                        .flatMap(new UncommittedLabels(added, schema)::used)
                        .toList();
    }

    private static List<Operation> sinceCommit(List<Operation> earlier) {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if (earlier.get(i) instanceof Autocommit) {
                return earlier.subList(i + 1, earlier.size());
            }
        }
        return earlier;
    }

    private Stream<Refusal> used(Operation step) {
        return added.stream()
                .filter(add -> uses(step, add))
                .map(add -> new Refusal(
                        "the same transaction has added the value '" + add.label() + "' to enum " + add.name()
                                + ", and cannot use it before it is committed",
                        "add the value in a separate revision before this one"));
    }

    private boolean uses(Operation step, AddEnumValue add) {
        if (step instanceof AddColumn column) {
            return isDefault(column.column(), add);
        }
        if (step instanceof CreateTable create) {
            return create.table().columns().stream().anyMatch(column -> isDefault(column, add));
        }
        if (step instanceof ChangeDefault change) {
            return schema.catalog()
                    .table(change.table())
                    .flatMap(table -> table.column(change.column()))
                    .filter(column -> isDefault(column.withDefault(change.to()), add))
                    .isPresent();
        }
        return step instanceof InsertRows insert
                && schema.catalog()
                        .table(insert.table())
                        .filter(table -> inserts(insert, table, add))
                        .isPresent();
    }

    private boolean isDefault(Column column, AddEnumValue add) {
        return isOfType(column.type(), add.name())
                && new DefaultValue.StringLiteral(add.label()).equals(column.defaultValue());
    }

    private boolean inserts(InsertRows insert, Table table, AddEnumValue add) {
        for (int i = 0; i < insert.columns().size(); i++) {
            int index = i;
            boolean isEnum = table.column(insert.columns().get(i))
                    .filter(column -> isOfType(column.type(), add.name()))
                    .isPresent();
            if (isEnum && insert.rows().stream().anyMatch(row -> add.label().equals(row.get(index)))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfType(ColumnType type, ObjectName name) {
        return type instanceof ColumnType.UserDefined user
                && schema.resolve(user.name()).equals(schema.resolve(name));
    }
}
