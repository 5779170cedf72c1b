package com.levymaster.migrate.revision;

import static com.levymaster.migrate.revision.ConformanceAnswer.ids;
import static com.levymaster.migrate.revision.ConformanceAnswer.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.levymaster.migrate.revision.ConformanceScenario.Case;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Alembic answers, we answer: the same steps, the same heads afterwards, the same category of error. Where we differ
 * on purpose, {@code conformance-differences.txt} has the case, the reason, and our answer.
 */
class RevisionGraphConformanceTest {

    private static final Differences DIFFERENCES = Differences.read();

    static List<ConformanceScenario> scenarios() {
        return ConformanceScenario.all();
    }

    static Stream<Case> cases() {
        return scenarios().stream()
                .flatMap(scenario -> scenario.cases().stream())
                .filter(asked -> !isSkipped(asked));
    }

    /** The corpus says so: what Alembic was given or what it answered is of no use. */
    private static boolean isSkipped(Case asked) {
        return asked.flag("invalidStart") || asked.expect().has("quirk");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void a_graph_is_what_Alembic_sees(ConformanceScenario scenario) {
        JsonNode expected = scenario.expectedGraph();
        if (expected.has("error")) {
            RevisionException refused = catchThrowableOfType(RevisionException.class, scenario::graph);
            assertThat(ConformanceAnswer.category(refused))
                    .isEqualTo(expected.get("error").asText());
            return;
        }
        RevisionGraph graph = scenario.graph();
        assertThat(ids(graph.heads())).isEqualTo(set(expected.get("heads")));
        assertThat(ids(graph.effectiveHeads())).isEqualTo(set(expected.get("effectiveHeads")));
        assertThat(ids(graph.bases())).isEqualTo(set(expected.get("bases")));
        assertThat(ids(graph.branchPoints())).isEqualTo(set(expected.get("branchPoints")));
        assertThat(ids(graph.mergePoints())).isEqualTo(set(expected.get("mergePoints")));
        assertThat(graph.headers())
                .allSatisfy(header -> assertThat(
                                List.copyOf(set(expected.path("effectiveLabels").path(header.id()))))
                        .isEqualTo(graph.labels(header.id())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void an_answer_is_that_of_Alembic_or_a_named_difference(Case asked) {
        ConformanceAnswer answer = ConformanceAnswer.of(asked.graph(), asked);
        String ours = DIFFERENCES.answers().get(asked.toString());
        if (ours == null) {
            assertThat(answer.agreesWith(asked))
                    .as(asked + ": we say " + answer + ", not " + asked.expect())
                    .isTrue();
        } else {
            assertThat(answer).hasToString(ours);
            assertThat(answer.agreesWith(asked)).as("no difference any more").isFalse();
        }
    }

    @Test
    void only_what_the_corpus_calls_useless_is_skipped() {
        long all = scenarios().stream()
                .mapToLong(scenario -> scenario.cases().size())
                .sum();
        assertThat(scenarios()).hasSize(89);
        assertThat(all).isEqualTo(3395);
        assertThat(all - cases().count()).isEqualTo(12);
    }

    @Test
    void every_difference_is_a_case_of_the_corpus_and_explained_in_the_docs() throws IOException {
        assertThat(cases().map(Case::toString))
                .containsAll(DIFFERENCES.answers().keySet());
        assertThat(Files.readString(Path.of("../docs/alembic.md"))).contains(DIFFERENCES.reasons());
    }

    /** Reasons are headings, and below each stand the cases: {@code case => our answer}. */
    private record Differences(List<String> reasons, TreeMap<String, String> answers) {

        static Differences read() {
            TreeMap<String, String> answers = new TreeMap<>();
            List<String> lines = lines();
            lines.stream().filter(line -> line.contains(" => ")).forEach(line -> {
                String[] sides = line.split(" => ", 2);
                assertThat(answers.put(sides[0], sides[1])).as(line).isNull();
            });
            return new Differences(
                    lines.stream()
                            .filter(line -> line.startsWith("# "))
                            .map(line -> line.substring(2))
                            .toList(),
                    answers);
        }

        private static List<String> lines() {
            try (InputStream in = Objects.requireNonNull(
                    RevisionGraphConformanceTest.class.getResourceAsStream("/conformance-differences.txt"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
