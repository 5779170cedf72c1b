package com.levymaster.migrate.rehearse;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables, indexes and sequences that were there before the rehearsal, by their ids: others use no others. */
record KnownRelations(Map<Long, Relation> byId) {

    private static final String SQL = """
            select c.oid::pg_catalog.int8, case when n.nspname operator(pg_catalog.=) pg_catalog.current_schema()
                then c.relname::pg_catalog.text else pg_catalog.format('%s.%s', n.nspname, c.relname) end, c.relname,
              c.relkind::pg_catalog.text,
              greatest(c.reltuples::pg_catalog.int8, pg_catalog.pg_stat_get_live_tuples(c.oid)), c.relpages,
              coalesce(pg_catalog.pg_relation_filenode(c.oid)::pg_catalog.int8, 0)
            from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
            where c.relkind operator(pg_catalog.=) any ('{r,p,m,i,S}') and n.nspname operator(pg_catalog.!~) '^pg_'
              and n.nspname operator(pg_catalog.<>) 'information_schema'""";

    /**
     * A relation.
     *
     * @param title with its schema, unless that is the first of the search path
     * @param rows as the server believes; negative if it does not know
     */
    record Relation(String title, String name, char kind, long rows, long node) {

        boolean isTable() {
            return kind == 'r' || kind == 'p' || kind == 'm';
        }

        boolean isSequence() {
            return kind == 'S';
        }
    }

    static KnownRelations read(Connection connection) throws SQLException {
        Map<Long, Relation> byId = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SQL)) {
            while (rows.next()) {
                long count = rows.getLong(5);
                boolean unknown = count < 0 || count == 0 && rows.getInt(6) > 0;
                byId.put(
                        rows.getLong(1),
                        new Relation(
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4).charAt(0),
                                unknown ? -1 : count,
                                rows.getLong(7)));
            }
        }
        return new KnownRelations(byId);
    }

    @Nullable
    Relation get(long id) {
        return byId.get(id);
    }
}
