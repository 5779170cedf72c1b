package com.levymaster.migrate.autogenerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {

    @TempDir
    private Path directory;

    private SourceFiles files() {
        return new SourceFiles()
                .with(directory, "db.revisions", "a.sql", "select 1;")
                .with(directory, "", "B.java", "class B {}");
    }

    @Test
    void files_of_several_packages_are_written_in_their_order() {
        assertThat(files().write())
                .containsExactly(directory.resolve("db/revisions/a.sql"), directory.resolve("B.java"));
        assertThat(directory.resolve("db/revisions/a.sql")).hasContent("select 1;");
    }

    @Test
    void none_is_written_if_one_exists() throws IOException {
        Files.writeString(directory.resolve("B.java"), "// mine");

        assertThatThrownBy(() -> files().write()).hasMessageContaining("exists already; it was left as it is");

        assertThat(directory.resolve("db/revisions")).isEmptyDirectory();
        assertThat(directory.resolve("B.java")).hasContent("// mine");
    }

    @Test
    void what_an_interrupted_run_has_written_is_completed() throws IOException {
        Files.writeString(directory.resolve("B.java"), "class B {}");

        assertThat(files().complete()).containsExactly(directory.resolve("db/revisions/a.sql"));
        assertThat(files().complete()).isEmpty();
    }
}
