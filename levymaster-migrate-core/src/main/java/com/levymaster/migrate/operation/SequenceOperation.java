package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.effect.DropEffects;
import com.levymaster.migrate.schema.effect.RenameEffects;
import com.levymaster.migrate.schema.effect.SecurityEffects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A change to a sequence. */
public sealed interface SequenceOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of sequence operations. */
    interface Visitor<R> {
        R createSequence(CreateSequence operation);

        R dropSequence(DropSequence operation);

        R renameSequence(RenameSequence operation);

        R alterSequence(AlterSequence operation);

        R changeSequenceOwner(ChangeSequenceOwner operation);
    }

    private static DatabaseSchema on(DatabaseSchema before, ObjectName name, UnaryOperator<Sequence> change) {
        Sequence sequence = before.sequences().get(before.resolve(name));
        return sequence == null ? before : before.with(change.apply(sequence));
    }

    /** Creates a sequence. */
    record CreateSequence(Sequence sequence) implements SequenceOperation {

        @Override
        public Operation inverse() {
            return new DropSequence(sequence.name(), sequence);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SecurityEffects.created(
                    before.with(sequence.withName(before.resolve(sequence.name()))
                            .withOptions(sequence.options().withoutDefaultBounds(sequence.type()))),
                    GrantableKind.SEQUENCE,
                    sequence.name());
        }

        @Override
        public String describe() {
            return "create sequence " + sequence.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createSequence(this);
        }
    }

    /**
     * Drops a sequence.
     *
     * @param was the sequence before the drop, for the inverse, which cannot restore its position
     */
    record DropSequence(ObjectName name, @Nullable Sequence was) implements SequenceOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropSequence(\"" + name.name() + "\").was(s -> …)");
            }
            return new CreateSequence(was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return DropEffects.withoutGrants(before.withoutSequence(name), before.resolve(name));
        }

        @Override
        public String describe() {
            return "drop sequence " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropSequence(this);
        }
    }

    /** Renames a sequence within its schema. */
    record RenameSequence(ObjectName name, String to) implements SequenceOperation {

        @Override
        public Operation inverse() {
            return new RenameSequence(name.renamed(to), name.name());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return RenameEffects.sequence(before, name, name.renamed(to));
        }

        @Override
        public String describe() {
            return "rename sequence " + name + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameSequence(this);
        }
    }

    /**
     * Changes the options or the type of a sequence.
     *
     * @param fromType the type before; {@code null} if it does not change
     * @param toType the type after; {@code null} if it does not change
     */
    record AlterSequence(
            ObjectName name,
            @Nullable SequenceOptions from,
            SequenceOptions to,
            @Nullable ColumnType fromType,
            @Nullable ColumnType toType)
            implements SequenceOperation {

        /** Keeps the type. */
        public AlterSequence(ObjectName name, @Nullable SequenceOptions from, SequenceOptions to) {
            this(name, from, to, null, null);
        }

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "alterSequence(\"" + name.name() + "\").from(…).to(…)");
            }
            return new AlterSequence(name, to, from, toType, fromType);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return on(before, name, s -> {
                ColumnType type = toType == null ? s.type() : toType;
                return s.withOptions(to.withoutDefaultBounds(type)).withType(type);
            });
        }

        @Override
        public String describe() {
            return "alter sequence " + name + (toType == null ? "" : " as " + toType.display());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.alterSequence(this);
        }
    }

    /** Sets the column that owns a sequence and with which it is dropped, or removes the owner. */
    record ChangeSequenceOwner(ObjectName name, @Nullable Previous<Sequence.Owner> from, Sequence.@Nullable Owner to)
            implements SequenceOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "alterSequence(…).ownedBy(…).wasOwnedBy(…)");
            }
            return new ChangeSequenceOwner(name, Previous.of(to), from.value());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return on(before, name, s -> s.withOwner(to));
        }

        @Override
        public String describe() {
            return "set owner of sequence " + name + " to " + (to == null ? "none" : to.table() + "." + to.column());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeSequenceOwner(this);
        }
    }
}
