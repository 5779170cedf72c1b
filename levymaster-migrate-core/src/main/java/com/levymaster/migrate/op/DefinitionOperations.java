package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Operations on objects that are defined by SQL: functions, procedures, triggers, policies, extended statistics,
 * publications and range types. A definition is the SQL after the name, and is passed on unchanged; the former
 * definition is required for undo.
 *
 * <pre>{@code
 * op.functions().create("levy(amount numeric)", "returns numeric language sql as $$ select amount * 0.01 $$");
 * op.functions()
 *         .replace("levy(amount numeric)")
 *         .from("returns numeric language sql as $$ select amount * 0.01 $$")
 *         .to("returns numeric language sql as $$ select amount * 0.02 $$");
 * }</pre>
 *
 * <p>The schema before the run does not hold these objects: that a name is taken, or that others depend on an object, is
 * found by the server.
 */
public final class DefinitionOperations {

    static final String EXPECTED = "a method such as .create(name, definition)";

    private final DefinedKind kind;
    private final @Nullable ObjectName table;
    private final DefaultSchema defaultSchema;
    private final BuilderStage stage;

    DefinitionOperations(
            DefinedKind kind, @Nullable ObjectName table, DefaultSchema defaultSchema, BuilderStage stage) {
        this.kind = kind;
        this.table = table;
        this.defaultSchema = defaultSchema;
        this.stage = stage;
    }

    /**
     * Creates the object: {@code create function levy(amount numeric) returns …}. Undo drops it.
     *
     * @param name with the arguments in parentheses for a function or procedure: {@code levy(amount numeric)}
     * @param definition the SQL after the name
     */
    public void create(String name, String definition) {
        stage.record(new ChangeDefinition(object(name), Previous.of(null), definition));
    }

    /**
     * Replaces the definition: {@code create or replace function levy(amount numeric) returns …}. Objects that are no
     * functions or procedures are dropped and created, with the comment, owner and state that they have. {@code
     * .from(definition)} is required for undo.
     */
    public ReplaceDefinitionSpec replace(String name) {
        return stage.record(new ReplaceDefinitionSpec(object(name)));
    }

    /**
     * Drops the object: {@code drop function levy(amount numeric)}. Reversible with {@code .was(definition)}, which does
     * not bring back its comment and privileges.
     */
    public DropDefinitionSpec drop(String name) {
        return stage.record(new DropDefinitionSpec(object(name)));
    }

    private DefinedObject object(String name) {
        if (!kind.isRoutine()) {
            return new DefinedObject(kind, qualified(name), null, table);
        }
        int open = name.indexOf('(');
        if (open < 1 || !name.endsWith(")")) {
            throw new MigrationException(
                    "The name of the " + kind.keyword() + " " + name + " lacks its arguments in parentheses",
                    "write " + name + "(), or " + name + "(amount numeric)");
        }
        return new DefinedObject(kind, qualified(name.substring(0, open).strip()), name.substring(open), null);
    }

    private ObjectName qualified(String name) {
        return kind.isOnTable() || kind == DefinedKind.PUBLICATION ? ObjectName.of(name) : defaultSchema.name(name);
    }
}
