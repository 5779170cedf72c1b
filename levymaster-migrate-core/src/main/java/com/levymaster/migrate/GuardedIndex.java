package com.levymaster.migrate;

import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Table;

/** An index, of whatever table, that may or may not be there. */
public final class GuardedIndex {

    private final String name;
    private final Scope scope;
    private final Noun noun;

    GuardedIndex(String name, Scope scope, Pending pending) {
        this.name = name;
        this.scope = scope;
        this.noun = pending.noun("index(\"" + name + "\")", ".ifPresent()");
    }

    /** The same index, of a table that is named. */
    public GuardedTable.GuardedIndexOfTable on(String table) {
        return new GuardedTable(table, scope, noun.pending()).index(name);
    }

    public GuardedTable.Present ifPresent() {
        return new GuardedTable.Present(
                noun.then(".ifPresent()", ".drop()"), () -> new IfPresent(new DropIndex(table(), name, null, false)));
    }

    /** The table that has the index. SQL needs its schema alone, so that any name will do where there is none. */
    private ObjectName table() {
        Schema schema = noun.pending().catalog().snapshot();
        String wanted = schema.schemaOf(scope.name(name));
        return schema.tables().values().stream()
                .filter(t -> schema.schemaOf(t.name()).equals(wanted))
                .filter(t -> t.indexes().containsKey(name))
                .map(Table::name)
                .findFirst()
                .orElse(scope.name(name));
    }
}
