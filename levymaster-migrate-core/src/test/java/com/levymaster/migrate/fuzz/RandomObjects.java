package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.ColumnOperation.ChangeType.Shape;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.CompositeOperation.AddAttribute;
import com.levymaster.migrate.operation.CompositeOperation.ChangeAttributeType;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.CompositeOperation.DropAttribute;
import com.levymaster.migrate.operation.CompositeOperation.DropComposite;
import com.levymaster.migrate.operation.CompositeOperation.RenameAttribute;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.SequenceOperation.AlterSequence;
import com.levymaster.migrate.operation.SequenceOperation.ChangeSequenceOwner;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropDomain;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RemoveEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameType;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.CommentTarget.CommentableKind;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes up operations on sequences, enum types, domains and composite types. */
final class RandomObjects {

    private final Chance chance;

    RandomObjects(Chance chance) {
        this.chance = chance;
    }

    @Nullable
    Operation sequence() {
        Sequence sequence = chance.any(chance.schema().sequences().values());
        if (sequence == null || chance.once(4)) {
            return new CreateSequence(Sequence.of(chance.fresh(), options()).withComment(chance.comment()));
        }
        return switch (chance.below(4)) {
            case 0 -> new DropSequence(sequence.name(), chance.once(12) ? null : sequence);
            case 1 ->
                new RenameSequence(
                        sequence.name(), chance.freshIn(sequence.name().schema()));
            case 2 -> new AlterSequence(sequence.name(), sequence.options(), options());
            default -> owner(sequence);
        };
    }

    @Nullable
    private Operation owner(Sequence sequence) {
        Table table = chance.table();
        Column column = table == null ? null : chance.any(table.columns());
        return table == null || column == null
                ? null
                : new ChangeSequenceOwner(
                        sequence.name(),
                        Previous.of(sequence.ownedBy()),
                        sequence.ownedBy() == null ? new Sequence.Owner(table.name(), column.name()) : null);
    }

    private SequenceOptions options() {
        return chance.pick(
                SequenceOptions.DEFAULT,
                SequenceOptions.DEFAULT.withIncrement(-1),
                SequenceOptions.DEFAULT.withIncrement(-5).withStart(-1),
                SequenceOptions.DEFAULT.withMinValue(-10L).withMaxValue(1000L).withCycle(true),
                SequenceOptions.DEFAULT.withStart(50).withCache(3));
    }

    @Nullable
    Operation enumType() {
        EnumType type = chance.any(chance.schema().enums().values());
        if (type == null || type.labels().isEmpty() || chance.once(4)) {
            // a body comments on a type in an operation of its own
            return new CreateEnum(EnumType.of(chance.fresh(), List.of("A", "it's", "C")));
        }
        String label = type.labels().get(chance.below(type.labels().size()));
        String added = chance.pick("B", "status", "D", "say \"hi\"");
        int at = type.labels().indexOf(label);
        return switch (chance.below(6)) {
            case 0 -> new DropEnum(type.name(), type);
            case 1 -> new AddEnumValue(type.name(), added, chance.once(2) ? label : null, null);
            case 2, 3 ->
                new RemoveEnumValue(
                        type.name(),
                        label,
                        at == 0 && type.labels().size() > 1 ? type.labels().get(1) : null,
                        at == 0 ? null : type.labels().get(at - 1),
                        null);
            case 4 -> new RenameEnumValue(type.name(), label, added);
            default -> new RenameType(type.name(), chance.freshIn(type.name().schema()));
        };
    }

    @Nullable
    Operation domain() {
        Domain domain = chance.any(chance.schema().domains().values());
        if (domain == null || chance.once(3)) {
            ColumnType type = chance.type();
            return new CreateDomain(new Domain(
                    chance.fresh(),
                    type,
                    chance.once(2),
                    null,
                    Map.of("lower", "value is not null"),
                    chance.comment()));
        }
        return switch (chance.below(4)) {
            case 0 -> new DropDomain(domain.name(), domain);
            case 1 -> new RenameType(domain.name(), chance.freshIn(domain.name().schema()));
            default ->
                new AlterDomain(
                        domain,
                        new Domain(
                                domain.name(),
                                domain.type(),
                                !domain.nullable(),
                                null,
                                chance.once(2) ? Map.of() : Map.of("user", "value::text <> 'user'"),
                                domain.comment()));
        };
    }

    @Nullable
    Operation composite() {
        CompositeType type = chance.any(chance.schema().composites().values());
        if (type == null || chance.once(3)) {
            return new CreateComposite(new CompositeType(
                    chance.fresh(),
                    List.of(
                            CompositeType.Attribute.of("lower", chance.type()),
                            CompositeType.Attribute.of("Second one", chance.type())
                                    .withComment(chance.comment())),
                    chance.comment()));
        }
        CompositeType.Attribute attribute = chance.any(type.attributes());
        String added = chance.pick("date", "user", "x y");
        if (attribute == null) {
            return new AddAttribute(type.name(), CompositeType.Attribute.of(added, chance.type()));
        }
        return switch (chance.below(6)) {
            case 0 -> new DropComposite(type.name(), type);
            case 1 -> new RenameType(type.name(), chance.freshIn(type.name().schema()));
            case 2 -> new DropAttribute(type.name(), attribute.name(), attribute);
            case 3 -> new RenameAttribute(type.name(), attribute.name(), added);
            case 4 ->
                new ChangeAttributeType(
                        type.name(),
                        attribute.name(),
                        new Shape(attribute.type(), attribute.collation()),
                        new Shape(ColumnType.parse("text"), null));
            default -> new AddAttribute(type.name(), CompositeType.Attribute.of(added, chance.type()));
        };
    }

    @Nullable
    Operation comment() {
        Table table = chance.table();
        if (table != null && chance.once(2)) {
            return commentOn(table);
        }
        return switch (chance.below(5)) {
            case 0 ->
                commentOn(
                        CommentableKind.TYPE,
                        chance.any(chance.schema().enums().values()),
                        EnumType::name,
                        EnumType::comment);
            case 1 ->
                commentOn(
                        CommentableKind.SEQUENCE,
                        chance.any(chance.schema().sequences().values()),
                        Sequence::name,
                        Sequence::comment);
            case 2 ->
                commentOn(
                        CommentableKind.DOMAIN,
                        chance.any(chance.schema().domains().values()),
                        Domain::name,
                        Domain::comment);
            case 3 ->
                commentOn(
                        CommentableKind.COMPOSITE,
                        chance.any(chance.schema().composites().values()),
                        CompositeType::name,
                        CompositeType::comment);
            default -> {
                View view = chance.any(chance.schema().views().values());
                CommentableKind kind =
                        view != null && view.materialized() ? CommentableKind.MATERIALIZED_VIEW : CommentableKind.VIEW;
                if (view == null) {
                    yield null;
                }
                yield commentOn(kind, view, View::name, View::comment);
            }
        };
    }

    private static <T> @Nullable Operation commentOn(
            CommentableKind kind,
            @Nullable T object,
            Function<T, ObjectName> name,
            Function<T, @Nullable String> comment) {
        return object == null ? null : change(kind, name.apply(object), null, comment.apply(object));
    }

    private Operation commentOn(Table table) {
        Column column = chance.any(table.columns());
        Constraint constraint = chance.any(table.constraints().values());
        Index index = chance.any(table.indexes().values());
        if (column != null && chance.once(3)) {
            return change(CommentableKind.COLUMN, table.name(), column.name(), column.comment());
        }
        if (constraint != null && chance.once(3)) {
            return change(CommentableKind.CONSTRAINT, table.name(), constraint.name(), constraint.comment());
        }
        return index != null && chance.once(3)
                ? change(CommentableKind.INDEX, table.name(), index.name(), index.comment())
                : change(CommentableKind.TABLE, table.name(), null, table.comment());
    }

    private static Operation change(CommentableKind kind, ObjectName on, @Nullable String part, @Nullable String from) {
        return new ChangeComment(
                new CommentTarget(kind, on, part), Previous.of(from), from == null ? "lower(status) is it's" : null);
    }
}
