package com.levymaster.migrate.runner;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Objects that outlive a transaction and end with the session: temporary tables, prepared statements, channels, cursors with
 * hold and advisory locks. Each is represented by the statement that ends it.
 */
final class SessionLeftovers {

    /** A lock that was acquired several times is released once by each attempt. */
    private static final int ATTEMPTS = 20;

    private static final String SQL = """
            select pg_catalog.concat('drop ', case when c.relkind operator(pg_catalog.=) 'S' then 'sequence'
                  when c.relkind operator(pg_catalog.=) 'v' then 'view'
                  when c.relkind operator(pg_catalog.=) 'c' then 'type' else 'table' end, ' if exists pg_temp.', pg_catalog.quote_ident(c.relname), ' cascade')
              from pg_catalog.pg_class c where c.relnamespace operator(pg_catalog.=) pg_catalog.pg_my_temp_schema()
                and c.relkind operator(pg_catalog.=) any (array['r', 'p', 'f', 'v', 'S', 'c']::pg_catalog."char"[])
            union all select pg_catalog.concat('drop type if exists pg_temp.', pg_catalog.quote_ident(t.typname), ' cascade')
              from pg_catalog.pg_type t where t.typnamespace operator(pg_catalog.=) pg_catalog.pg_my_temp_schema()
                and t.typtype operator(pg_catalog.=) any (array['d', 'e', 'r']::pg_catalog."char"[])
            union all select pg_catalog.concat('drop routine if exists ', p.oid::pg_catalog.regprocedure, ' cascade')
              from pg_catalog.pg_proc p where p.pronamespace operator(pg_catalog.=) pg_catalog.pg_my_temp_schema()
            union all select pg_catalog.concat('deallocate ', pg_catalog.quote_ident(s.name))
              from pg_catalog.pg_prepared_statements s where s.from_sql
            union all select pg_catalog.concat('unlisten ', pg_catalog.quote_ident(l.channel))
              from pg_catalog.pg_listening_channels() l (channel)
            union all select pg_catalog.concat('close ', pg_catalog.quote_ident(c.name))
              from pg_catalog.pg_cursors c where c.is_holdable
            union all select pg_catalog.concat('select pg_catalog.pg_advisory_unlock',
                  case when l.mode operator(pg_catalog.=) 'ShareLock' then '_shared' end, '(',
                  case when l.objsubid operator(pg_catalog.=) 1 then pg_catalog.concat(((l.classid::pg_catalog.int8 operator(pg_catalog.<<) 32)
                    operator(pg_catalog.|) l.objid::pg_catalog.int8), '::pg_catalog.int8')
                  else pg_catalog.concat(l.classid::pg_catalog.int8::pg_catalog.bit(32)::pg_catalog.int4, ', ',
                    l.objid::pg_catalog.int8::pg_catalog.bit(32)::pg_catalog.int4) end, ')')
              from pg_catalog.pg_locks l where l.locktype operator(pg_catalog.=) 'advisory' and l.granted
                and l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()""";

    private final Set<String> before;

    private SessionLeftovers(Set<String> before) {
        this.before = before;
    }

    /** What the session has before revisions run; in autocommit mode. */
    static SessionLeftovers of(Connection connection) throws SQLException {
        return new SessionLeftovers(read(connection));
    }

    /** Ends what was not there before; one statement where there is nothing. In autocommit mode. */
    void remove(Connection connection) throws SQLException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Set<String> left = read(connection);
            left.removeAll(before);
            if (left.isEmpty()) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                for (String end : left) {
                    statement.execute(end);
                }
            }
        }
        throw new SQLException("The session keeps what a revision left in it");
    }

    private static Set<String> read(Connection connection) throws SQLException {
        Set<String> statements = new LinkedHashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        return statements;
    }
}
