package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;

/** Writes the source of a revision where the others are, and never over one. */
final class RevisionWriter {

    private final DbRootCommand db;

    RevisionWriter(DbRootCommand db) {
        this.db = db;
    }

    /** Writes a revision without steps, and says where. */
    Integer writeEmpty(RevisionGraph graph, RevisionRequest request) {
        RevisionHeader header = graph.newHeader(request);
        Project.TargetPackage place = db.project().place(graph);
        say(header, write(place, header));
        return ExitCode.DONE;
    }

    Path write(Project.TargetPackage place, RevisionHeader header) {
        RevisionSource source =
                new RevisionSource(place.packageName(), header, List.of(), List.of(), DatabaseSchema.empty("public"));
        if (!SourceVersion.isIdentifier(source.className())) {
            throw new MigrationException(
                    "The id " + header.id() + " cannot be part of the name of a class: " + source.className() + ".",
                    "choose an id of letters, digits and _.");
        }
        return write(
                place,
                source.fileName(),
                db.application().autogenerateOptions().template().text(source));
    }

    static Path write(Project.TargetPackage place, String fileName, String text) {
        try {
            Files.createDirectories(place.directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path file = place.directory().resolve(fileName);
        ScriptOptions.write(file, text);
        return file;
    }

    void say(RevisionHeader header, Path file) {
        if (db.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", header.id());
            json.put("message", header.message());
            json.put("downRevisions", header.down());
            json.put("file", file.toString());
            db.terminal().json(json);
        } else {
            db.terminal()
                    .line("Wrote " + file + ": revision " + header.title() + ", on "
                            + (header.isBase() ? "base" : String.join(", ", header.down())) + ".");
        }
    }
}
