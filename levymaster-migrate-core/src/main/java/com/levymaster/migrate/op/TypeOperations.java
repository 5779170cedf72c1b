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

/**
 * Operations on enum types, domains and composite types, returned by {@link Operations#types()}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtype.html">PostgreSQL: CREATE TYPE</a>
 */
public final class TypeOperations {

    private final DefaultSchema defaultSchema;
    private final BuilderStage stage;

    TypeOperations(DefaultSchema defaultSchema, BuilderStage stage) {
        this.defaultSchema = defaultSchema;
        this.stage = stage;
    }

    /**
     * Creates an enum type with its labels in sort order: {@code create type status as enum ('OPEN', 'CLOSED')}. A
     * label has at most 63 bytes.
     *
     * @throws com.levymaster.migrate.error.MigrationException if there is no label
     * @see <a href="https://www.postgresql.org/docs/current/datatype-enum.html">PostgreSQL: enum types</a>
     */
    public void createEnum(String name, String... labels) {
        OperationBuilder.require(
                labels.length == 0 ? null : labels, "types().createEnum(\"" + name + "\")", "the labels");
        stage.record(new CreateEnum(EnumType.of(defaultSchema.name(name), List.of(labels))));
    }

    /**
     * Drops an enum type that nothing uses: {@code drop type status}.
     *
     * @param was its labels, so that undo can create it again; none means that the operation cannot be undone
     */
    public void dropEnum(String name, String... was) {
        stage.record(new DropEnum(
                defaultSchema.name(name),
                was.length == 0 ? null : EnumType.of(defaultSchema.name(name), List.of(was))));
    }

    /**
     * Adds a label at the end: {@code alter type status add value 'MERGED'}. PostgreSQL refuses to use it within the
     * same transaction. Undo removes it like {@link #removeEnumValue}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertype.html">PostgreSQL: ALTER TYPE</a>
     */
    public void addEnumValue(String name, String label) {
        stage.record(new AddEnumValue(defaultSchema.name(name), label, null));
    }

    /** Adds a label before another: {@code alter type status add value 'PLANNED' before 'OPEN'}. */
    public void addEnumValueBefore(String name, String label, String before) {
        stage.record(new AddEnumValue(defaultSchema.name(name), label, before));
    }

    /** Adds a label after another: {@code alter type status add value 'PLANNED' after 'DRAFT'}. */
    public void addEnumValueAfter(String name, String label, String after) {
        stage.record(new AddEnumValue(defaultSchema.name(name), label, null, after));
    }

    /**
     * Removes a label, for which PostgreSQL has no statement: a new type replaces the old one, and the columns are
     * converted to it ({@code alter table t alter column c type … using …}). Fails if a row has the label, and is
     * refused if a default has it, unless {@code replacedBy} is given; refused if a domain uses the type.
     *
     * <pre>{@code op.types().removeEnumValue("status", "HELD").wasBefore("OPEN");}</pre>
     */
    public RemoveEnumValueSpec removeEnumValue(String name, String label) {
        return stage.record(new RemoveEnumValueSpec(defaultSchema.name(name), label));
    }

    /**
     * Renames a label, {@code op.types().renameEnumValue("status", "CLOSED").to("DISSOLVED")}: {@code alter type status
     * rename value 'CLOSED' to 'DISSOLVED'}. Existing rows show the new label.
     */
    public RenameSpec renameEnumValue(String name, String label) {
        return stage.record(new RenameSpec(
                "types().renameEnumValue(\"" + name + "\", \"" + label + "\")",
                to -> new RenameEnumValue(defaultSchema.name(name), label, to)));
    }

    /** Creates a domain without constraints: {@code create domain percent as integer}. */
    public void createDomain(String name, ColumnType type) {
        createDomain(name, type, d -> {});
    }

    /**
     * Creates a domain, {@code op.types().createDomain("percent", integer(), d -> d.notNull())}: {@code create domain
     * percent as integer not null}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createdomain.html">PostgreSQL: CREATE DOMAIN</a>
     */
    public void createDomain(String name, ColumnType type, Consumer<DomainSpec> body) {
        stage.record(new CreateDomain(DomainSpec.domain(defaultSchema.name(name), type, body)));
    }

    /** Drops a domain that nothing uses: {@code drop domain percent}. Reversible with {@code .was(type, d -> …)}. */
    public DropDomainSpec dropDomain(String name) {
        return stage.record(new DropDomainSpec(defaultSchema.name(name)));
    }

    /**
     * Changes the default, nullability, checks and comment of a domain: {@code alter domain percent …}.
     *
     * @param type the type of the domain, which cannot change
     */
    public AlterDomainSpec alterDomain(String name, ColumnType type) {
        return stage.record(new AlterDomainSpec(defaultSchema.name(name), type));
    }

    /**
     * Creates a composite type, {@code op.types().createComposite("address", c -> c.attribute("city", text()))}:
     * {@code create type address as (city text)}.
     */
    public void createComposite(String name, Consumer<CompositeSpec> body) {
        stage.record(new CreateComposite(CompositeSpec.composite(defaultSchema.name(name), body)));
    }

    /** Drops a composite type that nothing uses: {@code drop type address}. Reversible with {@code .was(c -> …)}. */
    public DropCompositeSpec dropComposite(String name) {
        return stage.record(new DropCompositeSpec(defaultSchema.name(name)));
    }

    /** Adds an attribute at the end of a composite type: {@code alter type address add attribute zip text}. */
    public AttributeSpec addAttribute(String name, String attribute, ColumnType type) {
        AttributeSpec spec = new AttributeSpec(attribute, type);
        stage.record(() -> new AddAttribute(defaultSchema.name(name), spec.attribute()));
        return spec;
    }

    /**
     * Drops an attribute with its stored values: {@code alter type address drop attribute zip}. Reversible with
     * {@code .was(type)}.
     */
    public DropAttributeSpec dropAttribute(String name, String attribute) {
        return stage.record(new DropAttributeSpec(defaultSchema.name(name), attribute));
    }

    /**
     * Renames an attribute, {@code op.types().renameAttribute("address", "city").to("town")}: {@code alter type address
     * rename attribute city to town}.
     */
    public RenameSpec renameAttribute(String name, String attribute) {
        return stage.record(new RenameSpec(
                "types().renameAttribute(\"" + name + "\", \"" + attribute + "\")",
                to -> new RenameAttribute(defaultSchema.name(name), attribute, to)));
    }

    /**
     * Changes the type of an attribute: {@code alter type address alter attribute zip type …}. PostgreSQL refuses it
     * while a column has the composite type.
     */
    public ChangeAttributeTypeSpec changeAttributeType(String name, String attribute) {
        return stage.record(new ChangeAttributeTypeSpec(defaultSchema.name(name), attribute));
    }

    /** Sets or drops the comment of a composite type: {@code comment on type address is '…'}. */
    public ChangeSpec<String> changeCompositeComment(String name) {
        return changeCommentOf("changeCompositeComment", name, CommentTarget.CommentableKind.COMPOSITE);
    }

    /** Sets or drops the comment of an attribute: {@code comment on column address.city is '…'}. */
    public ChangeSpec<String> changeAttributeComment(String name, String attribute) {
        CommentTarget on =
                new CommentTarget(CommentTarget.CommentableKind.ATTRIBUTE, defaultSchema.name(name), attribute);
        return stage.record(
                ChangeSpec.comment("types().changeAttributeComment(\"" + name + "\", \"" + attribute + "\")", on));
    }

    /** Sets or drops the comment of an enum type: {@code comment on type status is '…'}. */
    public ChangeSpec<String> changeEnumComment(String name) {
        return changeCommentOf("changeEnumComment", name, CommentTarget.CommentableKind.TYPE);
    }

    /** Sets or drops the comment of a domain: {@code comment on domain percent is '…'}. */
    public ChangeSpec<String> changeDomainComment(String name) {
        return changeCommentOf("changeDomainComment", name, CommentTarget.CommentableKind.DOMAIN);
    }

    private ChangeSpec<String> changeCommentOf(String method, String name, CommentTarget.CommentableKind kind) {
        CommentTarget on = new CommentTarget(kind, defaultSchema.name(name), null);
        return stage.record(ChangeSpec.comment("types()." + method + "(\"" + name + "\")", on));
    }

    /**
     * Renames an enum type, domain or composite type, {@code op.types().rename("a").to("b")}: {@code alter type a
     * rename to b}. PostgreSQL updates the columns that use it.
     */
    public RenameSpec rename(String name) {
        return stage.record(
                new RenameSpec("types().rename(\"" + name + "\")", to -> new RenameType(defaultSchema.name(name), to)));
    }
}
