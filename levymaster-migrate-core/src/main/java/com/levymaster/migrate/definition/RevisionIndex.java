package com.levymaster.migrate.definition;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An index of revisions with their annotations, written by the compiler ({@link RevisionIndexProcessor}), so that a start
 * without pending revisions loads none of their classes. For applications without Spring:
 *
 * <pre>{@code
 * Migrator.builder(dataSource).scripts(RevisionIndex.read(loader)).build().upgrade();
 * }</pre>
 *
 * <p>The starter reads it instead of the class files of revisions that are in a jar. When the application was processed
 * ahead of time, it names revisions that were compiled later.
 */
public final class RevisionIndex {

    /** The path of the index on the class path. */
    public static final String RESOURCE = "META-INF/levymaster-migrate.revisions";

    private static final String FIELD = "\t";
    private static final String ITEM = "\u001F";
    private static final int FIELDS = 16;

    private RevisionIndex() {}

    /**
     * A revision of an index.
     *
     * @param definition its class is loaded when it is instantiated
     * @param annotatedFurther whether its class has annotations besides {@link com.levymaster.migrate.Revision}, such as
     *     a condition, which the index does not have
     * @param index the address of the index
     */
    public record Entry(String className, RevisionDefinition definition, boolean annotatedFurther, String index) {

        /** Returns the address of the class file, which is in the jar or directory of the index. */
        public String classFile() {
            String root = index.substring(0, index.length() - RESOURCE.length());
            return root + className.replace('.', '/') + ".class";
        }
    }

    /**
     * Returns the text of an index, one line for each class.
     *
     * @throws InvalidRevisionClassException if a class has no {@link com.levymaster.migrate.Revision}
     */
    public static String of(Collection<Class<? extends Migration>> types) {
        return types.stream()
                .map(type -> line(
                                type.getName(),
                                RevisionDefinition.of(type, RevisionIndex::unused),
                                type.getDeclaredAnnotations().length > 1)
                        + "\n")
                .collect(Collectors.joining());
    }

    /**
     * Reads the revisions of all indexes on the class path. Their classes need a constructor without parameters.
     *
     * @throws MigrationException if there is no index, or one has an invalid line
     */
    public static List<RevisionDefinition> read(ClassLoader loader) {
        Map<String, Entry> byLine = new LinkedHashMap<>();
        for (Line line : lines(loader)) {
            if (!line.isOfThisVersion()) {
                throw new MigrationException(
                        "The index " + line.index() + " has an invalid line: " + line.text() + ". Nothing was changed.",
                        "rebuild the application with the version of the library that it runs with.");
            }
            byLine.putIfAbsent(line.text(), entry(line, loader));
        }
        if (byLine.isEmpty()) {
            throw new MigrationException(
                    "There is no " + RESOURCE + " on the class path. Nothing was changed.",
                    "let the compiler write it: this library must be among its annotation processors; or specify the"
                            + " revision classes.");
        }
        return byLine.values().stream().map(Entry::definition).toList();
    }

    /**
     * Returns the revisions of all indexes on the class path, without lines that another version of this library has
     * written. A class of which there are two copies is there twice.
     */
    public static List<Entry> entries(ClassLoader loader) {
        return lines(loader).stream()
                .filter(Line::isOfThisVersion)
                .map(line -> entry(line, loader))
                .toList();
    }

    /** Returns the names of the classes in all indexes on the class path; none if there is no index. */
    public static Set<String> classNames(ClassLoader loader) {
        return lines(loader).stream().map(line -> className(line.text())).collect(Collectors.toSet());
    }

    /** @param index its address */
    private record Line(String text, List<String> fields, String index) {

        static Line of(String text, String index) {
            return new Line(text, Arrays.asList(text.split(FIELD, -1)), index);
        }

        boolean isOfThisVersion() {
            return fields.size() == FIELDS;
        }
    }

    private static List<Line> lines(ClassLoader loader) {
        List<Line> lines = new ArrayList<>();
        try {
            for (URL index : Collections.list(loader.getResources(RESOURCE))) {
                try (InputStream in = index.openStream()) {
                    String address = index.toString();
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(text -> lines.add(Line.of(text, address)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    static Migration unused() {
        throw new IllegalStateException("The index only needs the annotation of a revision.");
    }

    /** Returns the line of a class. */
    static String line(String className, RevisionDefinition definition, boolean annotatedFurther) {
        RevisionHeader header = definition.header();
        RevisionOptions options = definition.options();
        return String.join(
                FIELD,
                className,
                header.id(),
                String.join(ITEM, header.down()),
                String.join(ITEM, header.dependsOn()),
                String.join(ITEM, header.labels()),
                escape(header.message()),
                String.valueOf(options.transactional()),
                options.isolation().name(),
                options.ignoredHazards().stream().sorted().collect(Collectors.joining(ITEM)),
                String.valueOf(options.adopted()),
                String.join(ITEM, header.replaces()),
                options.database(),
                header.phase().name(),
                escape(options.because()),
                header.module(),
                String.valueOf(annotatedFurther));
    }

    /** Returns the name of the class of a line. */
    static String className(String line) {
        return line.substring(0, Math.max(0, line.indexOf(FIELD)));
    }

    private static Entry entry(Line line, ClassLoader loader) {
        List<String> fields = line.fields();
        RevisionHeader header = new RevisionHeader(
                fields.get(1),
                items(fields.get(2)),
                items(fields.get(3)),
                items(fields.get(4)),
                fields.get(5).translateEscapes(),
                items(fields.get(10)),
                Phase.valueOf(fields.get(12)),
                fields.get(14));
        RevisionOptions options = new RevisionOptions(
                Boolean.parseBoolean(fields.get(6)),
                Isolation.valueOf(fields.get(7)),
                Set.copyOf(items(fields.get(8))),
                Boolean.parseBoolean(fields.get(9)),
                fields.get(11),
                fields.get(13).translateEscapes());
        RevisionDefinition definition = new RevisionDefinition(header, options, () -> make(fields.get(0), loader));
        return new Entry(fields.get(0), definition, Boolean.parseBoolean(fields.get(15)), line.index());
    }

    private static String escape(String message) {
        return message.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static List<String> items(String field) {
        return field.isEmpty() ? List.of() : Arrays.asList(field.split(ITEM, -1));
    }

    private static Migration make(String className, ClassLoader loader) {
        try {
            var constructor =
                    loader.loadClass(className).asSubclass(Migration.class).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new MigrationException(
                    "Revision class " + className + " of the index cannot be instantiated: " + e + ".",
                    "rebuild the application; the class needs a constructor without parameters.",
                    e);
        }
    }
}
