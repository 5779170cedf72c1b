package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;

/** An index that may not exist, on any table: {@code op.index("ix_property_year").ifExists().drop()}. */
public final class ConditionalIndex {

    private final String name;
    private final DefaultSchema defaultSchema;
    private final BuilderStage stage;

    ConditionalIndex(String name, DefaultSchema defaultSchema, OperationBuffer buffer) {
        this.name = name;
        this.defaultSchema = defaultSchema;
        this.stage = buffer.stage("index(\"" + name + "\")", ".ifExists()");
    }

    /** The index of the named table, for creation as well. */
    public ConditionalTable.ConditionalTableIndex on(String table) {
        return new ConditionalTable(table, defaultSchema, stage.buffer()).index(name);
    }

    /** Continues with {@code .drop()}, which drops the index if it exists: {@code drop index if exists name}. */
    public ConditionalTable.DropIfExists ifExists() {
        return new ConditionalTable.DropIfExists(
                stage.next(".ifExists()", ".drop()"), () -> new IfExists(new DropIndex(table(), name, null, false)));
    }

    /** The table of the index, or any name in its schema if there is none: {@code drop index} needs only the schema. */
    private ObjectName table() {
        DatabaseSchema schema = stage.buffer().catalog().snapshot();
        String schemaName = schema.schemaOf(defaultSchema.name(name));
        return schema.tables().values().stream()
                .filter(t -> schema.schemaOf(t.name()).equals(schemaName))
                .filter(t -> t.indexes().containsKey(name))
                .map(Table::name)
                .findFirst()
                .orElse(defaultSchema.name(name));
    }
}
