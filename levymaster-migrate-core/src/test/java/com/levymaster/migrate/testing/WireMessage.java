package com.levymaster.migrate.testing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the messages of one connection's client, and knows what its prepared statements and portals stand for. */
final class WireMessage {

    /** What the driver says before it gives the connection away. */
    private static final Pattern OPENING = Pattern.compile("SET (extra_float_digits|application_name) = .*");

    /** The driver sends it ahead of the first statement, and does not wait for the answer. */
    private static final String BEGIN = "BEGIN";

    private final WireCount count;
    private final Map<String, String> prepared = new HashMap<>();
    private final Map<String, String> portals = new HashMap<>();

    WireMessage(WireCount count) {
        this.count = count;
    }

    static int number(byte[] body) {
        return ByteBuffer.wrap(body).getInt();
    }

    void read(char type, byte[] body) {
        Strings strings = new Strings(body);
        switch (type) {
            case 'P' -> prepared.put(strings.next(), strings.next());
            case 'B' -> portals.put(strings.next(), prepared.getOrDefault(strings.next(), ""));
            case 'E' -> count.statement(portals.getOrDefault(strings.next(), ""));
            case 'S' -> count.roundTrip();
            case 'Q' -> simple(strings.next());
            default -> {}
        }
    }

    private void simple(String sql) {
        if (OPENING.matcher(sql).matches()) {
            return;
        }
        count.statement(sql);
        if (!sql.equals(BEGIN)) {
            count.roundTrip();
        }
    }

    /** The strings at the beginning of a message, each ended by a zero. */
    private static final class Strings {

        private final byte[] body;
        private int position;

        Strings(byte[] body) {
            this.body = body;
        }

        String next() {
            int start = position;
            while (body[position] != 0) {
                position++;
            }
            return new String(body, start, position++ - start, StandardCharsets.UTF_8);
        }
    }
}
