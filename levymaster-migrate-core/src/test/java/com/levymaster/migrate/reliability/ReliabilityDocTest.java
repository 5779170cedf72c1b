package com.levymaster.migrate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/reliability.md} with the tests that it names. */
class ReliabilityDocTest {

    private static final Path PAGE = Path.of("..", "docs", "reliability.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+)…?)?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+)(?:, (\\d+))* \\|");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    @Test
    void every_test_that_the_page_names_exists() throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher named = TEST.matcher(Files.readString(PAGE));
        while (named.find()) {
            String method = named.group(2) == null ? "" : named.group(2);
            if (!source(named.group(1)).contains(" void " + method)) {
                missing.add(named.group());
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void every_row_of_the_fault_matrix_is_on_the_page() throws IOException {
        Set<Integer> rows = new TreeSet<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            Matcher numbers = NUMBER.matcher(row.group());
            while (numbers.find()) {
                rows.add(Integer.parseInt(numbers.group()));
            }
        }

        assertThat(rows)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 81).boxed().toList());
    }

    @Test
    void every_test_that_a_row_names_carries_the_tag_of_the_row() throws IOException {
        List<String> untagged = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.find()) {
                for (String number : NUMBER.matcher(row.group())
                        .results()
                        .map(MatchResult::group)
                        .toList()) {
                    String tag = "@Tag(\"row-%02d\")".formatted(Integer.parseInt(number));
                    untagged.addAll(withoutTag(tag, line));
                }
            }
        }

        assertThat(untagged).isEmpty();
    }

    private static List<String> withoutTag(String tag, String line) throws IOException {
        List<String> untagged = new ArrayList<>();
        Matcher named = TEST.matcher(line);
        while (named.find()) {
            String source = source(named.group(1));
            String tagged = named.group(2) == null ? source : annotations(source, named.group(2));
            if (!tagged.contains(tag)) {
                untagged.add(named.group() + " lacks " + tag);
            }
        }
        return untagged;
    }

    /** The lines between the previous blank line and the method. */
    private static String annotations(String source, String method) {
        int start = source.indexOf(" void " + method);
        return start < 0 ? "" : source.substring(source.lastIndexOf("\n\n", start), start);
    }

    /** Empty where there is no such class. */
    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            List<Path> found = files.filter(f -> f.endsWith(type + ".java")).toList();
            return found.isEmpty() ? "" : Files.readString(found.get(0));
        }
    }
}
