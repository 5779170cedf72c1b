package com.levymaster.migrate.autogenerate;

import static com.levymaster.migrate.autogenerate.AutogenerateTest.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the file that is drafted, and where it is written. */
class DraftTest {

    private static final RevisionHeader HEADER =
            RevisionHeader.of("7c1e5b0a", "5b0a91d3").withMessage("change it");

    @TempDir
    Path sources;

    @Test
    void what_cannot_be_expressed_stands_in_the_file_and_among_the_warnings() {
        DesiredModel model = new DesiredModel(
                schema(AutogenerateTest::county),
                Set.of(),
                List.of(),
                Map.of(),
                Map.of(),
                ValueMapping.NONE,
                List.of(),
                List.of("A database object is not created"));
        Autogenerate autogenerate = new Autogenerate(AutogenerateOptions.DEFAULT);

        Comparison comparison = autogenerate.compare(model, schema(op -> {}));

        assertThat(comparison.warnings()).containsExactly("A database object is not created");
        assertThat(autogenerate.draft(comparison, HEADER, "").map(Draft::source).orElseThrow())
                .contains("// REVIEW: A database object is not created");
    }

    @Test
    void a_template_lays_out_the_file() {
        Autogenerate autogenerate = new Autogenerate(AutogenerateOptions.DEFAULT.withTemplate(
                revision -> "// Ours\n" + RevisionTemplate.DEFAULT.text(revision)));

        String source =
                autogenerate.draft(comparison(), HEADER, "").map(Draft::source).orElseThrow();

        assertThat(source).startsWith("// Ours\nimport static").contains("class R7c1e5b0a_ChangeIt");
    }

    @Test
    void a_draft_never_overwrites_a_file() throws IOException {
        Comparison comparison = comparison();
        Draft draft = new Autogenerate(AutogenerateOptions.DEFAULT)
                .draft(comparison, HEADER, "com.example")
                .orElseThrow();

        Path file = draft.writeTo(sources);

        assertThat(file).isEqualTo(sources.resolve("com/example/R7c1e5b0a_ChangeIt.java"));
        assertThat(Files.readString(file)).isEqualTo(draft.source());
        assertThatThrownBy(() -> draft.writeTo(sources))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> draft.writeTo(sources.resolve("nowhere")))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void characters_of_an_id_that_no_class_name_can_contain_become_underscores() {
        Draft draft = Draft.empty(RevisionHeader.of("v1.0"), "com.example", RevisionTemplate.DEFAULT);

        assertThat(draft.writeTo(sources)).hasFileName("Rv1_0.java");
        assertThat(draft.source()).contains("@Revision(id = \"v1.0\")\nclass Rv1_0 ");
    }

    @Test
    void an_empty_message_and_a_database_behind_are_refused() {
        Comparison comparison = comparison();

        assertThatThrownBy(() ->
                        new Autogenerate(AutogenerateOptions.DEFAULT).draft(comparison, HEADER.withMessage(" "), ""))
                .hasMessageContaining("message is empty");
        assertThatThrownBy(() -> Autogenerate.requireAtHead(List.of("b"), List.of("a")))
                .hasMessageContaining("The database is at a, the revisions lead to b.")
                .hasMessageContaining("upgrade heads");
    }

    private static Comparison comparison() {
        return new Autogenerate(AutogenerateOptions.DEFAULT)
                .compare(DesiredModel.of(schema(AutogenerateTest::county)), schema(op -> {}));
    }
}
