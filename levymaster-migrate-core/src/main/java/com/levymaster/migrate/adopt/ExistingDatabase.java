package com.levymaster.migrate.adopt;

import com.levymaster.migrate.schema.ObjectName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A database without a version table of this library.
 *
 * @param tables the number of its tables in the schemas of the search path, without those of extensions, partitions and
 *     bookkeeping
 * @param elsewhere the number of those in other schemas: they alone are no reason to adopt a database
 * @param histories what other migration tools have recorded
 * @param own the version and history tables of this library
 * @param locks the lock tables of Liquibase
 */
public record ExistingDatabase(
        int tables, int elsewhere, List<ToolHistory> histories, List<ObjectName> own, List<ObjectName> locks) {

    private static final String SQL = """
            with found as (
              select c.oid, n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as name,
                array(select a.attname::pg_catalog.text from pg_catalog.pg_attribute a
                  where a.attrelid operator(pg_catalog.=) c.oid and a.attnum operator(pg_catalog.>) 0
                    and not a.attisdropped order by 1) as columns
              from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
              where c.relkind operator(pg_catalog.=) any ('{r,p}') and not c.relispartition
                and c.relpersistence operator(pg_catalog.<>) 't'
                and n.nspname operator(pg_catalog.!~) '^pg_' and n.nspname operator(pg_catalog.<>) 'information_schema'
                and not exists (select from pg_catalog.pg_depend e where e.deptype operator(pg_catalog.=) 'e'
                  and e.classid operator(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass
                  and e.objid operator(pg_catalog.=) c.oid)),
            told as (
              select f.oid, f.schema, f.name,
                case when f.columns operator(pg_catalog.=) '{version_num}' then 'version_num'
                  when f.columns operator(pg_catalog.@>) '{applied_at,ordinal,revision}'
                    or f.columns operator(pg_catalog.@>) '{database_user,duration_ms,event,revision}' then 'own'
                  when f.columns operator(pg_catalog.@>) '{installed_rank,version,script,checksum,success}' then 'version'
                  when f.columns operator(pg_catalog.@>) '{author,dateexecuted,filename,id,md5sum,orderexecuted}' then 'id'
                  when f.columns operator(pg_catalog.=) '{id,locked,lockedby,lockgranted}' then 'locked'
                end as version from found f)
            select t.schema, t.name, t.version, case when t.version is null or t.version operator(pg_catalog.=) any ('{own,locked}')
                or not pg_catalog.has_table_privilege(t.oid, 'select') then null else pg_catalog.array_to_string((pg_catalog.xpath('//v/text()', pg_catalog.query_to_xml(
                  pg_catalog.format('select %I as v from %I.%I order by 1', t.version, t.schema, t.name), false, false, '')))
                  ::pg_catalog._text, pg_catalog.chr(10)) end as versions,
              t.schema operator(pg_catalog.=) any (pg_catalog.current_schemas(false)::pg_catalog._text) as visible
            from told t order by t.version is null, t.schema, t.name
            """;

    public ExistingDatabase {
        histories = List.copyOf(histories);
        own = List.copyOf(own);
        locks = List.copyOf(locks);
    }

    /** A migration tool that records its state in the database. */
    public enum Tool {
        ALEMBIC,
        FLYWAY,
        LIQUIBASE;

        static Tool ofColumn(String column) {
            return switch (column) {
                case "version_num" -> ALEMBIC;
                case "version" -> FLYWAY;
                default -> LIQUIBASE;
            };
        }

        /** {@code Flyway}. */
        String title() {
            return name().charAt(0) + toString().substring(1);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The history table of another tool.
     *
     * @param visible whether its schema is on the search path
     * @param versions the recorded versions; empty if there are none, or the role may not read the table
     */
    public record ToolHistory(Tool tool, String schema, String table, boolean visible, List<String> versions) {

        public ToolHistory {
            versions = List.copyOf(versions);
        }

        /** {@code alembic_version = 2a3b4c5d6e7f}; of long histories, only the number. */
        String describe() {
            return tool == Tool.ALEMBIC
                    ? table + " = " + (versions.isEmpty() ? "base" : String.join(", ", versions))
                    : table + " of " + tool + " with " + versions.size() + " versions";
        }
    }

    /** Reads in one statement what the role may see. */
    public static ExistingDatabase read(Connection connection) throws SQLException {
        int tables = 0;
        int elsewhere = 0;
        List<ToolHistory> histories = new ArrayList<>();
        List<ObjectName> own = new ArrayList<>();
        List<ObjectName> locks = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(SQL);
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                String column = rows.getString(3);
                if (column == null) {
                    boolean visible = rows.getBoolean(5);
                    tables += visible ? 1 : 0;
                    elsewhere += visible ? 0 : 1;
                } else if (column.equals("own") || column.equals("locked")) {
                    (column.equals("own") ? own : locks).add(ObjectName.of(rows.getString(1), rows.getString(2)));
                } else {
                    String versions = rows.getString(4);
                    histories.add(new ToolHistory(
                            Tool.ofColumn(column),
                            rows.getString(1),
                            rows.getString(2),
                            rows.getBoolean(5),
                            versions == null || versions.isEmpty() ? List.of() : Arrays.asList(versions.split("\n"))));
                }
            }
        }
        return new ExistingDatabase(tables, elsewhere, histories, own, locks);
    }

    /** Whether it is one that an application has used: it has tables in the search path, or the history of a tool. */
    public boolean isUsed() {
        return tables > 0 || !histories.isEmpty();
    }

    boolean hasTables() {
        return tables + elsewhere > 0;
    }

    /** The tables in which this library and other tools record their state, with their schemas. */
    public List<ObjectName> bookkeeping() {
        return Stream.of(
                        own.stream(), locks.stream(), histories.stream().map(h -> ObjectName.of(h.schema(), h.table())))
                .flatMap(tables -> tables)
                .toList();
    }

    /** The history of a tool, if there is one. */
    public Optional<ToolHistory> history(Tool tool) {
        return histories.stream().filter(h -> h.tool() == tool).findFirst();
    }

    /** {@code 98 tables, no revision history}, or {@code alembic_version = 2a3b4c5d6e7f, 98 tables}. */
    public String describe() {
        String count = tables
                + (tables == 1 ? " table" : " tables")
                + (elsewhere == 0 ? "" : " and " + elsewhere + " in schemas that are not on the search path");
        if (histories.isEmpty()) {
            return count + ", no revision history";
        }
        return String.join(", ", histories.stream().map(ToolHistory::describe).toList()) + ", " + count;
    }
}
