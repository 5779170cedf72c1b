package com.levymaster.migrate.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it writes the files of a squash or an adoption. */
class SourceFilesKillTest {

    private static final int FILES = 600;
    private static final String TEXT = "select 1;\n".repeat(400);

    @TempDir
    private Path sources;

    @Test
    void a_killed_process_leaves_each_file_whole_or_not_at_all_and_the_next_run_writes_the_others()
            throws IOException, InterruptedException {
        Process process = ChildJvm.of(SourceFilesKillTest.class, sources.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (written().isEmpty() && process.isAlive()) {
            Thread.onSpinWait();
        }

        process.destroyForcibly().waitFor();

        List<Path> left = written();
        assertThat(left).isNotEmpty().allSatisfy(file -> assertThat(file).hasContent(TEXT));
        assertThat(left.stream().map(file -> file.getFileName().toString()))
                .as("those that others name are there before")
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, left.size())
                        .mapToObj(SourceFilesKillTest::name)
                        .toList());
        assertThat(files(sources).complete()).hasSize(FILES - left.size());
        assertThat(written()).hasSize(FILES);
    }

    private List<Path> written() throws IOException {
        Path directory = sources.resolve("db/revisions");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".sql")).toList();
        }
    }

    private static SourceFiles files(Path directory) {
        SourceFiles files = new SourceFiles();
        IntStream.range(0, FILES).forEach(number -> files.with(directory, "db.revisions", name(number), TEXT));
        return files;
    }

    private static String name(int number) {
        return "v" + number + ".sql";
    }

    public static void main(String[] arguments) {
        files(Path.of(arguments[0])).write();
    }
}
