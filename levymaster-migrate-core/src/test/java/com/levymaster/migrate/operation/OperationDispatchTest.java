package com.levymaster.migrate.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The compiler demands nothing of a class that treats individual operations outside of a visitor. {@code CONTRIBUTING.md}
 * lists these classes, so that a new operation is considered in each of them.
 */
class OperationDispatchTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "com", "levymaster", "migrate");
    private static final Path PAGE = Path.of("..", "CONTRIBUTING.md");
    private static final String START = "These classes treat individual operations outside of a visitor";

    @Test
    void every_class_that_treats_individual_operations_is_listed_for_contributors() throws IOException {
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(dispatching());
    }

    private static Set<String> listed() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf(START);
        String section = page.substring(start, page.indexOf("\n## ", start));
        return Pattern.compile("`([a-z.]+\\.[A-Z]\\w+)`")
                .matcher(section.substring(section.indexOf("|---|")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> dispatching() throws IOException {
        String names = kinds(Operation.class).map(Class::getSimpleName).collect(Collectors.joining("|"));
        Pattern use = Pattern.compile("instanceof (?:\\w+\\.)?(?:" + names + ")\\b|\\b(?:" + names + ")\\.class\\b");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> usesOperations(content(file)))
                    .filter(file -> use.matcher(content(file)).find())
                    .map(file -> SOURCES.relativize(file).toString())
                    .map(file -> file.replace(".java", "").replace('\\', '/').replace('/', '.'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean usesOperations(String source) {
        return source.contains("import com.levymaster.migrate.operation.")
                || source.contains("package com.levymaster.migrate.operation;");
    }

    private static Stream<Class<?>> kinds(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(kind -> kind.isSealed() ? Stream.concat(Stream.of(kind), kinds(kind)) : Stream.of(kind));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
