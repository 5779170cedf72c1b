package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ObjectName;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts in the database, only where something is about to be lost. */
record DatabaseRowCounts(JdbcClient jdbc, Dialect dialect) implements RowCounts {

    @Override
    public long of(ObjectName table) {
        return count(table, "*");
    }

    @Override
    public long withValue(ObjectName table, String column) {
        return count(table, dialect.quote(column));
    }

    @Override
    public boolean castsOf(ObjectName enumType) {
        return jdbc.sql("select count(*) from pg_cast where to_regtype(?) in (castsource, casttarget)")
                        .param(quoted(enumType))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private long count(ObjectName table, String what) {
        try {
            return jdbc.sql("select count(" + what + ") from " + quoted(table))
                    .query(Long.class)
                    .single();
        } catch (DataAccessException e) {
            throw new MigrationException(
                    "The rows of " + table + " cannot be counted, so nobody can tell what would be lost: "
                            + e.getMostSpecificCause().getMessage(),
                    "run the command as a role that may read the table, such as its owner (levymaster.migrate.user).",
                    e);
        }
    }

    private String quoted(ObjectName name) {
        String schema = name.schema();
        return (schema == null ? "" : dialect.quote(schema) + ".") + dialect.quote(name.name());
    }
}
