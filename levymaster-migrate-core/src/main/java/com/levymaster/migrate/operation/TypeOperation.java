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

    /** A visitor of these operations. */
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
     * @param was the type before the change, for the inverse
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
     * Adds a label. It cannot be used in the same transaction.
     *
     * @param beforeLabel the label before which it is inserted; {@code null} for the end, or for {@code afterLabel}
     * @param afterLabel the label after which it is inserted
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
     * Removes a label: the columns are changed to a new type, since PostgreSQL has no statement for it.
     *
     * @param beforeLabel the label that followed it, for the inverse; {@code null} for the end, or for {@code
     *     afterLabel}
     * @param afterLabel the label that preceded it, for the inverse
     * @param replacement the new label of rows that have it; with {@code null} the operation fails if a row has it
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
                throw IrreversibleException.withoutInverse(
                        this, "which rows had been moved to " + replacement + " is not recorded");
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
     * Renames a label, also in all rows.
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
     * Renames an enum type, a domain or a composite type within its schema.
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
            return SchemaEffects.createDomain(before, domain);
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
     * @param was the domain before the change, for the inverse
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
     * Changes default, nullability and checks of a domain, but not its type.
     *
     * @param from the domain before the change, for the inverse
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
