package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.CompositeOperation.AddAttribute;
import com.levymaster.migrate.operation.CompositeOperation.CreateComposite;
import com.levymaster.migrate.operation.CompositeOperation.RenameAttribute;
import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameType;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.EnumType;
import java.util.List;
import java.util.function.Consumer;

/** The words for enum types, domains and composite types. */
public final class TypeOperations {

    private final DefaultSchema scope;
    private final BuilderStage noun;

    TypeOperations(DefaultSchema scope, BuilderStage noun) {
        this.scope = scope;
        this.noun = noun;
    }

    /** Creates an enum type with its labels in sort order. */
    public void createEnum(String name, String... labels) {
        OperationBuilder.require(
                labels.length == 0 ? null : labels, "types().createEnum(\"" + name + "\")", "its labels");
        noun.record(new CreateEnum(EnumType.of(scope.name(name), List.of(labels))));
    }

    /** Drops an enum type and says what its labels were, so that undoing can create it again. */
    public void dropEnum(String name, String... was) {
        noun.record(
                new DropEnum(scope.name(name), was.length == 0 ? null : EnumType.of(scope.name(name), List.of(was))));
    }

    /** Adds a label at the end. PostgreSQL lets no statement of the same transaction use it. */
    public void addEnumValue(String name, String label) {
        noun.record(new AddEnumValue(scope.name(name), label, null));
    }

    /** Adds a label before another. */
    public void addEnumValueBefore(String name, String label, String before) {
        noun.record(new AddEnumValue(scope.name(name), label, before));
    }

    /** Adds a label after another. */
    public void addEnumValueAfter(String name, String label, String after) {
        noun.record(new AddEnumValue(scope.name(name), label, null, after));
    }

    /**
     * Takes a label out, by way of a new type that the columns are moved to: {@code
     * op.types().removeEnumValue("status", "HELD").wasBefore("OPEN")}. Fails where a row still has the label, unless
     * another one replaces it.
     */
    public RemoveEnumValueSpec removeEnumValue(String name, String label) {
        return noun.record(new RemoveEnumValueSpec(scope.name(name), label));
    }

    /** Renames a label; rows follow. */
    public RenameSpec renameEnumValue(String name, String label) {
        return noun.record(new RenameSpec(
                "types().renameEnumValue(\"" + name + "\", \"" + label + "\")",
                to -> new RenameEnumValue(scope.name(name), label, to)));
    }

    public void createDomain(String name, ColumnType type) {
        createDomain(name, type, d -> {});
    }

    /** Creates a domain: {@code op.types().createDomain("percent", integer(), d -> d.notNull())}. */
    public void createDomain(String name, ColumnType type, Consumer<DomainSpec> body) {
        noun.record(new CreateDomain(DomainSpec.domain(scope.name(name), type, body)));
    }

    /** Drops a domain that no column uses; add {@code .was(type, d -> …)} so that it can come back. */
    public DropDomainSpec dropDomain(String name) {
        return noun.record(new DropDomainSpec(scope.name(name)));
    }

    /** Changes default, nullability and checks of a domain; its type stays. */
    public AlterDomainSpec alterDomain(String name, ColumnType type) {
        return noun.record(new AlterDomainSpec(scope.name(name), type));
    }

    /** Creates a composite type: {@code op.types().createComposite("address", c -> c.attribute("city", text()))}. */
    public void createComposite(String name, Consumer<CompositeSpec> body) {
        noun.record(new CreateComposite(CompositeSpec.composite(scope.name(name), body)));
    }

    /** Drops a composite type that no column uses; add {@code .was(c -> …)} so that it can come back. */
    public DropCompositeSpec dropComposite(String name) {
        return noun.record(new DropCompositeSpec(scope.name(name)));
    }

    /** Adds an attribute at the end of a composite type. */
    public AttributeSpec addAttribute(String name, String attribute, ColumnType type) {
        AttributeSpec spec = new AttributeSpec(attribute, type);
        noun.record(() -> new AddAttribute(scope.name(name), spec.attribute()));
        return spec;
    }

    /** Drops an attribute, also of values that are kept; add {@code .was(type)} so that it can come back. */
    public DropAttributeSpec dropAttribute(String name, String attribute) {
        return noun.record(new DropAttributeSpec(scope.name(name), attribute));
    }

    public RenameSpec renameAttribute(String name, String attribute) {
        return noun.record(new RenameSpec(
                "types().renameAttribute(\"" + name + "\", \"" + attribute + "\")",
                to -> new RenameAttribute(scope.name(name), attribute, to)));
    }

    /** Changes an attribute's type; PostgreSQL does so only while no column has the composite type. */
    public ChangeAttributeTypeSpec changeAttributeType(String name, String attribute) {
        return noun.record(new ChangeAttributeTypeSpec(scope.name(name), attribute));
    }

    public ChangeSpec<String> changeCompositeComment(String name) {
        return commented("changeCompositeComment", name, CommentTarget.Kind.COMPOSITE);
    }

    public ChangeSpec<String> changeAttributeComment(String name, String attribute) {
        CommentTarget on = new CommentTarget(CommentTarget.Kind.ATTRIBUTE, scope.name(name), attribute);
        return noun.record(
                ChangeSpec.comment("types().changeAttributeComment(\"" + name + "\", \"" + attribute + "\")", on));
    }

    public ChangeSpec<String> changeEnumComment(String name) {
        return commented("changeEnumComment", name, CommentTarget.Kind.TYPE);
    }

    public ChangeSpec<String> changeDomainComment(String name) {
        return commented("changeDomainComment", name, CommentTarget.Kind.DOMAIN);
    }

    private ChangeSpec<String> commented(String word, String name, CommentTarget.Kind kind) {
        CommentTarget on = new CommentTarget(kind, scope.name(name), null);
        return noun.record(ChangeSpec.comment("types()." + word + "(\"" + name + "\")", on));
    }

    /** Renames an enum type, a domain or a composite type; columns follow. */
    public RenameSpec rename(String name) {
        return noun.record(
                new RenameSpec("types().rename(\"" + name + "\")", to -> new RenameType(scope.name(name), to)));
    }
}
