package com.levymaster.migrate.inspect;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.DatabaseUnavailableException;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.error.SqlStates;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Counts in a live database. Each count reads the whole table. */
public final class DatabaseRowCounts implements RowCounts {

    private static final String PG_CATALOG_FIRST = "select pg_catalog.set_config('search_path',"
            + " pg_catalog.concat('pg_catalog, ', pg_catalog.current_setting('search_path')), true)";

    /** Definitions that PostgreSQL keeps as text or as a tree, without a record of the literals in them. */
    private static final String DEFINED_WITH = """
            select pg_catalog.pg_describe_object(defined.classid, defined.objid, 0) from (
              select 'pg_catalog.pg_policy'::pg_catalog.regclass, oid, pg_catalog.concat(
                  pg_catalog.pg_get_expr(polqual, polrelid), pg_catalog.pg_get_expr(polwithcheck, polrelid))
                from pg_catalog.pg_policy
              union all
              select 'pg_catalog.pg_trigger'::pg_catalog.regclass, oid, pg_catalog.pg_get_triggerdef(oid)
                from pg_catalog.pg_trigger where not tgisinternal
              union all
              select 'pg_catalog.pg_rewrite'::pg_catalog.regclass, oid, pg_catalog.pg_get_ruledef(oid)
                from pg_catalog.pg_rewrite where rulename operator(pg_catalog.<>) '_RETURN'
              union all
              select 'pg_catalog.pg_proc'::pg_catalog.regclass, p.oid, pg_catalog.pg_get_functiondef(p.oid)
                from pg_catalog.pg_proc p where p.prokind operator(pg_catalog.<>) 'a'
                and p.pronamespace::pg_catalog.regnamespace::pg_catalog.text
                  operator(pg_catalog.<>) all ('{pg_catalog,information_schema}')
            ) as defined (classid, objid, text)
            where pg_catalog.strpos(defined.text, ?) operator(pg_catalog.>) 0 and not exists (
              select from pg_catalog.pg_depend d where d.classid operator(pg_catalog.=) defined.classid
              and d.objid operator(pg_catalog.=) defined.objid and d.deptype operator(pg_catalog.=) 'e')
            order by 1""";

    private final Connection connection;
    private final Dialect dialect;

    /** @param dialect quotes the names */
    public DatabaseRowCounts(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * The number of rows in the table.
     *
     * @throws MissingPrivilegeException if the role of the connection may not read the table
     */
    @Override
    public long rows(ObjectName table) {
        return count("*", table);
    }

    /**
     * The number of rows in which the column is not null.
     *
     * @throws MissingPrivilegeException if the role of the connection may not read the table
     */
    @Override
    public long values(ObjectName table, String column) {
        return count(dialect.quote(column), table);
    }

    /**
     * The query is in the terms of the author, so names of {@code pg_catalog} come first while it runs. A failed query
     * leaves the transaction of the connection as it was.
     */
    @Override
    public long matching(String query) {
        try {
            boolean alone = connection.getAutoCommit();
            if (alone) {
                connection.setAutoCommit(false);
            }
            Savepoint before = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.execute(PG_CATALOG_FIRST);
                try (ResultSet row =
                        statement.executeQuery("select pg_catalog.count(*) from (" + query + ") as matching")) {
                    row.next();
                    return row.getLong(1);
                }
            } catch (SQLException e) {
                return -1;
            } finally {
                connection.rollback(before);
                if (alone) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException e) {
            throw failed("The rows cannot be counted: ", e);
        }
    }

    @Override
    public boolean hasCasts(ObjectName type) {
        String sql = "select pg_catalog.count(*) from pg_catalog.pg_cast c"
                + " join (select pg_catalog.to_regtype(?) as oid) t"
                + " on t.oid operator(pg_catalog.=) c.castsource or t.oid operator(pg_catalog.=) c.casttarget";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, quoted(type));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        } catch (SQLException e) {
            throw failed("The casts of " + type + " cannot be read: ", e);
        }
    }

    @Override
    public List<String> definedWith(String literal) {
        List<String> defined = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DEFINED_WITH)) {
            select.setString(1, literal);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    defined.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw failed("What is defined with " + literal + " cannot be read: ", e);
        }
        return defined;
    }

    private long count(String what, ObjectName table) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.count(" + what + ") from " + quoted(table))) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw failed("The rows of " + table + " cannot be counted, so the data loss cannot be determined: ", e);
        }
    }

    private static MigrationException failed(String problem, SQLException e) {
        String remedy =
                "run the command as a role that may read the table, such as its owner (levymaster.migrate.user).";
        return SqlStates.isInsufficientPrivilege(e)
                ? new MissingPrivilegeException(problem + SqlStates.message(e), remedy, e)
                : new DatabaseUnavailableException(
                        problem + SqlStates.message(e) + " [" + e.getSQLState() + "]",
                        "check the server's log, then run the command again.",
                        e);
    }

    private String quoted(ObjectName name) {
        String schema = name.schema();
        return (schema == null ? "" : dialect.quote(schema) + ".") + dialect.quote(name.name());
    }
}
