package com.levymaster.migrate.schema;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Names constraints and indexes that have no explicit name. The names are deterministic, as with SQLAlchemy's naming
 * conventions.
 *
 * <p>A template may hold {@code {table}}, {@code {columns}} (joined by {@code _}) and {@code {referenced}} (the table
 * that a foreign key refers to). A name that PostgreSQL would truncate (beyond {@value #MAX_BYTES} bytes) is truncated
 * and ends with a hash of the whole name.
 */
public record NamingConvention(String primaryKey, String foreignKey, String unique, String index, String check) {

    /** The length to which PostgreSQL silently truncates names. */
    public static final int MAX_BYTES = 63;

    private static final int HASH_LENGTH = 9;

    /** The default: {@code pk_county}, {@code fk_tax_district_county_id_county}, {@code uq_county_name}, {@code ix_…}, {@code ck_…}. */
    public static final NamingConvention DEFAULT = new NamingConvention(
            "pk_{table}",
            "fk_{table}_{columns}_{referenced}",
            "uq_{table}_{columns}",
            "ix_{table}_{columns}",
            "ck_{table}_{columns}");

    /** The name of a primary key. */
    public String primaryKeyName(String table) {
        return filled(primaryKey, table, List.of(), "");
    }

    /** The name of a foreign key. */
    public String foreignKeyName(String table, List<String> columns, String referencedTable) {
        return filled(foreignKey, table, columns, referencedTable);
    }

    /** The name of a unique constraint. */
    public String uniqueName(String table, List<String> columns) {
        return filled(unique, table, columns, "");
    }

    /** The name of an index. */
    public String indexName(String table, List<String> columns) {
        return filled(index, table, columns, "");
    }

    /** The name of a check constraint. */
    public String checkName(String table, List<String> columns) {
        return filled(check, table, columns, "");
    }

    /** Returns the name, or its beginning and a hash if it is longer than PostgreSQL allows. */
    public static String truncate(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
            return name;
        }
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return cut(name, MAX_BYTES - HASH_LENGTH) + "_" + String.format("%08x", crc.getValue());
    }

    /** Truncates a name to the given number of bytes, as PostgreSQL does. */
    public static String cut(String name, int bytes) {
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > bytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }

    private static String filled(String template, String table, List<String> columns, String referenced) {
        String name = template.replace("{table}", table)
                .replace("{columns}", String.join("_", columns))
                .replace("{referenced}", referenced);
        return truncate(name.endsWith("_") ? name.substring(0, name.length() - 1) : name);
    }
}
