package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.Draft;
import com.levymaster.migrate.autogenerate.SourceFiles;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.sqlrevision.SqlRevisionSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes revisions without operations, and prints which file was written. */
final class RevisionWriter {

    private final DbRootCommand db;

    RevisionWriter(DbRootCommand db) {
        this.db = db;
    }

    /** Writes a revision without operations to the package of the others, and prints the file. */
    Integer writeEmpty(RevisionGraph graph, RevisionRequest request) {
        return writeEmpty(graph, request, Phase.EXPAND);
    }

    /** The same in a phase. */
    Integer writeEmpty(RevisionGraph graph, RevisionRequest request, Phase phase) {
        RevisionHeader header = graph.newHeader(request).withPhase(phase);
        Project.TargetPackage target = db.project().targetPackage(graph, header.module());
        print(header, write(target, header));
        return ExitCode.DONE;
    }

    /** Writes a SQL file without statements, and prints it. */
    Integer writeEmptySql(RevisionGraph graph, RevisionRequest request) {
        RevisionHeader header = graph.newHeader(request);
        SqlRevisionSource source = new SqlRevisionSource(header);
        SourceFiles files = new SourceFiles()
                .with(db.project().resourceDirectory(graph), "db.revisions", source.fileName(), source.text());
        print(header, files.write().get(0));
        return ExitCode.DONE;
    }

    Path write(Project.TargetPackage target, RevisionHeader header) {
        RevisionTemplate template = db.application().autogenerateOptions().template();
        return Draft.empty(header, target.packageName(), template).writeTo(target.sourceDirectory());
    }

    void print(RevisionHeader header, Path file) {
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
