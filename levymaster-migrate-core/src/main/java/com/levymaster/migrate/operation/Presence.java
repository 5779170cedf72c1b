package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Table;
import java.util.function.Predicate;

/** Whether the object that a guarded operation creates, drops or changes is there. */
public enum Presence {
    PRESENT,
    ABSENT;

    /**
     * Looks for what the operation creates, drops or changes.
     *
     * @throws IllegalArgumentException when the operation names no single object, so that no guard can be put before it
     */
    public static Presence of(Operation operation, Schema schema) {
        return isThere(operation, schema) ? PRESENT : ABSENT;
    }

    private static boolean isThere(Operation operation, Schema schema) {
        if (operation instanceof TableOperation table) {
            return table(table, schema);
        }
        if (operation instanceof ColumnOperation column) {
            return in(schema, column.table(), t -> t.column(column(column)).isPresent());
        }
        if (operation instanceof ConstraintOperation constraint) {
            return in(schema, constraint.table(), t -> t.constraints().containsKey(constraint(constraint)));
        }
        if (operation instanceof IndexOperation index) {
            return index(index, schema);
        }
        if (operation instanceof SequenceOperation sequence) {
            return schema.sequences().containsKey(schema.resolve(sequence(sequence)));
        }
        return OtherObjects.isThere(operation, schema);
    }

    private static boolean in(Schema schema, ObjectName table, Predicate<Table> question) {
        Table found = schema.tables().get(schema.resolve(table));
        return found != null && question.test(found);
    }

    private static boolean table(TableOperation operation, Schema schema) {
        ObjectName name;
        if (operation instanceof TableOperation.CreateTable create) {
            name = create.table().name();
        } else if (operation instanceof TableOperation.DropTable drop) {
            name = drop.name();
        } else if (operation instanceof TableOperation.RenameTable rename) {
            name = rename.name();
        } else {
            name = ((TableOperation.MoveTable) operation).name();
        }
        return schema.tables().containsKey(schema.resolve(name));
    }

    private static String column(ColumnOperation operation) {
        if (operation instanceof ColumnOperation.AddColumn add) {
            return add.column().name();
        }
        if (operation instanceof ColumnOperation.DropColumn drop) {
            return drop.name();
        }
        if (operation instanceof ColumnOperation.RenameColumn rename) {
            return rename.from();
        }
        throw unguardable(operation);
    }

    private static String constraint(ConstraintOperation operation) {
        if (operation instanceof ConstraintOperation.AddConstraint add) {
            return add.constraint().name();
        }
        if (operation instanceof ConstraintOperation.DropConstraint drop) {
            return drop.name();
        }
        if (operation instanceof ConstraintOperation.RenameConstraint rename) {
            return rename.from();
        }
        return ((ConstraintOperation.ValidateConstraint) operation).name();
    }

    private static boolean index(IndexOperation operation, Schema schema) {
        String name;
        if (operation instanceof IndexOperation.CreateIndex create) {
            name = create.index().name();
        } else if (operation instanceof IndexOperation.DropIndex drop) {
            name = drop.name();
        } else {
            name = ((IndexOperation.RenameIndex) operation).from();
        }
        return in(schema, operation.table(), t -> {
            Index index = t.indexes().get(name);
            return index != null;
        });
    }

    private static ObjectName sequence(SequenceOperation operation) {
        if (operation instanceof SequenceOperation.CreateSequence create) {
            return create.sequence().name();
        }
        if (operation instanceof SequenceOperation.DropSequence drop) {
            return drop.name();
        }
        if (operation instanceof SequenceOperation.RenameSequence rename) {
            return rename.name();
        }
        throw unguardable(operation);
    }

    static IllegalArgumentException unguardable(Operation operation) {
        return new IllegalArgumentException("No guard can be put before: " + operation.describe());
    }
}
