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

/** The downgrade of operations, last first. */
final class DowngradeOperations {

    private DowngradeOperations() {}

    static List<Operation> of(List<Operation> operations, DatabaseSchema before) {
        List<List<Operation>> ways = new ArrayList<>();
        DatabaseSchema schema = before;
        for (Operation operation : operations) {
            ways.add(inverse(operation, schema));
            schema = operation.applyTo(schema);
        }
        Collections.reverse(ways);
        return ways.stream().flatMap(List::stream).toList();
    }

    /** A plain column cannot become a generated one in place: it is dropped and computed anew. */
    private static List<Operation> inverse(Operation operation, DatabaseSchema before) {
        if (operation instanceof ChangeGenerated change && change.to() == null) {
            Optional<Column> was = before.catalog().table(change.table()).flatMap(t -> t.column(change.column()));
            if (was.isPresent()) {
                Column now = was.get().withGenerated(null);
                return List.of(
                        new DropColumn(change.table(), change.column(), now, false),
                        new AddColumn(change.table(), was.get()));
            }
        }
        return List.of(operation.inverse());
    }
}
