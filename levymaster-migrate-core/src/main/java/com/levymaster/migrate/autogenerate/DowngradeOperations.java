package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
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
        return inverses.stream().flatMap(List::stream).toList();
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
