package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Restriction;
import com.levymaster.migrate.schema.effect.IdentitySequences;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sequences of the identities that a step creates, of which a schema holds none. If their name is taken, the server
 * chooses another, which is not known.
 */
final class NewIdentities {

    private NewIdentities() {}

    /** @param schema after the step */
    static List<Restriction> of(Operation step, DatabaseSchema schema) {
        if (step instanceof CreateTable create && create.table().options().partitionOf() == null) {
            return create.table().columns().stream()
                    .flatMap(column -> of(create.table().name(), column, schema))
                    .toList();
        }
        if (step instanceof AddColumn add) {
            return of(add.table(), add.column(), schema).toList();
        }
        if (step instanceof ChangeIdentity change
                && change.to() != null
                && change.from() != null
                && change.from().value() == null) {
            return unlessTaken(change.table(), change.column(), schema).toList();
        }
        return List.of();
    }

    private static Stream<Restriction> of(ObjectName table, Column column, DatabaseSchema schema) {
        return column.identity() == null ? Stream.empty() : unlessTaken(table, column.name(), schema);
    }

    private static Stream<Restriction> unlessTaken(ObjectName table, String column, DatabaseSchema schema) {
        ObjectName known = schema.resolve(table);
        ObjectName sequence = IdentitySequences.chosen(known, column);
        String description = "identity column " + table + "." + column;
        return isTaken(sequence, schema)
                ? Stream.empty()
                : Stream.of(new Restriction(Restriction.Kind.IDENTITY, sequence, column, known, description));
    }

    private static boolean isTaken(ObjectName name, DatabaseSchema schema) {
        return schema.tables().containsKey(name)
                || schema.views().containsKey(name)
                || schema.sequences().containsKey(name)
                || schema.tables().values().stream()
                        .anyMatch(table -> table.name().renamed(name.name()).equals(name)
                                && (table.indexes().containsKey(name.name())
                                        || table.constraints().containsKey(name.name())));
    }
}
