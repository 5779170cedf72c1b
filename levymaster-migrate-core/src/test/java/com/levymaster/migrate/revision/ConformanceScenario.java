package com.levymaster.migrate.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One file of expectations that Alembic itself gave: a graph and questions about it. */
record ConformanceScenario(String file, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static List<ConformanceScenario> all() {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(
                        ConformanceScenario.class.getResource("/conformance"), "the scenarios are missing")
                .toURI()))) {
            return files.sorted().map(ConformanceScenario::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConformanceScenario read(Path path) {
        try {
            String name = String.valueOf(path.getFileName());
            return new ConformanceScenario(name.replace(".json", ""), JSON.readTree(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RevisionGraph graph() {
        return RevisionGraph.of(list(json.get("revisions")).stream()
                .map(revision -> new RevisionHeader(
                        revision.get("id").asText(),
                        texts(revision.get("down")),
                        texts(revision.get("dependsOn")),
                        texts(revision.get("labels")),
                        ""))
                .toList());
    }

    JsonNode expectedGraph() {
        return json.get("graph");
    }

    List<Case> cases() {
        RevisionGraph graph = expectedGraph().has("error") ? RevisionGraph.of(List.of()) : graph();
        return list(json.get("cases")).stream()
                .map(node -> new Case(file, graph, node))
                .toList();
    }

    @Override
    public String toString() {
        return file;
    }

    /** One question, named by what is asked. */
    record Case(String file, RevisionGraph graph, JsonNode json) {

        String kind() {
            return json.get("kind").asText();
        }

        JsonNode expect() {
            return json.get("expect");
        }

        boolean flag(String name) {
            return json.path(name).asBoolean() || expect().path(name).asBoolean();
        }

        String text(String name) {
            return json.path(name).asText();
        }

        List<String> target() {
            JsonNode target = json.get("target");
            return target.isArray() ? texts(target) : List.of(target.asText());
        }

        List<String> strings(String name) {
            return json.has(name) ? texts(json.get(name)) : List.of();
        }

        /** The applied set that the rows of Alembic's table stand for. */
        Set<String> applied(RevisionGraph graph) {
            Set<String> applied = new TreeSet<>(strings("current"));
            graph.ancestors(applied).forEach(header -> applied.add(header.id()));
            return applied;
        }

        @Override
        public String toString() {
            String rows = json.has("current") ? " from " + strings("current") : "";
            String more = (flag("sql") ? " sql" : "")
                    + (flag("purge") ? " purge" : "")
                    + (flag("splice") ? " splice" : "")
                    + (json.has("newId") && !text("newId").startsWith("newrev") ? " as " + text("newId") : "")
                    + (json.has("label") ? " label " + text("label") : "")
                    + (json.has("dependsOn") ? " needs " + strings("dependsOn") : "");
            String target = json.has("target") ? " " + (json.get("target").isArray() ? target() : text("target")) : "";
            return file.substring(0, 3) + " " + kind() + target + rows + more;
        }
    }

    static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
