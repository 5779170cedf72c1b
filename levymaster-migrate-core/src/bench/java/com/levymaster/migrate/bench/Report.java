package com.levymaster.migrate.bench;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All that was measured.
 *
 * @param seconds that it took
 */
record Report(Machine machine, long seconds, List<Section> sections) {

    Report {
        sections = List.copyOf(sections);
    }

    /**
     * Writes {@code performance.md} and {@code performance.json}.
     *
     * @param notes what people have to say about it
     */
    Path write(Path directory, String notes) throws IOException {
        Path markdown = Files.createDirectories(directory).resolve("performance.md");
        Files.writeString(markdown, new Markdown(this, notes).text());
        new ObjectMapper()
                .setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(directory.resolve("performance.json").toFile(), this);
        return markdown;
    }
}
