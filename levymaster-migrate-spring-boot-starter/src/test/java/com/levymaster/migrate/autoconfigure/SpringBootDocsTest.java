package com.levymaster.migrate.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.actuate.endpoint.EventDescriptor;
import com.levymaster.migrate.actuate.endpoint.GraphDescriptor;
import com.levymaster.migrate.actuate.endpoint.HistoryDescriptor;
import com.levymaster.migrate.actuate.endpoint.MigratorDescriptor;
import com.levymaster.migrate.actuate.endpoint.RevisionDescriptor;
import com.levymaster.migrate.actuate.endpoint.RevisionDetailsDescriptor;
import com.levymaster.migrate.actuate.endpoint.RevisionsDescriptor;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/spring-boot.md} lists all properties, from their metadata, and all endpoint fields, from the Javadoc of
 * the records.
 */
class SpringBootDocsTest {

    private static final Path DOCS = Path.of("../docs/spring-boot.md");
    private static final Path SOURCES = Path.of("src/main/java/com/levymaster/migrate/actuate/endpoint");

    @Test
    void every_property_and_every_field_is_documented() throws IOException {
        String text = Files.readString(DOCS);
        String expected = section(section(text, "properties", properties()), "fields", fields());
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(DOCS, expected);
        }
        assertThat(Files.readString(DOCS)).isEqualTo(expected);
    }

    private static String section(String text, String name, String content) {
        return Pattern.compile("(?s)(<!-- " + name + " -->\n).*?(<!-- end -->)")
                .matcher(text)
                .replaceFirst("$1" + Matcher.quoteReplacement(content) + "$2");
    }

    private static String properties() throws IOException {
        return "| Property | Default | Description |\n|---|---|---|\n"
                + StreamSupport.stream(metadata().get("properties").spliterator(), false)
                        .sorted((a, b) -> name(a).compareTo(name(b)))
                        .map(SpringBootDocsTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(JsonNode property) {
        JsonNode value = property.get("defaultValue");
        assertThat(property.path("description").asString())
                .as("the description of " + name(property))
                .isNotBlank();
        return "| `" + name(property) + "` | " + (value == null ? "" : "`" + shown(value) + "`") + " | "
                + property.get("description").asString().replace("\n", " ").replaceAll(" +", " ") + " |\n";
    }

    private static String shown(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining(","))
                : value.asString();
    }

    private static String name(JsonNode property) {
        return property.get("name").asString();
    }

    private static JsonNode metadata() throws IOException {
        String name = "META-INF/spring-configuration-metadata.json";
        for (URL url :
                Collections.list(SpringBootDocsTest.class.getClassLoader().getResources(name))) {
            JsonNode tree = JsonMapper.shared().readTree(url.openStream().readAllBytes());
            if (tree.toString().contains("levymaster.migrate")) {
                return tree;
            }
        }
        throw new AssertionError("no metadata of ours");
    }

    private static String fields() {
        List<Class<? extends Record>> descriptors = List.of(
                MigratorDescriptor.class,
                RevisionsDescriptor.class,
                RevisionDescriptor.class,
                HistoryDescriptor.class,
                EventDescriptor.class,
                GraphDescriptor.class,
                GraphDescriptor.NodeDescriptor.class,
                RevisionDetailsDescriptor.class);
        List<String> titles = List.of(
                "`/actuator/migrations`",
                "`/current`, `/heads`, `/pending`",
                "a revision in them",
                "`/history`",
                "an event in it",
                "`/graph`",
                "a revision in it",
                "`/{revision}`");
        StringBuilder text = new StringBuilder("| Path | Field | Type | Description |\n|---|---|---|---|\n");
        for (int i = 0; i < titles.size(); i++) {
            text.append(fields(titles.get(i), descriptors.get(i)));
        }
        return text.toString();
    }

    private static String fields(String title, Class<? extends Record> type) {
        String source = source(type);
        return Arrays.stream(type.getRecordComponents())
                .map(field -> "| " + title + " | `" + field.getName() + "` | " + typeOf(field) + " | "
                        + description(source, type, field) + " |\n")
                .collect(Collectors.joining());
    }

    private static String typeOf(RecordComponent field) {
        String type = field.getType().getSimpleName();
        return switch (type) {
            case "List" -> "array";
            case "int", "long" -> "number";
            case "Instant" -> "ISO 8601 time";
            case "boolean" -> "boolean";
            case "String" -> "string";
            default -> "object";
        };
    }

    /** Returns the text of the {@code @param} tag, or an empty string if there is none. */
    private static String description(String source, Class<?> type, RecordComponent field) {
        String doc = source.substring(0, source.indexOf("record " + type.getSimpleName()));
        doc = doc.substring(doc.lastIndexOf("/**"));
        Matcher param = Pattern.compile("(?s)@param " + field.getName() + " (.*?)(?=\\n *\\* @param|\\n *\\*/)")
                .matcher(doc);
        return param.find()
                ? param.group(1)
                        .replaceAll("\\n *\\* *", " ")
                        .replaceAll("\\{@code ([^}]*)}", "`$1`")
                        .strip()
                : "";
    }

    private static String source(Class<?> type) {
        String file = (type.getEnclosingClass() == null ? type : type.getEnclosingClass()).getSimpleName();
        try {
            return Files.readString(SOURCES.resolve(file + ".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
