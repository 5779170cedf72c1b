package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.sql.SqlStatements;
import com.levymaster.migrate.sql.SqlStatements.Statement;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SQL of another tool, as it stands in a SQL file of this library. */
public final class ForeignSql {

    private static final Pattern MARKER = Pattern.compile("(?i)--\\s*(upgrade|downgrade|autocommit|transaction)\\s*");
    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?i)--\\s*(revision|repeatable|down_revision|depends_on|labels"
                    + "|message|replaces|placeholders|transactional|isolation|ignored_hazards|because|adopted|irreversible)\\s*:.*");

    private ForeignSql() {}

    /**
     * Returns the text with a prefix in comments that would have a meaning here, and a semicolon after the last statement.
     *
     * @param tool the prefix
     * @param header whether it is a file of its own, whose comments could be a header
     */
    public static String escaped(String original, String tool, boolean header) {
        String text = terminated(original);
        StringBuilder escaped = new StringBuilder();
        int copied = 0;
        for (Statement statement : SqlStatements.of(text)) {
            for (Token comment : Stream.concat(statement.before().stream(), statement.within().stream())
                    .toList()) {
                boolean means = MARKER.matcher(comment.text()).matches()
                        || header && ATTRIBUTE.matcher(comment.text()).matches();
                if (means) {
                    escaped.append(text, copied, comment.start())
                            .append("-- ")
                            .append(tool)
                            .append(": ");
                    copied = comment.start() + 2;
                }
            }
        }
        escaped.append(text.substring(copied));
        if (!text.endsWith("\n")) {
            escaped.append('\n');
        }
        return escaped.toString();
    }

    /** If a further statement belongs to the last one, that has no semicolon. */
    private static String terminated(String text) {
        List<Statement> statements = statements(text);
        if (statements.isEmpty() || statements(text + "\nselect 1").size() > statements.size()) {
            return text;
        }
        int end = statements.get(statements.size() - 1).end();
        return text.substring(0, end) + ";" + text.substring(end);
    }

    private static List<Statement> statements(String text) {
        return SqlStatements.of(text).stream()
                .filter(statement -> !statement.text().isEmpty())
                .toList();
    }

    /** Returns a step that fails when it runs, in quotes of an identifier, which the message of a failure shows. */
    public static String unwritten(String what, String review) {
        return "-- REVIEW: write what " + review
                + " does, or replace this file by a revision in Java with the same id\n"
                + "select \"" + what.replace("\"", "\"\"") + " is not written as SQL\";\n";
    }
}
