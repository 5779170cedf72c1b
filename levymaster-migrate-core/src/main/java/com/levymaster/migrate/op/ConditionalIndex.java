package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;

/** An index, of whatever table, that may or may not be there. */
public final class ConditionalIndex {

    private final String name;
    private final DefaultSchema scope;
    private final BuilderStage noun;

    ConditionalIndex(String name, DefaultSchema scope, OperationBuffer pending) {
        this.name = name;
        this.scope = scope;
        this.noun = pending.stage("index(\"" + name + "\")", ".ifExists()");
    }

    /** The same index, of a table that is named. */
    public ConditionalTable.ConditionalTableIndex on(String table) {
        return new ConditionalTable(table, scope, noun.buffer()).index(name);
    }

    public ConditionalTable.DropIfExists ifExists() {
        return new ConditionalTable.DropIfExists(
                noun.next(".ifExists()", ".drop()"), () -> new IfExists(new DropIndex(table(), name, null, false)));
    }

    /** The table that has the index. SQL needs its schema alone, so that any name will do where there is none. */
    private ObjectName table() {
        DatabaseSchema schema = noun.buffer().catalog().snapshot();
        String wanted = schema.schemaOf(scope.name(name));
        return schema.tables().values().stream()
                .filter(t -> schema.schemaOf(t.name()).equals(wanted))
                .filter(t -> t.indexes().containsKey(name))
                .map(Table::name)
                .findFirst()
                .orElse(scope.name(name));
    }
}
