package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.CompositeType.Attribute;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.AttributeReferences;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A change to a composite type. */
public sealed interface CompositeOperation extends Operation {

    @Override
    default <R> R accept(Operation.Visitor<R> visitor) {
        return accept((Visitor<R>) visitor);
    }

    <R> R accept(Visitor<R> visitor);

    /** A visitor of these operations. */
    interface Visitor<R> {
        R createComposite(CreateComposite operation);

        R dropComposite(DropComposite operation);

        R addAttribute(AddAttribute operation);

        R dropAttribute(DropAttribute operation);

        R renameAttribute(RenameAttribute operation);

        R changeAttributeType(ChangeAttributeType operation);
    }

    /** Creates a composite type. */
    record CreateComposite(CompositeType type) implements CompositeOperation {

        @Override
        public Operation inverse() {
            return new DropComposite(type.name(), type);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before.with(type.withName(before.resolve(type.name()))
                    .withAttributes(type.attributes().stream()
                            .map(a -> a.withType(SchemaEffects.resolved(before, a.type())))
                            .toList()));
        }

        @Override
        public String describe() {
            return "create composite type " + type.name();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createComposite(this);
        }
    }

    /** Drops a composite type that no column uses. */
    record DropComposite(ObjectName name, @Nullable CompositeType was) implements CompositeOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropComposite(\"" + name.name() + "\").was(c -> …)");
            }
            return new CreateComposite(was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return before.withoutComposite(name);
        }

        @Override
        public String describe() {
            return "drop composite type " + name;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropComposite(this);
        }
    }

    /** Adds an attribute at the end; it is null in existing values. */
    record AddAttribute(ObjectName name, Attribute attribute) implements CompositeOperation {

        @Override
        public Operation inverse() {
            return new DropAttribute(name, attribute.name(), attribute);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return on(before, name, type -> {
                List<Attribute> all = new ArrayList<>(type.attributes());
                all.add(attribute.withType(SchemaEffects.resolved(before, attribute.type())));
                return type.withAttributes(all);
            });
        }

        @Override
        public String describe() {
            return "add attribute " + name + "." + attribute.name() + " "
                    + attribute.type().display();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addAttribute(this);
        }
    }

    /** Drops an attribute, with its values. */
    record DropAttribute(
            ObjectName name, String attribute, @Nullable Attribute was) implements CompositeOperation {

        @Override
        public Operation inverse() {
            if (was == null) {
                throw IrreversibleException.missingHint(this, "dropAttribute(\"" + attribute + "\").was(type)");
            }
            return new AddAttribute(name, was);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return on(
                    before,
                    name,
                    type -> type.withAttributes(type.attributes().stream()
                            .filter(a -> !a.name().equals(attribute))
                            .toList()));
        }

        @Override
        public String describe() {
            return "drop attribute " + name + "." + attribute;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.dropAttribute(this);
        }
    }

    /** Renames an attribute. */
    record RenameAttribute(ObjectName name, String from, String to) implements CompositeOperation {

        @Override
        public Operation inverse() {
            return new RenameAttribute(name, to, from);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            return AttributeReferences.renamed(
                    on(before, name, type -> type.withAttribute(from, a -> a.withName(to))), from, to);
        }

        @Override
        public String describe() {
            return "rename attribute " + name + "." + from + " to " + to;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.renameAttribute(this);
        }
    }

    /** Changes the type or the collation of an attribute; PostgreSQL does so only while no column has the type. */
    record ChangeAttributeType(
            ObjectName name,
            String attribute,
            ColumnOperation.ChangeType.@Nullable Shape from,
            ColumnOperation.ChangeType.Shape to)
            implements CompositeOperation {

        @Override
        public Operation inverse() {
            if (from == null) {
                throw IrreversibleException.missingHint(
                        this, "changeAttributeType(\"" + attribute + "\").from(type).to(type)");
            }
            return new ChangeAttributeType(name, attribute, to, from);
        }

        @Override
        public DatabaseSchema applyTo(DatabaseSchema before) {
            ColumnType type = SchemaEffects.resolved(before, to.type());
            return on(
                    before,
                    name,
                    c -> c.withAttribute(attribute, a -> a.withType(type).withCollation(to.collation())));
        }

        @Override
        public String describe() {
            return "change type of attribute " + name + "." + attribute + " to "
                    + to.type().display();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.changeAttributeType(this);
        }
    }

    private static DatabaseSchema on(DatabaseSchema before, ObjectName name, UnaryOperator<CompositeType> change) {
        CompositeType type = before.composites().get(before.resolve(name));
        return type == null ? before : before.with(change.apply(type));
    }
}
