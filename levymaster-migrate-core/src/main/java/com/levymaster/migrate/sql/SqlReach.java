package com.levymaster.migrate.sql;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which SQL acts on more than its transaction, or on more than its database, as far as its words tell. */
public final class SqlReach {

    /** Of a function or procedure only the definition runs. */
    private static final Pattern DEFINITION =
            Pattern.compile("create (or replace )?(function|procedure|trigger|view|rule|event trigger)\\b.*");

    private static final Pattern OUTSIDE =
            Pattern.compile(".*(\\b(dblink\\w*|pg_terminate_backend|pg_cancel_backend|pg_reload_conf"
                    + "|pg_promote|pg_switch_wal|pg_logical_emit_message|pg_file_\\w+|lo_export|http_\\w+)\\b"
                    + "|^copy\\b.*\\bto (program )?'|\\b(from|to) program\\b).*");

    private static final String SERVER =
            "((create|alter|drop) (role|group|database|tablespace|user(?! mapping))|alter system)\\b";

    private static final Pattern OF_SERVER = Pattern.compile("^" + SERVER);

    private static final Pattern OF_SERVER_IN_BLOCK = Pattern.compile("\\b" + SERVER);

    private SqlReach() {}

    /** Whether a statement does something that a rollback does not undo, such as writing a file or ending a session. */
    public static boolean isOutside(String sql) {
        return anyStatement(sql, plain -> OUTSIDE.matcher(plain).matches());
    }

    /** Whether a statement changes roles, databases, tablespaces or settings of the server, which all its databases share. */
    public static boolean isOfServer(String sql) {
        return anyStatement(
                sql,
                plain -> (plain.startsWith("do ") ? OF_SERVER_IN_BLOCK : OF_SERVER)
                        .matcher(plain)
                        .find());
    }

    /** @param test of a statement in lower case, in one line */
    private static boolean anyStatement(String sql, Predicate<String> test) {
        return SqlStatements.of(sql).stream()
                .map(statement -> SqlStatements.plain(statement.text()))
                .filter(plain -> !DEFINITION.matcher(plain).matches())
                .anyMatch(plain -> test.test(plain.toLowerCase(Locale.ROOT)));
    }

    /** Whether a statement sets the position of a sequence. */
    public static boolean isPosition(String sql) {
        return anyStatement(sql, plain -> plain.matches(".*\\bsetval\\b.*"));
    }
}
