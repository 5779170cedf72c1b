package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;
import java.util.function.UnaryOperator;

/** A column of the mapping. */
public record MappedColumn(ObjectName table, String column) {

    MappedColumn renamed(UnaryOperator<ObjectName> names) {
        return new MappedColumn(names.apply(table), column);
    }

    @Override
    public String toString() {
        return table + "." + column;
    }
}
