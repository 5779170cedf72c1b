package com.levymaster.migrate.operation.precondition;

import static com.levymaster.migrate.operation.precondition.Refusal.all;
import static com.levymaster.migrate.operation.precondition.Refusal.list;
import static com.levymaster.migrate.operation.precondition.Refusal.when;

import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Optional;

/** Preconditions of operations on types. */
interface TypePreconditions
        extends DependentQueries, TypeOperation.Visitor<List<Refusal>>, CompositeOperation.Visitor<List<Refusal>> {

    @Override
    default List<Refusal> createEnum(TypeOperation.CreateEnum operation) {
        return created(operation.type().name(), names().type(operation.type().name()));
    }

    /** A type of which PostgreSQL has one of the same name can be created, but not found again. */
    private List<Refusal> created(ObjectName type, List<Refusal> taken) {
        return all(names().hidden(type), taken);
    }

    @Override
    default List<Refusal> dropEnum(TypeOperation.DropEnum operation) {
        return used(operation.name());
    }

    private List<Refusal> used(ObjectName type) {
        return all(
                list(
                        "type " + type + " is used",
                        new TypeUses(schema(), type).all(),
                        "change or drop them in earlier steps"),
                dependents(type));
    }

    @Override
    default List<Refusal> addEnumValue(TypeOperation.AddEnumValue operation) {
        return label(operation.name(), operation.label());
    }

    private List<Refusal> label(ObjectName type, String label) {
        return when(
                Optional.ofNullable(schema().enums().get(schema().resolve(type)))
                        .filter(known -> known.labels().contains(label))
                        .isPresent(),
                "enum " + type + " already has the value " + label,
                "remove the step");
    }

    @Override
    default List<Refusal> removeEnumValue(TypeOperation.RemoveEnumValue operation) {
        TypeUses uses = new TypeUses(schema(), operation.name());
        String again = "drop them in an earlier step, and create them again after it";
        return all(
                when(
                        Optional.ofNullable(schema().enums().get(schema().resolve(operation.name())))
                                .filter(known -> !known.labels().contains(operation.label()))
                                .isPresent(),
                        "enum " + operation.name() + " has no value " + operation.label(),
                        "check the names, or make the step conditional with op.idempotent(…)"),
                list("composite types have attributes of the enum", uses.composites(), "drop these attributes first"),
                list("views use columns of the enum", uses.views(), again),
                list("generated columns use columns of the enum", uses.generated(), again),
                list("constraints and indexes contain the value", uses.expressions(operation.label()), again),
                list(
                        "partition keys have columns of the enum",
                        uses.partitionKeys(),
                        "keep the value, and forbid it with a check"),
                list(
                        "tables inherit columns of the enum from several tables",
                        uses.inherited(),
                        "keep the value, and forbid it with a check"),
                list(
                        "domains are based on the enum",
                        uses.domains(),
                        "change the columns of these domains to the enum itself, and drop the domains, in earlier steps"),
                dependentsOfEnum(uses, operation.label()));
    }

    @Override
    default List<Refusal> renameEnumValue(TypeOperation.RenameEnumValue operation) {
        return label(operation.name(), operation.to());
    }

    @Override
    default List<Refusal> renameType(TypeOperation.RenameType operation) {
        ObjectName to = operation.name().renamed(operation.to());
        return schema().composites().containsKey(schema().resolve(operation.name()))
                ? created(to, names().rowType(to))
                : created(to, names().type(to));
    }

    @Override
    default List<Refusal> createDomain(TypeOperation.CreateDomain operation) {
        return created(
                operation.domain().name(), names().type(operation.domain().name()));
    }

    @Override
    default List<Refusal> dropDomain(TypeOperation.DropDomain operation) {
        return used(operation.name());
    }

    @Override
    default List<Refusal> alterDomain(TypeOperation.AlterDomain operation) {
        Domain before = schema().domains().get(schema().resolve(operation.to().name()));
        boolean restricts = before != null
                && (before.nullable() && !operation.to().nullable()
                        || !before.checks()
                                .entrySet()
                                .containsAll(operation.to().checks().entrySet()));
        return list(
                "arrays and composite types in columns have values of the domain, which PostgreSQL cannot check",
                restricts ? new TypeUses(schema(), operation.to().name()).contained() : List.of(),
                "create another domain, and change the type of these columns to it");
    }

    @Override
    default List<Refusal> createComposite(CompositeOperation.CreateComposite operation) {
        return created(operation.type().name(), names().rowType(operation.type().name()));
    }

    @Override
    default List<Refusal> dropComposite(CompositeOperation.DropComposite operation) {
        return used(operation.name());
    }

    @Override
    default List<Refusal> addAttribute(CompositeOperation.AddAttribute operation) {
        ColumnType type = operation.attribute().type();
        return all(
                names().hidden(type),
                attribute(operation.name(), operation.attribute().name()),
                when(
                        new TypeUses(schema(), operation.name()).isIn(type),
                        "type " + type.display() + " contains type " + operation.name(),
                        "choose another type: a composite type cannot contain itself"));
    }

    private List<Refusal> attribute(ObjectName type, String name) {
        CompositeType known = schema().composites().get(schema().resolve(type));
        return when(
                known != null
                        && known.attributes().stream().anyMatch(a -> a.name().equals(name)),
                "type " + type + " already has an attribute " + name,
                "choose another name, or drop the existing attribute in an earlier step");
    }

    @Override
    default List<Refusal> dropAttribute(CompositeOperation.DropAttribute operation) {
        return List.of();
    }

    @Override
    default List<Refusal> renameAttribute(CompositeOperation.RenameAttribute operation) {
        return attribute(operation.name(), operation.to());
    }

    @Override
    default List<Refusal> changeAttributeType(CompositeOperation.ChangeAttributeType operation) {
        return list(
                "PostgreSQL changes no attribute of a type that columns have",
                new TypeUses(schema(), operation.name()).stored(),
                "add another attribute, move the values, and drop this one");
    }
}
