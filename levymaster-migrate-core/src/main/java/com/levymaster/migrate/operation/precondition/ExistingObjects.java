package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.List;
import java.util.Optional;

/**
 * Compares an object that exists with the one that a guarded step would create: types and nullability of columns, as far as
 * the schema alone tells. The rest is compared when the step runs, in the server's notation.
 */
final class ExistingObjects {

    private ExistingObjects() {}

    static List<Refusal> different(Operation create, DatabaseSchema before) {
        AffectedObject subject = AffectedObject.of(create).orElseThrow();
        Optional<?> found = subject.in(before);
        Optional<?> requested = subject.in(create.applyTo(create.inverse().applyTo(before)));
        if (found.isEmpty() || requested.isEmpty()) {
            return List.of();
        }
        return Refusal.list(
                "the existing object differs from the requested one",
                differences(before, found.get(), requested.get()),
                "change the existing object in a separate step before this one, or request it as it is");
    }

    private static List<String> differences(DatabaseSchema schema, Object found, Object requested) {
        if (found instanceof Column one && requested instanceof Column other) {
            return differences(schema, one, other);
        }
        return found instanceof Table one && requested instanceof Table other
                ? other.columns().stream()
                        .flatMap(column -> one
                                .column(column.name())
                                .map(own -> differences(schema, own, column))
                                .orElse(List.of("column " + column.name() + ": missing"))
                                .stream())
                        .toList()
                : List.of();
    }

    private static List<String> differences(DatabaseSchema schema, Column found, Column requested) {
        String is = described(schema, found);
        String asked = described(schema, requested);
        return is.equals(asked) ? List.of() : List.of("column " + found.name() + ": " + is + ", expected " + asked);
    }

    private static String described(DatabaseSchema schema, Column column) {
        return SchemaEffects.resolved(schema, column).type().display() + (column.nullable() ? "" : " not null");
    }
}
