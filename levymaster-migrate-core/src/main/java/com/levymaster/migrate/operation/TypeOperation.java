package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.EnumLabelEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change to an enum type or a domain. */
public sealed interface TypeOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** Answers for every change of this kind. */
    interface Visitor<R> {
        R createEnum(CreateEnum operation);

        R dropEnum(DropEnum operation);

        R addEnumValue(AddEnumValue operation);

        R removeEnumValue(RemoveEnumValue operation);

        R renameEnumValue(RenameEnumValue operation);

        R renameType(RenameType operation);

        R createDomain(CreateDomain operation);

        R dropDomain(DropDomain operation);

        R alterDomain(AlterDomain operation);
    }

    /**
     * Creates an enum type.
     */
    record CreateEnum(EnumType type) implements TypeOperation {

        @Override
        public Operation inverse() {
            return new DropEnum(type.name(), type);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before.with(type.withName(before.resolve(type.name())));
        }

        @Override
        public String describe() {
            return "create enum " + type.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createEnum(this);
        }
    }

    /**
     * Drops an enum type that no column uses.
     *
     * @param was the type as it is, for the way back
     */
    record DropEnum(ObjectName name, @Nullable EnumType was) implements TypeOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropEnum(\"" + name.name() + "\").was(labels)");
            }
            return new CreateEnum(was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before.withoutEnum(name);
        }

        @Override
        public String describe() {
            return "drop enum " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropEnum(this);
        }
    }

    /**
     * Adds a label. PostgreSQL lets no statement of the same transaction use it.
     *
     * @param beforeLabel the label it stands before; {@code null} for the end, or for {@code afterLabel}
     * @param afterLabel the label it stands after
     */
    record AddEnumValue(
            ObjectName name,
            String label,
            @Nullable String beforeLabel,
            @Nullable String afterLabel) implements TypeOperation {

        /** Adds a label at the end or before another. */
        public AddEnumValue(ObjectName name, String label, @Nullable String beforeLabel) {
            this(name, label, beforeLabel, null);
        }

        @Override
        public Operation inverse() {
            return new RemoveEnumValue(name, label, beforeLabel, afterLabel, null);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.onEnum(before, name, labels -> {
                List<String> all = new ArrayList<>(labels);
                int at = beforeLabel == null ? -1 : all.indexOf(beforeLabel);
                int after = afterLabel == null ? 0 : all.indexOf(afterLabel) + 1;
                all.add(at >= 0 ? at : after > 0 ? after : all.size(), label);
                return all;
            });
        }

        @Override
        public String describe() {
            return "add value " + label + " to enum " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addEnumValue(this);
        }
    }

    /**
     * Takes a label out, by way of a new type that the columns are moved to; PostgreSQL has no statement for it.
     *
     * @param beforeLabel the label it stood before, for the way back; {@code null} for the end, or for {@code
     *     afterLabel}
     * @param afterLabel the label it stood after, for the way back
     * @param replacement the label that rows get instead; {@code null}: fails where a row still has it
     */
    record RemoveEnumValue(
            ObjectName name,
            String label,
            @Nullable String beforeLabel,
            @Nullable String afterLabel,
            @Nullable String replacement)
            implements TypeOperation {

        /** Removes a label that was at the end or before another. */
        public RemoveEnumValue(
                ObjectName name, String label, @Nullable String beforeLabel, @Nullable String replacement) {
            this(name, label, beforeLabel, null, replacement);
        }

        @Override
        public Operation inverse() {
            if (replacement != null) {
                throw IrreversibleException.missingHint(
                        this, "nothing: which rows had been moved to " + replacement + " is not kept");
            }
            return new AddEnumValue(name, label, beforeLabel, afterLabel);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            DatabaseSchema without = SchemaEffects.onEnum(before, name, labels -> {
                List<String> all = new ArrayList<>(labels);
                all.remove(label);
                return all;
            });
            return replacement == null ? without : new EnumLabelEffects(name, label, replacement).inDefaults(without);
        }

        @Override
        public String describe() {
            return "remove value " + label + " from enum " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.removeEnumValue(this);
        }
    }

    /**
     * Gives a label another name; rows follow.
     */
    record RenameEnumValue(ObjectName name, String from, String to) implements TypeOperation {

        @Override
        public Operation inverse() {
            return new RenameEnumValue(name, to, from);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            DatabaseSchema renamed = SchemaEffects.onEnum(
                    before,
                    name,
                    labels -> labels.stream().map(l -> l.equals(from) ? to : l).toList());
            return new EnumLabelEffects(name, from, to).everywhere(renamed);
        }

        @Override
        public String describe() {
            return "rename value " + from + " of enum " + name + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameEnumValue(this);
        }
    }

    /**
     * Gives an enum type, a domain or a composite type another name in the same schema.
     */
    record RenameType(ObjectName name, String to) implements TypeOperation {

        @Override
        public Operation inverse() {
            return new RenameType(name.renamed(to), name.name());
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return SchemaEffects.renameType(before, name, name.renamed(to));
        }

        @Override
        public String describe() {
            return "rename type " + name + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameType(this);
        }
    }

    /**
     * Creates a domain.
     */
    record CreateDomain(Domain domain) implements TypeOperation {

        @Override
        public Operation inverse() {
            return new DropDomain(domain.name(), domain);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before.with(domain.withName(before.resolve(domain.name())));
        }

        @Override
        public String describe() {
            return "create domain " + domain.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createDomain(this);
        }
    }

    /**
     * Drops a domain that no column uses.
     *
     * @param was the domain as it is, for the way back
     */
    record DropDomain(ObjectName name, @Nullable Domain was) implements TypeOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropDomain(\"" + name.name() + "\").was(…)");
            }
            return new CreateDomain(was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before.withoutDomain(name);
        }

        @Override
        public String describe() {
            return "drop domain " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropDomain(this);
        }
    }

    /**
     * Changes default, nullability and checks of a domain; its type stays.
     *
     * @param from the domain as it is, for the way back
     */
    record AlterDomain(@Nullable Domain from, Domain to) implements TypeOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(this, "alterDomain(…).from(…).to(…)");
            }
            return new AlterDomain(to, from);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before.with(to.withName(before.resolve(to.name())));
        }

        @Override
        public String describe() {
            return "alter domain " + to.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.alterDomain(this);
        }
    }
}
