package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Passes table names to a statement as rows, numbered from 1. */
final class TableNameRows {

    /** The rows; must come first in the statement, since {@link #bind} sets parameters 1 and 2. */
    static final String SQL = "rows from (pg_catalog.unnest(?::pg_catalog._text),"
            + " pg_catalog.unnest(?::pg_catalog._text)) with ordinality requested (schema, name, number)";

    private TableNameRows() {}

    static void bind(PreparedStatement select, List<ObjectName> tables) throws SQLException {
        bind(select, 1, tables, ObjectName::schema);
        bind(select, 2, tables, ObjectName::name);
    }

    private static void bind(
            PreparedStatement select, int parameter, List<ObjectName> tables, Function<ObjectName, ?> part)
            throws SQLException {
        Object[] texts = tables.stream().map(part).toArray();
        select.setArray(parameter, select.getConnection().createArrayOf("text", texts));
    }
}
