package com.levymaster.migrate;

import com.levymaster.migrate.operation.TypeOperation.AddEnumValue;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.TypeOperation.DropEnum;
import com.levymaster.migrate.operation.TypeOperation.RenameEnumValue;
import com.levymaster.migrate.operation.TypeOperation.RenameType;
import com.levymaster.migrate.schema.EnumType;
import java.util.List;

/** The words for enum types and domains. */
public final class TypeWords {

    private final Scope scope;
    private final Pending pending;

    TypeWords(Scope scope, Pending pending) {
        this.scope = scope;
        this.pending = pending;
    }

    /** Creates an enum type with its labels in sort order. */
    public void createEnum(String name, String... labels) {
        pending.say(new CreateEnum(EnumType.of(scope.name(name), List.of(labels))));
    }

    /** Drops an enum type and says what its labels were, so that undoing can create it again. */
    public void dropEnum(String name, String... was) {
        pending.say(
                new DropEnum(scope.name(name), was.length == 0 ? null : EnumType.of(scope.name(name), List.of(was))));
    }

    /** Adds a label at the end. PostgreSQL lets no statement of the same transaction use it. */
    public void addEnumValue(String name, String label) {
        pending.say(new AddEnumValue(scope.name(name), label, null));
    }

    /** Adds a label before another. */
    public void addEnumValueBefore(String name, String label, String before) {
        pending.say(new AddEnumValue(scope.name(name), label, before));
    }

    /**
     * Takes a label out, by way of a new type that the columns are moved to: {@code
     * op.types().removeEnumValue("status", "HELD").wasBefore("OPEN")}. Fails where a row still has the label, unless
     * another one replaces it.
     */
    public RemoveEnumValueSpec removeEnumValue(String name, String label) {
        return pending.say(new RemoveEnumValueSpec(scope.name(name), label));
    }

    /** Renames a label; rows follow. */
    public RenameSpec renameEnumValue(String name, String label) {
        return pending.say(new RenameSpec(
                "types().renameEnumValue(\"" + name + "\", \"" + label + "\")",
                to -> new RenameEnumValue(scope.name(name), label, to)));
    }

    /** Renames an enum type or a domain; columns follow. */
    public RenameSpec rename(String name) {
        return pending.say(
                new RenameSpec("types().rename(\"" + name + "\")", to -> new RenameType(scope.name(name), to)));
    }
}
