package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "edit", description = "Opens the sources of revisions in $VISUAL or $EDITOR.")
final class EditCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..1", description = "head by default; also current.")
    String target = "head";

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public boolean usesDatabase() {
        return target.contains("current");
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        List<RevisionHeader> revisions = target.equals("current")
                ? migrator.status().current()
                : migrator.graph().resolve(target);
        List<Path> files = revisions.stream().map(this::file).toList();
        if (files.isEmpty()) {
            throw new MigrationException("\"" + target + "\" names no revision.", "name one; `db history` lists them.");
        }
        String editor = editor();
        if (editor == null) {
            throw new MigrationException(
                    "No editor is configured.", "set VISUAL or EDITOR, or open " + names(files) + " yourself.");
        }
        List<String> command = new ArrayList<>(EditorCommand.words(editor));
        files.forEach(file -> command.add(file.toString()));
        return run(command);
    }

    private Path file(RevisionHeader revision) {
        return db().project()
                .sourceOf(revision.id())
                .orElseThrow(() -> new MigrationException(
                        "The source of " + revision.title() + " was not found.",
                        "run the command in the directory of the project, or set"
                                + " levymaster.migrate.source-directory."))
                .path();
    }

    private static @Nullable String editor() {
        String visual = System.getenv("VISUAL");
        return visual == null || visual.isBlank() ? System.getenv("EDITOR") : visual;
    }

    private static String names(List<Path> files) {
        return String.join(", ", files.stream().map(Path::toString).toList());
    }

    private static int run(List<String> command) {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code == 0) {
                return ExitCode.DONE;
            }
            throw new MigrationException(
                    "The editor exited with code " + code + ": " + String.join(" ", command), "check its output.");
        } catch (IOException e) {
            throw new MigrationException(
                    "The editor does not start: " + e.getMessage() + ".", "correct VISUAL or EDITOR.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationException("Interrupted while the editor was open.", "Check the file.", e);
        }
    }
}
