package com.levymaster.migrate.bench;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that was measured.
 *
 * @param seconds that it took
 */
record Report(Machine machine, long seconds, List<Section> sections) {

    private static final String DATA = "performance.json";

    /** W4, W4p, W5, W10. */
    private static final Comparator<String> BY_NUMBER = Comparator.<String>comparingInt(
                    id -> Integer.parseInt(id.replaceAll("\\D", "")))
            .thenComparing(Comparator.naturalOrder());

    Report {
        sections = List.copyOf(sections);
    }

    /** A report that was written before, with the sections of this one in the place of its own. */
    Report over(Path directory) throws IOException {
        Path before = directory.resolve(DATA);
        if (!Files.exists(before)) {
            return this;
        }
        Report earlier = json().readValue(before.toFile(), Report.class);
        Map<String, Section> all = new TreeMap<>(BY_NUMBER);
        earlier.sections().forEach(section -> all.put(section.id(), section));
        sections.forEach(section -> all.put(section.id(), section));
        return new Report(machine, earlier.seconds() + seconds, List.copyOf(all.values()));
    }

    /**
     * Writes {@code performance.md} and {@code performance.json}.
     *
     * @param notes what people have to say about it
     */
    Path write(Path directory, String notes) throws IOException {
        Path markdown = Files.createDirectories(directory).resolve("performance.md");
        Files.writeString(markdown, new Markdown(this, notes).text());
        json().writeValue(directory.resolve(DATA).toFile(), this);
        return markdown;
    }

    private static ObjectMapper json() {
        return new ObjectMapper()
                .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .enable(SerializationFeature.INDENT_OUTPUT);
    }
}
