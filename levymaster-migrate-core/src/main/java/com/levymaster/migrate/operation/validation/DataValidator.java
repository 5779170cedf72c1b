package com.levymaster.migrate.operation.validation;

import static com.levymaster.migrate.operation.validation.OperationValidator.all;
import static com.levymaster.migrate.operation.validation.OperationValidator.blank;
import static com.levymaster.migrate.operation.validation.OperationValidator.storable;
import static com.levymaster.migrate.operation.validation.OperationValidator.twice;

import com.levymaster.migrate.error.StorableText;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.DataOperation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Validates operations on rows, raw SQL and Java steps. */
interface DataValidator extends DataOperation.Visitor<List<String>> {

    @Override
    default List<String> insertRows(DataOperation.InsertRows operation) {
        List<String> faults = new ArrayList<>(twice("it names column", operation.columns().stream()));
        if (operation.columns().isEmpty()) {
            faults.add("it names no column");
        }
        if (operation.count() == 0) {
            faults.add("it has no row");
        }
        faults.addAll(values(operation.columns(), operation.rows()));
        operation.keys().stream()
                .filter(key -> !operation.columns().contains(key))
                .forEach(key -> faults.add("its rows are identified by " + key + ", for which they have no value"));
        return faults;
    }

    @Override
    default List<String> deleteRows(DataOperation.DeleteRows operation) {
        return values(operation.columns(), operation.rows());
    }

    /** Text that PostgreSQL cannot store, with its column. */
    private static List<String> values(List<String> columns, List<List<@Nullable Object>> rows) {
        List<String> faults = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < columns.size(); i++) {
                String fault =
                        rows.get(row).get(i) instanceof CharSequence text ? StorableText.fault(text.toString()) : "";
                if (!fault.isEmpty()) {
                    faults.add("the value of column " + columns.get(i) + " in row " + (row + 1) + " " + fault);
                }
            }
        }
        return faults;
    }

    @Override
    default List<String> truncate(DataOperation.Truncate operation) {
        return operation.tables().isEmpty() ? List.of("it names no table") : List.of();
    }

    @Override
    default List<String> executeSql(DataOperation.ExecuteSql operation) {
        return all(
                blank("the SQL text", operation.sql()),
                storable("the SQL text", operation.sql()),
                blank("the SQL text of the inverse", operation.down()),
                storable("the SQL text of the inverse", operation.down()),
                blank("the source of the SQL", operation.source()),
                storable("the source of the SQL", operation.source()));
    }

    @Override
    default List<String> runJava(DataOperation.RunJava operation) {
        return all(
                blank("the description", operation.description()),
                storable("the description", operation.description()));
    }

    @Override
    default List<String> backfill(Backfill operation) {
        List<String> faults = new ArrayList<>(change(operation.change(), ""));
        if (operation.reverse() != null) {
            faults.addAll(change(operation.reverse(), "of the inverse "));
        }
        if (operation.reverse() != null && operation.kept()) {
            faults.add("it has both reversedBy and keptOnUndo");
        }
        if (operation.batchSize() < 1) {
            faults.add("the batch size " + operation.batchSize() + " is not positive");
        }
        if (operation.pause() != null && operation.pause().isNegative()) {
            faults.add("the pause is negative");
        }
        return faults;
    }

    private static List<String> change(Backfill.Change change, String of) {
        List<String> faults = new ArrayList<>();
        faults.addAll(twice("it sets column", change.assignments().stream().map(Backfill.Assignment::column)));
        for (Backfill.Assignment assignment : change.assignments()) {
            String what = "the expression " + of + "for column " + assignment.column();
            faults.addAll(blank(what, assignment.expression()));
            faults.addAll(storable(what, assignment.expression()));
        }
        faults.addAll(all(
                blank(("the condition " + of).strip(), change.where()),
                storable(("the condition " + of).strip(), change.where()),
                blank(("the description " + of).strip(), change.description()),
                storable(("the description " + of).strip(), change.description())));
        if (change.step() != null && !change.assignments().isEmpty()) {
            faults.add("it has both set and each");
        }
        if (change.staysTrue() && change.where() == null) {
            faults.add("mayStayTrue without a condition has no meaning");
        }
        return faults;
    }
}
