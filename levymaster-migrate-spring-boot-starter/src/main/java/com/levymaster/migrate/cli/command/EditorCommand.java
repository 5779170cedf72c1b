package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.error.MigrationException;
import java.util.ArrayList;
import java.util.List;

/** The words of a command, such as {@code code --wait} or {@code "/opt/my editor/bin/edit" -n}. */
final class EditorCommand {

    private EditorCommand() {}

    /**
     * Splits a command at blanks, as a shell does: quotes hold a word together. A backslash escapes a blank, a quote or a
     * backslash only, so that paths of Windows are left as they are.
     */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            boolean escapes = c == '\\'
                    && quote != '\''
                    && i + 1 < command.length()
                    && (quote == 0 ? " \t\"'\\" : "\"\\").indexOf(command.charAt(i + 1)) >= 0;
            if (escapes) {
                word.append(command.charAt(++i));
                begun = true;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new MigrationException(
                    "The editor has a quote that is not closed: " + command, "correct VISUAL or EDITOR.");
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
