package com.levymaster.migrate.inspect;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One row of a result, by column name. */
record Row(ResultSet result) {

    String text(String column) throws SQLException {
        String value = result.getString(column);
        if (value == null) {
            throw new IllegalStateException("The catalog has no value for " + column);
        }
        return value;
    }

    @Nullable
    String textOrNull(String column) throws SQLException {
        return result.getString(column);
    }

    /** A single-letter code of the catalog; a blank if it is null or empty. */
    char letter(String column) throws SQLException {
        String value = result.getString(column);
        return value == null || value.isEmpty() ? ' ' : value.charAt(0);
    }

    boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    @Nullable
    Integer numberOrNull(String column) throws SQLException {
        int value = result.getInt(column);
        return result.wasNull() ? null : value;
    }

    /** An array without nulls in it; empty when the array itself is null. */
    List<String> texts(String column) throws SQLException {
        return List.copyOf(textsOrNulls(column));
    }

    List<@Nullable String> textsOrNulls(String column) throws SQLException {
        Array array = result.getArray(column);
        return array == null ? List.of() : new ArrayList<>(Arrays.asList((String[]) array.getArray()));
    }

    /**
     * The numbers of an {@code int2vector}, {@code 1 2 0}, or an array, {@code {1,2}}; empty if it is null. An array that the
     * driver got in its binary format has quotes, <code>{"1","2"}</code>: that is so once the statement is prepared on the
     * server.
     */
    List<Long> numbers(String column) throws SQLException {
        String text = result.getString(column);
        List<Long> numbers = new ArrayList<>();
        if (text != null) {
            StringTokenizer tokens = new StringTokenizer(text, "{}, \"");
            while (tokens.hasMoreTokens()) {
                numbers.add(Long.valueOf(tokens.nextToken()));
            }
        }
        return numbers;
    }

    /** An array of {@code key=value}. */
    Map<String, String> options(String column) throws SQLException {
        Map<String, String> options = new TreeMap<>();
        for (String option : texts(column)) {
            int equals = option.indexOf('=');
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return options;
    }
}
