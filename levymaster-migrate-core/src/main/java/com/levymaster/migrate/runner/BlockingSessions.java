package com.levymaster.migrate.runner;

import com.levymaster.migrate.error.PrintableText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Other sessions and prepared transactions that hold locks on tables. By the time that a statement has given up waiting
 * nobody blocks it any more, so that {@code pg_blocking_pids} would be empty: those are named that hold what the
 * statement speaks of.
 */
final class BlockingSessions {

    private static final String SQL = """
            select c.relname, l.pid, a.application_name, a.client_addr::pg_catalog.text, a.state, x.gid,
              pg_catalog.date_trunc('second', pg_catalog.clock_timestamp() operator(pg_catalog.-) coalesce(a.xact_start, x.prepared))
            from pg_catalog.pg_locks l
              join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) l.relation
              left join pg_catalog.pg_stat_activity a on a.pid operator(pg_catalog.=) l.pid
              left join pg_catalog.pg_locks own on l.pid is null and own.pid is null
                and own.virtualtransaction operator(pg_catalog.=) l.virtualtransaction
                and own.locktype operator(pg_catalog.=) 'transactionid'
              left join pg_catalog.pg_prepared_xacts x on x.transaction operator(pg_catalog.=) own.transactionid
            where l.locktype operator(pg_catalog.=) 'relation' and l.granted and c.relkind operator(pg_catalog.=) any ('{r,p,m}')
              and (l.pid is null or l.pid operator(pg_catalog.<>) pg_catalog.pg_backend_pid())
              and l.database operator(pg_catalog.=) (select d.oid from pg_catalog.pg_database d
                where d.datname operator(pg_catalog.=) pg_catalog.current_database())
              and c.relnamespace operator(pg_catalog.<>) 'pg_catalog'::pg_catalog.regnamespace
            order by a.xact_start nulls first, l.pid, c.relname limit 50""";

    private BlockingSessions() {}

    /** For people; empty where there are none. */
    static String find(Connection connection, String sql) {
        List<String> all = new ArrayList<>();
        List<String> named = new ArrayList<>();
        String text = sql.toLowerCase(Locale.ROOT);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                String blocker = PrintableText.line(describe(rows));
                all.add(blocker);
                if (text.contains(rows.getString(1).toLowerCase(Locale.ROOT))) {
                    named.add(blocker);
                }
            }
        } catch (SQLException e) {
            return "unknown (" + ServerMessage.text(e) + ")";
        }
        return String.join("; ", named.isEmpty() ? all : named);
    }

    private static String describe(ResultSet row) throws SQLException {
        String since = row.getString(7) == null ? "" : ", in a transaction for " + row.getString(7);
        if (row.getString(6) != null) {
            return "prepared transaction '" + row.getString(6) + "' on " + row.getString(1) + since;
        }
        String application = row.getString(3);
        return "session " + row.getString(2)
                + (application == null || application.isEmpty() ? "" : " (" + application + ")")
                + (row.getString(4) == null ? "" : " from " + row.getString(4)) + " on " + row.getString(1)
                + (row.getString(5) == null ? "" : ", " + row.getString(5)) + since;
    }
}
