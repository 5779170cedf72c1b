package com.levymaster.migrate.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

class ProjectTest {

    private static final RevisionGraph NONE = RevisionGraph.of(List.of());

    @TempDir
    private Path directory;

    private Project project = new Project(new ProjectHints(null, null, null), Path.of(""));

    /** The main class is in a jar, above which there are no sources. */
    @BeforeEach
    void inDirectory() {
        project = new Project(new ProjectHints(null, "com.example", SpringApplication.class), directory);
    }

    @Test
    void sql_files_of_a_project_in_kotlin_go_to_its_resources() throws IOException {
        Files.createDirectories(directory.resolve("src/main/kotlin"));

        assertThat(project.resources(NONE)).isEqualTo(directory.resolve("src/main/resources"));
        assertThat(project.resourceDirectory(NONE)).isDirectory();
        assertThat(Project.uncompiled(project.adoptionPackage(NONE), NONE)).isEmpty();
        assertThatThrownBy(() -> project.targetPackage(NONE)).hasMessageContaining("There is no src/main/java in");
    }

    @Test
    void a_directory_without_sources_is_named() {
        assertThatThrownBy(() -> project.resources(NONE)).hasMessageContaining("There is no src/main/java in");
    }

    @Test
    void without_the_sources_of_the_revisions_there_are_the_package_is_asked_for_and_not_a_first_revision()
            throws IOException {
        Files.createDirectories(directory.resolve("src/main/java"));
        Project unnamed = new Project(new ProjectHints(null, null, SpringApplication.class), directory);
        RevisionGraph one = RevisionGraph.of(List.of(RevisionHeader.of("a1").withMessage("create parcel")));

        assertThatThrownBy(() -> unnamed.targetPackage(NONE)).hasMessageContaining("run `db init`");
        assertThatThrownBy(() -> unnamed.targetPackage(one))
                .hasMessageContaining("set levymaster.migrate.package, or levymaster.migrate.source-directory")
                .hasMessageContaining("such as ../revisions/src/main/java; where all revisions are SQL files")
                .hasMessageContaining("`--sql`");
    }
}
