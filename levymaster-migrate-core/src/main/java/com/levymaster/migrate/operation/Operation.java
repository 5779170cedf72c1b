package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Schema;

/**
 * One change to a database, as a value. The algebra is closed: whoever reads operations (the SQL compiler, the Java
 * renderer, the linter) is a {@link Visitor} and cannot forget one.
 */
public sealed interface Operation
        permits TableOperation,
                ColumnOperation,
                ConstraintOperation,
                IndexOperation,
                SettingOperation,
                SequenceOperation,
                TypeOperation,
                CompositeOperation,
                NamespaceOperation,
                ViewOperation,
                DataOperation,
                FlowOperation {

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
    Schema applyTo(Schema before);

    /** What it does, in one line for people: {@code drop column tax_district.legacy_code}. */
    String describe();

    <R> R accept(Visitor<R> visitor);

    /** A reader with an answer for every operation there is. */
    interface Visitor<R>
            extends TableOperation.Visitor<R>,
                    ColumnOperation.Visitor<R>,
                    ConstraintOperation.Visitor<R>,
                    IndexOperation.Visitor<R>,
                    SettingOperation.Visitor<R>,
                    SequenceOperation.Visitor<R>,
                    TypeOperation.Visitor<R>,
                    CompositeOperation.Visitor<R>,
                    NamespaceOperation.Visitor<R>,
                    ViewOperation.Visitor<R>,
                    DataOperation.Visitor<R>,
                    FlowOperation.Visitor<R> {}
}
