package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.ObjectName;

/** A column of the mapping. */
public record MappedColumn(ObjectName table, String column) {

    @Override
    public String toString() {
        return table + "." + column;
    }
}
