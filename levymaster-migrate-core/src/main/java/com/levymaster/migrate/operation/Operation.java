package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;

/**
 * One change to a database, as a value. The algebra is closed: the SQL compiler, the Java renderer and the linter
 * implement {@link Visitor} and so handle every operation.
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
                DefinitionOperation,
                DataOperation,
                ControlOperation {

    /**
     * Returns the operation that reverts this one. The inverse of the inverse is this operation.
     *
     * @throws IrreversibleException if the operation lacks the state to restore; the message names the missing
     *     method of the builder
     */
    Operation inverse();

    /**
     * Returns the schema after this change. Objects that the schema lacks are ignored, as raw SQL may have created them.
     */
    DatabaseSchema applyTo(DatabaseSchema before);

    /** Describes the operation in one line: {@code drop column tax_district.legacy_code}. */
    String describe();

    <R> R accept(Visitor<R> visitor);

    /** A visitor of all operations. */
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
                    DefinitionOperation.Visitor<R>,
                    DataOperation.Visitor<R>,
                    ControlOperation.Visitor<R> {}
}
