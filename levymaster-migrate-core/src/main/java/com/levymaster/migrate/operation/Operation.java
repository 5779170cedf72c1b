package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;

/**
 * One change to a database, as a value. The algebra is closed: whoever reads operations (the SQL compiler, the Java
 * renderer, the linter) is a {@link Visitor} and cannot forget one.
 */
public sealed interface Operation
        permits TableOperation,
                ColumnOperation,
                ConstraintOperation,
                IndexOperation,
                StorageOperation,
                SequenceOperation,
                TypeOperation,
                CompositeOperation,
                SchemaOperation,
                ExtensionOperation,
                CommentOperation,
                PrivilegeOperation,
                ViewOperation,
                DataOperation,
                ControlOperation {

    /**
     * The change that takes this one back. Its own inverse is this operation again.
     *
     * @throws IrreversibleException when the operation does not remember what it would have to restore; the message
     *     says which word of the sentence was missing
     */
    Operation inverse();

    /**
     * The schema after this change. What the change names and the schema does not hold is passed over: raw SQL may have
     * made it.
     */
    DatabaseSchema applyTo(DatabaseSchema before);

    /** What it does, in one line for people: {@code drop column tax_district.legacy_code}. */
    String describe();

    <R> R accept(Visitor<R> visitor);

    /** A reader with an answer for every operation there is. */
    interface Visitor<R>
            extends TableOperation.Visitor<R>,
                    ColumnOperation.Visitor<R>,
                    ConstraintOperation.Visitor<R>,
                    IndexOperation.Visitor<R>,
                    StorageOperation.Visitor<R>,
                    SequenceOperation.Visitor<R>,
                    TypeOperation.Visitor<R>,
                    CompositeOperation.Visitor<R>,
                    SchemaOperation.Visitor<R>,
                    ExtensionOperation.Visitor<R>,
                    CommentOperation.Visitor<R>,
                    PrivilegeOperation.Visitor<R>,
                    ViewOperation.Visitor<R>,
                    DataOperation.Visitor<R>,
                    ControlOperation.Visitor<R> {}
}
