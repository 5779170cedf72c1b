package com.levymaster.migrate.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes URLs that are not of PostgreSQL. A URL of an unknown kind may be one of a driver that wraps PostgreSQL's, or of a
 * server that speaks its protocol.
 */
final class PostgresUrl {

    static final String EXAMPLE = "jdbc:postgresql://localhost:5432/app";

    private static final Pattern OTHER_DATABASE = Pattern.compile(
            "jdbc[\\w-]*:([\\w-]+:)*(mysql|mariadb|oracle|sqlserver|jtds|h2|hsqldb|derby|sqlite|db2|as400"
                    + "|informix-sqli|firebirdsql|sybase|sap|teradata|snowflake|bigquery|clickhouse|duckdb):.*",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern BEGIN = Pattern.compile("(?:jdbc[\\w-]*:)?[^:/@]*:?");

    private PostgresUrl() {}

    /** Returns whether no driver can connect to PostgreSQL by this URL: it is of another database, or not for JDBC. */
    static boolean isOfAnother(String url) {
        return !url.startsWith("jdbc") || OTHER_DATABASE.matcher(url).matches();
    }

    /** Returns the part of a URL that names the kind of database and has no user, host or password. */
    static String beginOf(String url) {
        Matcher begin = BEGIN.matcher(url);
        return begin.lookingAt() ? begin.group() : "";
    }
}
