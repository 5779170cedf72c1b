package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Computes the inverse of operations, in reverse order. */
final class DowngradeOperations {

    private DowngradeOperations() {}

    static List<Operation> of(List<Operation> operations, DatabaseSchema before) {
        List<List<Operation>> inverses = new ArrayList<>();
        DatabaseSchema schema = before;
        for (Operation operation : operations) {
            inverses.add(inverse(operation, schema));
            schema = operation.applyTo(schema);
        }
        Collections.reverse(inverses);
        return typesFirst(inverses.stream().flatMap(List::stream).toList());
    }

    /** Moves each {@code not null} behind the change of the type, whose values fill missing ones. */
    private static List<Operation> typesFirst(List<Operation> operations) {
        List<Operation> ordered = new ArrayList<>(operations);
        for (Operation operation : operations) {
            if (operation instanceof ChangeNullability change && !change.nullable()) {
                int position = ordered.indexOf(change);
                for (int i = position + 1; i < ordered.size(); i++) {
                    if (ordered.get(i) instanceof ChangeType type
                            && type.table().equals(change.table())
                            && type.column().equals(change.column())) {
                        ordered.add(i, ordered.remove(position));
                    }
                }
            }
        }
        return ordered;
    }

    /** A regular column cannot become a generated one in place: it is dropped and added again. */
    private static List<Operation> inverse(Operation operation, DatabaseSchema before) {
        if (operation instanceof ChangeGenerated change && change.to() == null) {
            Optional<Column> generated = before.catalog().table(change.table()).flatMap(t -> t.column(change.column()));
            if (generated.isPresent()) {
                Column regular = generated.get().withGenerated(null);
                return List.of(
                        new DropColumn(change.table(), change.column(), regular, false),
                        new AddColumn(change.table(), generated.get()));
            }
        }
        return List.of(operation.inverse());
    }
}
