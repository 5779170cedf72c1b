package com.levymaster.migrate.store;

import org.jspecify.annotations.Nullable;

/**
 * Where we keep our own rows.
 *
 * @param schema {@code null} for the default schema of the connection
 * @param version one row for each applied revision
 * @param history one row for each event, never changed
 */
public record TableNames(@Nullable String schema, String version, String history) {

    /** {@code levymaster_version} and {@code levymaster_history} in the default schema. */
    public static final TableNames DEFAULT = new TableNames(null, "levymaster_version", "levymaster_history");

    public TableNames withSchema(@Nullable String value) {
        return new TableNames(value, version, history);
    }

    public String qualifiedVersion() {
        return qualified(version);
    }

    public String qualifiedHistory() {
        return qualified(history);
    }

    private String qualified(String table) {
        return schema == null ? quote(table) : quote(schema) + "." + quote(table);
    }

    static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** As a literal. */
    static String text(String value) {
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : " E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
