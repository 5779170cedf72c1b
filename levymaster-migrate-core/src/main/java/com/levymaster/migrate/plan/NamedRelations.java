package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.DataOperation.DeleteRows;
import com.levymaster.migrate.operation.DataOperation.InsertRows;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.Dependencies.Dependency;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.DefinitionReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables and views that have to be there before a step. A schema may lack some of them, such as foreign tables and those of
 * extensions, so that the server is asked.
 */
final class NamedRelations {

    private NamedRelations() {}

    /** Returns the relations that a step needs, and that the schema before it lacks. */
    static List<ObjectName> missing(Operation step, DatabaseSchema before) {
        return of(step).filter(name -> !isKnown(before, before.resolve(name)))
                .distinct()
                .toList();
    }

    private static boolean isKnown(DatabaseSchema schema, ObjectName name) {
        return schema.tables().containsKey(name)
                || schema.views().containsKey(name)
                || schema.sequences().containsKey(name)
                || schema.composites().containsKey(name);
    }

    private static Stream<ObjectName> of(Operation step) {
        if (step instanceof CreateTable create) {
            return ofNew(create.table());
        }
        if (step instanceof ChangeDefinition change) {
            return ofDefinition(change);
        }
        if (step instanceof InsertRows insert) {
            return Stream.of(insert.table());
        }
        if (step instanceof DeleteRows delete) {
            return Stream.of(delete.table());
        }
        if (step instanceof Truncate truncate) {
            return truncate.tables().stream();
        }
        if (step instanceof Backfill backfill) {
            return Stream.of(backfill.table());
        }
        List<ObjectName> names = new ArrayList<>();
        if (step instanceof AddConstraint add && add.constraint() instanceof ForeignKey key) {
            names.add(key.referencedTable());
        }
        if (step instanceof ChangeSequenceOwner change && change.to() != null) {
            names.add(change.to().table());
        }
        AffectedObject.of(step)
                .filter(affected -> switch (affected.kind()) {
                    case COLUMN, CONSTRAINT, INDEX -> affected.part() != null;
                    default -> false;
                })
                .ifPresent(affected -> names.add(affected.object()));
        return names.stream();
    }

    private static Stream<ObjectName> ofNew(Table table) {
        return Stream.concat(
                table.options().parents().stream(),
                table.constraints(ForeignKey.class)
                        .map(ForeignKey::referencedTable)
                        .filter(name -> !name.equals(table.name())));
    }

    private static Stream<ObjectName> ofDefinition(ChangeDefinition change) {
        ObjectName table = TriedDefinitions.table(change);
        if (table != null) {
            return Stream.of(table);
        }
        return change.object().kind() == DefinedKind.PUBLICATION && change.to() != null
                ? DefinitionReferences.of(change.object(), change.to()).stream().map(Dependency::on)
                : Stream.empty();
    }
}
