package com.levymaster.migrate.alembic;

import java.util.List;
import java.util.stream.Collectors;

/** The text of a file, for messages. */
record PythonSource(String name, List<String> text) {

    private static final int SHOWN_LINES = 20;

    static PythonSource of(String name, String text) {
        return new PythonSource(name, text.lines().toList());
    }

    /** A line, counted from 1. */
    String line(int number) {
        return number >= 1 && number <= text.size() ? text.get(number - 1) : "";
    }

    String lines(int from, int to) {
        String shown = text.subList(from - 1, Math.min(Math.min(to, text.size()), from - 1 + SHOWN_LINES)).stream()
                .collect(Collectors.joining("\n"));
        return to - from < SHOWN_LINES ? shown : shown + "\n…";
    }
}
