package com.levymaster.migrate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code docs/architecture.md}, with which the code is compared. */
public final class ArchitecturePage {

    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "com", "levymaster", "migrate");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$");
    private static final Pattern HOP = Pattern.compile("(?m)^\\d+\\. `(\\w+)\\.(\\w+)`");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)\\*/");
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@(?:code|link) (?:[a-z.]+\\.)?([^}]+)}");

    private final String text;

    private ArchitecturePage(String text) {
        this.text = text;
    }

    public static ArchitecturePage read() {
        return new ArchitecturePage(content(PAGE));
    }

    /** A hop of a walk: the method that it enters. */
    public record Hop(String type, String method) {

        @Override
        public String toString() {
            return type + "." + method;
        }
    }

    /** The table of packages below this heading: the sentence of each, in order; the root package has the empty name. */
    public Map<String, String> packages(String heading) {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(section(heading));
        while (row.find()) {
            rows.put(row.group(1).equals("(root)") ? "" : row.group(1), row.group(2));
        }
        return rows;
    }

    /** The first sentences of the {@code package-info.java} files of this module, in this order. */
    public static Map<String, String> firstSentences(List<String> packages) {
        Map<String, String> sentences = new LinkedHashMap<>();
        for (String name : packages) {
            Path directory = name.isEmpty() ? SOURCES : SOURCES.resolve(name.replace('.', '/'));
            sentences.put(name, firstSentence(content(directory.resolve("package-info.java"))));
        }
        return sentences;
    }

    private static String firstSentence(String source) {
        Matcher comment = COMMENT.matcher(source);
        if (!comment.find()) {
            return "";
        }
        String line = comment.group(1)
                .replaceAll("(?m)^\\s*\\*", "")
                .replaceAll("\\s+", " ")
                .strip();
        return INLINE_TAG.matcher(line.split("(?<=\\.)\\s", 2)[0]).replaceAll("`$1`");
    }

    /** The numbered hops below this heading. */
    public List<Hop> walk(String heading) {
        List<Hop> hops = new ArrayList<>();
        Matcher hop = HOP.matcher(section(heading));
        while (hop.find()) {
            hops.add(new Hop(hop.group(1), hop.group(2)));
        }
        return hops;
    }

    private String section(String heading) {
        int start = text.indexOf("\n" + heading + "\n");
        if (start < 0) {
            throw new IllegalStateException(PAGE + " has no heading " + heading);
        }
        int end = text.indexOf("\n#", start + heading.length() + 2);
        return end < 0 ? text.substring(start) : text.substring(start, end);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
