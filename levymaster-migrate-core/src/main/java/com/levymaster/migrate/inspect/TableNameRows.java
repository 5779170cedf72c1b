package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Names of tables as rows of a statement, numbered from 1. */
final class TableNameRows {

    /** To stand first in the statement; its parameters are those of {@link #bind}. */
    static final String SQL = "rows from (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) with ordinality"
            + " wanted (schema, name, number)";

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
