package com.levymaster.migrate.command;

import com.levymaster.migrate.store.TableNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a server and a role before anything is done, asked in one statement.
 *
 * @param version as {@code server_version_num} tells it
 * @param inRecovery whether it is a hot standby
 * @param readOnly whether transactions only read by default
 * @param schema of our tables; {@code null} when none was named and the search path names none that exists
 * @param superuser whether the role may do anything
 * @param mayCreateSchema whether the role may create a schema in the database
 * @param mayCreateTables whether the role may create tables in the schema
 * @param mayCreateByDefault whether it may in the schema where a table without one would be made
 * @param versions what there is of the version table
 * @param history what there is of the history table
 * @param historyIsOld whether it is of a version of ours that wrote less into it
 * @param mayAlterHistory whether the role may add what is missing
 * @param versionShape columns, key and triggers of the version table
 * @param historyShape those of the history table
 * @param otherSchemas further schemas of the search path that have such tables, where no schema was named
 */
record ServerInfo(
        int version,
        int pid,
        boolean inRecovery,
        boolean readOnly,
        String user,
        boolean superuser,
        String database,
        @Nullable String schema,
        boolean schemaExists,
        boolean mayCreateSchema,
        boolean mayCreateTables,
        boolean mayCreateByDefault,
        TableAccess versions,
        TableAccess history,
        boolean historyIsOld,
        boolean mayAlterHistory,
        TableShape versionShape,
        TableShape historyShape,
        List<String> otherSchemas) {

    ServerInfo {
        otherSchemas = List.copyOf(otherSchemas);
    }

    /** Whether the history has a column for modules. */
    boolean hasModules() {
        return historyShape.columns().containsKey("module");
    }

    /** One of our two tables. */
    public enum TableAccess {
        MISSING,
        WRITABLE,
        FORBIDDEN
    }

    private static final String SQL = """
        select pg_catalog.current_setting('server_version_num')::pg_catalog.int4, pg_catalog.pg_backend_pid(),
          pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('default_transaction_read_only'),
          current_user, pg_catalog.current_setting('is_superuser'), pg_catalog.current_database(), wanted.schema, n.oid is not null,
          pg_catalog.has_database_privilege(pg_catalog.current_database(), 'create'),
          pg_catalog.has_schema_privilege(n.oid, 'create'),
          coalesce(pg_catalog.has_schema_privilege(pg_catalog.current_schema(), 'create'), true),
          v.oid, pg_catalog.has_table_privilege(v.oid, 'select') and pg_catalog.has_table_privilege(v.oid, 'insert')
            and pg_catalog.has_table_privilege(v.oid, 'delete'),
          h.oid, pg_catalog.has_table_privilege(h.oid, 'select') and pg_catalog.has_table_privilege(h.oid, 'insert'),
          h.oid is not null and not exists (select from pg_catalog.pg_attribute a
            where a.attrelid operator(pg_catalog.=) h.oid and a.attname operator(pg_catalog.=) 'guards'),
          pg_catalog.pg_has_role(h.relowner, 'usage'),
          %s,
          %s,
          (select pg_catalog.string_agg(distinct o.nspname::pg_catalog.text, pg_catalog.chr(10))
            from pg_catalog.pg_namespace o join pg_catalog.pg_class t on t.relnamespace operator(pg_catalog.=) o.oid
            where given.schema is null and o.oid operator(pg_catalog.<>) n.oid
              and o.nspname operator(pg_catalog.=) any (pg_catalog.current_schemas(false))
              and t.relname operator(pg_catalog.=) any (array[given.version, given.history])
              and t.relkind operator(pg_catalog.=) any (array['r', 'p']::pg_catalog."char"[])
              and t.relpersistence operator(pg_catalog.<>) 't')
        from (select ?::pg_catalog.name as schema, ?::pg_catalog.name as version, ?::pg_catalog.name as history) given
          cross join lateral (select coalesce(given.schema, pg_catalog.current_schema()) as schema) wanted
          left join pg_catalog.pg_namespace n on n.nspname operator(pg_catalog.=) wanted.schema
          left join pg_catalog.pg_class v on v.relnamespace operator(pg_catalog.=) n.oid
            and v.relname operator(pg_catalog.=) given.version
          left join pg_catalog.pg_class h on h.relnamespace operator(pg_catalog.=) n.oid
            and h.relname operator(pg_catalog.=) given.history\
        """.formatted(
                    TableShape.select("v", "revision", "revision,ordinal", 12, "3,4"),
                    TableShape.select("h", "id", "id", 4, "3"));

    public static ServerInfo of(Connection connection, TableNames tables) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, tables.schema());
            select.setString(2, tables.version());
            select.setString(3, tables.history());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return read(row);
            }
        }
    }

    private static ServerInfo read(ResultSet row) throws SQLException {
        return new ServerInfo(
                row.getInt(1),
                row.getInt(2),
                row.getBoolean(3),
                "on".equals(row.getString(4)),
                row.getString(5),
                "on".equals(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getBoolean(11),
                row.getBoolean(12),
                table(row, 13),
                table(row, 15),
                row.getBoolean(17),
                row.getBoolean(18),
                TableShape.read(row, 19),
                TableShape.read(row, 19 + TableShape.width()),
                lines(row.getString(19 + 2 * TableShape.width())));
    }

    private static List<String> lines(@Nullable String text) {
        return text == null ? List.of() : text.lines().toList();
    }

    private static TableAccess table(ResultSet row, int column) throws SQLException {
        if (row.getString(column) == null) {
            return TableAccess.MISSING;
        }
        return row.getBoolean(column + 1) ? TableAccess.WRITABLE : TableAccess.FORBIDDEN;
    }
}
