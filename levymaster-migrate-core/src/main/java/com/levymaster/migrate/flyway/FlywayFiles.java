package com.levymaster.migrate.flyway;

import com.levymaster.migrate.flyway.FlywayFile.Kind;
import com.levymaster.migrate.flyway.FlywayNames.Name;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds and reads the migrations of a Flyway project. */
final class FlywayFiles {

    private static final String CONFIGURATION = ".conf";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<String> KNOWN = Set.of("executeInTransaction", "encoding", "placeholderReplacement");

    private final Path project;
    private final FlywayOptions options;
    private final FlywayNames names;
    private final List<FlywayFile> files = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private boolean complete = true;

    /** @param project the directory of {@code src/main/resources} */
    FlywayFiles(Path project, FlywayOptions options) {
        this.project = project;
        this.options = options;
        this.names = new FlywayNames(options.naming());
    }

    /** Reads all locations; files without a meaning for Flyway are ignored by it and here. */
    FlywayFiles read() {
        for (String location : options.locations()) {
            List<Path> found = directories(location.strip()).stream()
                    .filter(Files::isDirectory)
                    .toList();
            complete &= !found.isEmpty();
            if (found.isEmpty() && faults.isEmpty()) {
                faults.add("the location " + location + " is not a directory beneath " + project
                        + ": name those of Flyway with --locations");
            }
            found.forEach(this::readAll);
        }
        return this;
    }

    List<FlywayFile> files() {
        return files;
    }

    List<String> faults() {
        return faults;
    }

    /** Whether all locations were found. */
    boolean isComplete() {
        return complete;
    }

    List<String> ignored() {
        return ignored;
    }

    private List<Path> directories(String location) {
        String path = location.substring(location.indexOf(':') + 1).replace("{vendor}", "postgresql");
        if (path.contains("*") || path.contains("?")) {
            faults.add("the location " + location + " has a wildcard: name its directories one by one");
            return List.of();
        }
        if (location.startsWith("filesystem:")) {
            return List.of(project.resolve(path));
        }
        if (location.startsWith("classpath:") || !location.contains(":")) {
            String relative = path.replaceAll("^/+", "");
            return List.of(
                    project.resolve("src/main/resources").resolve(relative),
                    project.resolve("src/main/java").resolve(relative),
                    project.resolve(relative));
        }
        faults.add("the location " + location + " cannot be read here: copy it to a directory, and name that");
        return List.of();
    }

    private void readAll(Path directory) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                contents.put(shown(file), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        readAll(contents);
    }

    /** Reads files by their path. */
    FlywayFiles readAll(Map<String, byte[]> contents) {
        contents.keySet().forEach(path -> read(path, contents));
        return this;
    }

    private void read(String shown, Map<String, byte[]> contents) {
        String fileName = shown.substring(shown.lastIndexOf('/') + 1);
        Name name = names.read(fileName).orElse(null);
        if (name == null) {
            if (!fileName.endsWith(CONFIGURATION)) {
                ignored.add(shown);
            }
        } else if (name.fault() != null) {
            faults.add(shown + ": " + name.fault());
        } else if (name.kind() == Kind.JAVA) {
            files.add(new FlywayFile(Kind.JAVA, shown, name.version(), name.description(), "", true, null, false));
        } else {
            Properties configuration = configuration(shown + CONFIGURATION, contents);
            String text = text(shown, contents.getOrDefault(shown, new byte[0]), encoding(configuration, shown));
            files.add(new FlywayFile(
                    name.kind(),
                    shown,
                    name.version(),
                    name.description(),
                    text == null ? "" : text,
                    text != null,
                    flag(configuration, "executeInTransaction"),
                    !Boolean.FALSE.equals(flag(configuration, "placeholderReplacement"))
                            && options.placeholders().replaced()));
        }
    }

    private static @Nullable Boolean flag(Properties configuration, String key) {
        String value = configuration.getProperty(key);
        return value == null ? null : Boolean.valueOf(value.strip());
    }

    private Properties configuration(String path, Map<String, byte[]> contents) {
        Properties properties = new Properties();
        byte[] content = contents.get(path);
        if (content != null) {
            try {
                properties.load(new StringReader(new String(content, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
            unknown.removeAll(KNOWN);
            if (!unknown.isEmpty()) {
                faults.add(path + ": " + String.join(", ", unknown)
                        + " has no counterpart: remove it, and decide by hand");
            }
        }
        return properties;
    }

    private Charset encoding(Properties configuration, String shown) {
        String name = configuration.getProperty("encoding");
        try {
            return name == null ? options.encoding() : Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            faults.add(shown + CONFIGURATION + ": the encoding " + name + " is unknown");
            return options.encoding();
        }
    }

    private @Nullable String text(String shown, byte[] content, Charset encoding) {
        try {
            String text = encoding.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            faults.add(shown + " is not encoded in " + encoding
                    + ": set spring.flyway.encoding as it was for Flyway, or convert the file");
            return null;
        }
    }

    private String shown(Path file) {
        Path shown = file.startsWith(project) ? project.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }
}
