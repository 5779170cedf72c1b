package com.levymaster.migrate.alembic;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The revisions of an Alembic project, read without Python and without its {@code env.py}.
 *
 * @param graph ids, parents, labels and dependencies as in Alembic
 * @param revisions translated, each after those that it requires
 */
public record AlembicProject(RevisionGraph graph, List<AlembicRevision> revisions) {

    public AlembicProject {
        revisions = List.copyOf(revisions);
    }

    /** As {@link #read(Map, int)}, for the newest PostgreSQL. */
    public static AlembicProject read(Map<String, String> files) {
        return read(files, DatabaseSchema.NEWEST_SERVER);
    }

    /**
     * Reads and translates the files of {@code versions/}.
     *
     * @param files the text of each Python file by its name
     * @param serverVersion the major version of the server whose rules apply
     * @throws MigrationException listing all faults, if a file or its header is not understood, files have the same id, or the
     *     revisions form no graph
     */
    public static AlembicProject read(Map<String, String> files, int serverVersion) {
        List<String> faults = new ArrayList<>();
        Map<String, AlembicFile> byId = new LinkedHashMap<>();
        new TreeMap<>(files).forEach((name, text) -> {
            try {
                AlembicFile file = AlembicFile.read(name, text);
                AlembicFile other =
                        file == null ? null : byId.putIfAbsent(file.header().id(), file);
                if (other != null) {
                    faults.add(other.source().name() + " and " + name + " have the same revision "
                            + other.header().id());
                }
            } catch (NotUnderstoodException e) {
                faults.add(name + ":" + e.line() + " is not understood: " + e.reason());
            }
        });
        if (!faults.isEmpty()) {
            throw new MigrationException(
                    "The revisions of Alembic cannot be read:\n  " + String.join("\n  ", faults),
                    "mend these files; nothing was written.");
        }
        RevisionGraph graph = graph(byId);
        return new AlembicProject(graph, translated(graph, byId, serverVersion));
    }

    private static RevisionGraph graph(Map<String, AlembicFile> files) {
        try {
            return RevisionGraph.of(
                    files.values().stream().map(AlembicFile::header).toList());
        } catch (RevisionException e) {
            throw new MigrationException(
                    "The revisions of Alembic form no graph: " + e.problem(),
                    "mend down_revision and depends_on in these files; nothing was written.",
                    e);
        }
    }

    /** Each revision continues the schema of all before it, which is what a new database gets. */
    private static List<AlembicRevision> translated(
            RevisionGraph graph, Map<String, AlembicFile> files, int serverVersion) {
        List<AlembicRevision> revisions = new ArrayList<>();
        DatabaseSchema schema = DatabaseSchema.empty("public").withServerVersion(serverVersion);
        for (RevisionHeader header : graph.headers()) {
            AlembicFile file = files.get(header.id());
            if (file != null) {
                AlembicRevision revision = file.translate(schema);
                revisions.add(revision);
                schema = revision.schema();
            }
        }
        return revisions;
    }
}
