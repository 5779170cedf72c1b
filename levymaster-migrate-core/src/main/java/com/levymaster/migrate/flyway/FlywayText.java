package com.levymaster.migrate.flyway;

import com.levymaster.migrate.flyway.FlywayOptions.Placeholders;
import com.levymaster.migrate.sql.SqlStatements;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The statements of a Flyway file, as they stand in a SQL file of this library. */
final class FlywayText {

    private static final Pattern ALONE = Pattern.compile(
            "(create|drop) (unique )?index concurrently\\b.*"
                    + "|reindex\\b.*\\b(concurrently|database|schema|system)\\b.*|vacuum\\b.*|discard all|alter system\\b.*"
                    + "|(create|drop|alter) (database|tablespace|subscription)\\b.*|alter \\w+ .* detach partition .* concurrently");
    private static final String FILE_NAME = "flyway:filename";

    private final FlywayFile file;
    private final Placeholders placeholders;
    private final List<String> faults;
    private final Map<String, String> used = new TreeMap<>();

    /** @param faults to which those of this file are added */
    FlywayText(FlywayFile file, Placeholders placeholders, List<String> faults) {
        this.file = file;
        this.placeholders = placeholders;
        this.faults = faults;
    }

    /** With placeholders as they are written here, at the same lines; nothing else is changed. */
    String placed() {
        String text = file.placeholders() ? replaced(this::placed) : file.text();
        if (isLiteral() && !text.equals(file.text())) {
            faults.add(file.path() + ":"
                    + SqlStatements.line(file.text(), file.text().indexOf("${"))
                    + ": `${` begins a placeholder here, and does not for Flyway: write it in another way");
        }
        return text;
    }

    /** Whether <code>${</code> means itself in it, so that the written file has no placeholders. */
    boolean isLiteral() {
        boolean same =
                placeholders.prefix().equals("${") && placeholders.suffix().equals("}");
        return file.text().contains("${") && !(file.placeholders() && same);
    }

    /** As Flyway runs it, where the values are known. */
    String valued() {
        Map<String, String> values = values();
        return file.placeholders()
                ? replaced(name -> values.getOrDefault(name, placeholders.prefix() + name + placeholders.suffix()))
                : file.text();
    }

    /** The placeholders of the text, as they are written here, with the value that Flyway gives them. */
    Map<String, String> used() {
        return used;
    }

    private String replaced(Function<String, String> replacement) {
        Pattern pattern = Pattern.compile(
                Pattern.quote(placeholders.prefix()) + "([^\\s'\"]*?)" + Pattern.quote(placeholders.suffix()));
        return pattern.matcher(file.text())
                .replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match.group(1))));
    }

    /** Flyway does not distinguish case; a colon in a name would have to be quoted in properties. */
    private String placed(String name) {
        if (name.equalsIgnoreCase(FILE_NAME)) {
            return fileName();
        }
        String known = Stream.of(placeholders.own(), placeholders.values())
                .flatMap(map -> map.keySet().stream())
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name)
                .replace(':', '_');
        Map<String, String> values = values();
        String value = values.containsKey(name) ? values.get(name) : values.get(known);
        if (value != null) {
            used.put(known, value);
        }
        return "${" + known + "}";
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(placeholders.own());
        values.putAll(placeholders.values());
        values.put(FILE_NAME, fileName());
        return values;
    }

    private String fileName() {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }

    /** Whether a statement of it cannot run in a transaction; Flyway then runs all of the file without one. */
    static boolean runsAlone(String text) {
        return SqlStatements.of(text).stream()
                .map(statement -> SqlStatements.plain(statement.text()))
                .anyMatch(plain -> ALONE.matcher(plain).matches());
    }
}
