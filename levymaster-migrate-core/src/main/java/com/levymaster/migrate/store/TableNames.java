package com.levymaster.migrate.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of the version table and the history table.
 *
 * @param schema the schema of both; {@code null} for the default schema of the connection
 * @param version the version table, with one row per applied revision
 * @param history the history table, with one row per event; append-only
 * @param alembic the version table of Alembic that is kept in step; {@code null} for none
 */
public record TableNames(
        @Nullable String schema,
        String version,
        String history,
        @Nullable AlembicTable alembic) {

    /** {@code levymaster_version} and {@code levymaster_history} in the default schema. */
    public static final TableNames DEFAULT = new TableNames(null, "levymaster_version", "levymaster_history");

    /** Creates names beside which no table of Alembic is kept in step. */
    public TableNames(@Nullable String schema, String version, String history) {
        this(schema, version, history, null);
    }

    /** The same tables in another schema; {@code null} for the default schema. */
    public TableNames withSchema(@Nullable String value) {
        return new TableNames(value, version, history, alembic);
    }

    /** The same tables, and one of Alembic that is kept in step; {@code null} for none. */
    public TableNames withAlembic(@Nullable AlembicTable value) {
        return new TableNames(schema, version, history, value);
    }

    /** The quoted name of the version table, with its schema if there is one. */
    public String qualifiedVersion() {
        return qualified(version);
    }

    /** The quoted name of the history table, with its schema if there is one. */
    public String qualifiedHistory() {
        return qualified(history);
    }

    /** The name of the table with one row per repeatable: {@code levymaster_repeatable} beside {@code levymaster_version}. */
    public String repeatable() {
        return version.replaceFirst("_version$", "") + "_repeatable";
    }

    /** The quoted name of that table, with its schema if there is one. */
    public String qualifiedRepeatable() {
        return qualified(repeatable());
    }

    /** The name of the table with the progress of backfills: {@code levymaster_backfill} beside {@code levymaster_version}. */
    public String backfill() {
        return version.replaceFirst("_version$", "") + "_backfill";
    }

    /** The quoted name of that table, with its schema if there is one. */
    public String qualifiedBackfill() {
        return qualified(backfill());
    }

    /** All tables of the library, without the schema. */
    public List<String> all() {
        return List.of(version, history, repeatable(), backfill());
    }

    private String qualified(String table) {
        return schema == null ? quote(table) : quote(schema) + "." + quote(table);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** The value as a string literal. */
    static String text(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
