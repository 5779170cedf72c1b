package com.levymaster.migrate.autoconfigure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes URLs of PostgreSQL, also those of drivers that wrap its driver. */
final class PostgresUrl {

    static final String EXAMPLE = "jdbc:postgresql://localhost:5432/app";

    private static final Pattern POSTGRESQL = Pattern.compile("jdbc:([\\w-]+:)*(postgresql|pgsql):.*", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("(?:jdbc:)?[^:/@]*:?");

    private PostgresUrl() {}

    static boolean matches(String url) {
        return POSTGRESQL.matcher(url).matches();
    }

    /** Returns the part of a URL that names the kind of database and has no user, host or password. */
    static String beginOf(String url) {
        Matcher begin = BEGIN.matcher(url);
        return begin.lookingAt() ? begin.group() : "";
    }
}
