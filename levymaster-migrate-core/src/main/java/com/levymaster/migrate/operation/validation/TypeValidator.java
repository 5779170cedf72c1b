package com.levymaster.migrate.operation.validation;

import static com.levymaster.migrate.operation.validation.OperationValidator.all;
import static com.levymaster.migrate.operation.validation.OperationValidator.blank;
import static com.levymaster.migrate.operation.validation.OperationValidator.comment;
import static com.levymaster.migrate.operation.validation.OperationValidator.same;
import static com.levymaster.migrate.operation.validation.OperationValidator.twice;

import com.levymaster.migrate.operation.CompositeOperation;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Validates operations on enum types, domains and composite types. */
interface TypeValidator extends TypeOperation.Visitor<List<String>>, CompositeOperation.Visitor<List<String>> {

    /** The maximum length of a label in bytes. */
    int MAX_LABEL = 63;

    @Override
    default List<String> createEnum(TypeOperation.CreateEnum operation) {
        return in(operation.type());
    }

    @Override
    default List<String> dropEnum(TypeOperation.DropEnum operation) {
        return operation.was() == null ? List.of() : in(operation.was());
    }

    @Override
    default List<String> addEnumValue(TypeOperation.AddEnumValue operation) {
        String label = operation.label();
        boolean besideItself = label.equals(operation.beforeLabel()) || label.equals(operation.afterLabel());
        return all(label(label), besideItself ? List.of("value " + label + " is placed beside itself") : List.of());
    }

    @Override
    default List<String> removeEnumValue(TypeOperation.RemoveEnumValue operation) {
        String label = operation.label();
        List<String> faults = new ArrayList<>();
        if (label.equals(operation.beforeLabel()) || label.equals(operation.afterLabel())) {
            faults.add("value " + label + " was placed beside itself");
        }
        if (operation.beforeLabel() != null && operation.afterLabel() != null) {
            faults.add("it has both wasBefore and wasAfter");
        }
        if (label.equals(operation.replacement())) {
            faults.add("value " + label + " is replaced by itself");
        }
        return faults;
    }

    @Override
    default List<String> renameEnumValue(TypeOperation.RenameEnumValue operation) {
        return all(label(operation.to()), same(operation.from(), operation.to()));
    }

    @Override
    default List<String> renameType(TypeOperation.RenameType operation) {
        return same(operation.name().name(), operation.to());
    }

    @Override
    default List<String> createDomain(TypeOperation.CreateDomain operation) {
        return in(operation.domain());
    }

    @Override
    default List<String> dropDomain(TypeOperation.DropDomain operation) {
        return operation.was() == null ? List.of() : in(operation.was());
    }

    @Override
    default List<String> alterDomain(TypeOperation.AlterDomain operation) {
        return in(operation.to());
    }

    @Override
    default List<String> createComposite(CompositeOperation.CreateComposite operation) {
        return in(operation.type());
    }

    @Override
    default List<String> dropComposite(CompositeOperation.DropComposite operation) {
        return operation.was() == null ? List.of() : in(operation.was());
    }

    @Override
    default List<String> addAttribute(CompositeOperation.AddAttribute operation) {
        return in(operation.attribute());
    }

    @Override
    default List<String> dropAttribute(CompositeOperation.DropAttribute operation) {
        return operation.was() == null ? List.of() : in(operation.was());
    }

    @Override
    default List<String> renameAttribute(CompositeOperation.RenameAttribute operation) {
        return same(operation.from(), operation.to());
    }

    @Override
    default List<String> changeAttributeType(CompositeOperation.ChangeAttributeType operation) {
        return ColumnValidator.collation(operation.to().type(), operation.to().collation());
    }

    private static List<String> in(EnumType type) {
        List<String> faults = new ArrayList<>(twice("it has the value", type.labels().stream()));
        type.labels().forEach(label -> faults.addAll(label(label)));
        faults.addAll(comment(type.comment()));
        return faults;
    }

    private static List<String> label(String label) {
        int bytes = label.getBytes(StandardCharsets.UTF_8).length;
        return bytes > MAX_LABEL
                ? List.of("value " + label + " is " + bytes + " bytes long, and PostgreSQL keeps " + MAX_LABEL)
                : List.of();
    }

    private static List<String> in(Domain domain) {
        List<String> faults =
                new ArrayList<>(all(ColumnValidator.in(domain.defaultValue()), comment(domain.comment())));
        domain.checks().forEach((name, sql) -> faults.addAll(blank("check " + name, sql)));
        return faults;
    }

    private static List<String> in(CompositeType type) {
        List<String> faults = new ArrayList<>(
                twice("it has the attribute", type.attributes().stream().map(CompositeType.Attribute::name)));
        type.attributes().forEach(attribute -> faults.addAll(in(attribute)));
        faults.addAll(comment(type.comment()));
        return faults;
    }

    private static List<String> in(CompositeType.Attribute attribute) {
        return all(ColumnValidator.collation(attribute.type(), attribute.collation()), comment(attribute.comment()));
    }
}
