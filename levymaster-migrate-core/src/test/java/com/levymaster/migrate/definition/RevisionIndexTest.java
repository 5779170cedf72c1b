package com.levymaster.migrate.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.Phase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevisionIndexTest {

    @TempDir
    private Path directory;

    @Revision(id = "a1", branchLabels = "tax", message = "county")
    static class County implements Migration {

        @Override
        public void upgrade(Operations op) {}

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(
            id = "b2",
            downRevision = {"a1", "a0"},
            dependsOn = "other",
            transactional = false,
            phase = Phase.CONTRACT,
            message = "two\nlines, and a \\ and a\ttab")
    static class Merge extends County {}

    @Test
    void says_of_revisions_what_their_annotations_say() throws IOException {
        List<RevisionDefinition> scripts = read(RevisionIndex.of(List.of(County.class, Merge.class)));

        assertThat(scripts.get(0).header())
                .isEqualTo(RevisionDefinition.of(new County()).header());
        assertThat(scripts.get(1).header())
                .isEqualTo(RevisionDefinition.of(new Merge()).header());
        assertThat(scripts)
                .extracting(RevisionDefinition::options)
                .containsExactly(
                        RevisionDefinition.of(new County()).options(),
                        RevisionDefinition.of(new Merge()).options());
    }

    @Test
    void makes_a_migration_when_it_is_asked_for() throws IOException {
        assertThat(read(RevisionIndex.of(List.of(Merge.class)))
                        .get(0)
                        .migration()
                        .get())
                .isInstanceOf(Merge.class);
    }

    @Test
    void a_class_that_is_gone_is_named_when_it_is_to_run() throws IOException {
        RevisionDefinition gone = read(RevisionIndex.of(List.of(County.class)).replace("$County", "$Country"))
                .get(0);

        assertThatThrownBy(() -> gone.migration().get())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("$Country of the index cannot be instantiated");
    }

    @Test
    void no_index_is_not_taken_for_no_revisions() {
        assertThatThrownBy(() -> RevisionIndex.read(loader()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("There is no META-INF/levymaster-migrate.revisions on the class path");
    }

    @Test
    void a_line_of_something_else_is_shown() {
        assertThatThrownBy(() -> read("R1 R2\n"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("has an invalid line: R1 R2");
    }

    @Test
    void lines_of_another_version_are_left_out_where_the_class_files_can_be_read_instead() throws IOException {
        Path file = directory.resolve(RevisionIndex.RESOURCE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "R1\ta1\n" + RevisionIndex.of(List.of(County.class)));

        assertThat(RevisionIndex.entries(loader()))
                .extracting(RevisionIndex.Entry::className)
                .containsExactly(County.class.getName());
    }

    private List<RevisionDefinition> read(String index) throws IOException {
        Path file = directory.resolve(RevisionIndex.RESOURCE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, index);
        return RevisionIndex.read(loader());
    }

    private ClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader());
    }
}
