package com.levymaster.migrate.adopt;

import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.adopt.ExistingDatabase.Tool;
import com.levymaster.migrate.adopt.ExistingDatabase.ToolHistory;
import com.levymaster.migrate.alembic.AlembicProject;
import com.levymaster.migrate.alembic.AlembicRevision;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Adopts a database of Alembic: its version table says which revisions are applied. They are those that the application has
 * already under the ids of Alembic, or are translated from its Python files.
 */
public final class AlembicSource implements AdoptionSource {

    @Override
    public String name() {
        return "alembic";
    }

    @Override
    public boolean fits(ExistingDatabase found) {
        return found.history(Tool.ALEMBIC).isPresent();
    }

    @Override
    public Adoption plan(AdoptionRequest request) {
        ToolHistory history = history(request.found());
        RevisionGraph compiled = request.revisions().graph();
        if (unknown(compiled, history).isEmpty()) {
            return new Adoption(name(), List.of(), compiled.ancestors(history.versions()), List.of());
        }
        Target target = request.target();
        if (target == null) {
            throw new MigrationException(
                    describe(history) + ", and this application has no revision "
                            + String.join(", ", unknown(compiled, history)) + ". Nothing was changed.",
                    "translate the revisions of Alembic in the project with `db adopt --from alembic`, compile, and deploy it.");
        }
        AlembicProject project =
                AlembicProject.read(new AlembicFiles(target.project()).read(), serverVersion(request.connection()));
        refuseUnknown(project.graph(), history);
        List<RevisionHeader> applied = project.graph().ancestors(history.versions());
        return new Adoption(name(), files(project, applied, compiled, target), applied, remarks(project))
                .withCompared(steps(project, applied))
                .withPending(project.graph()
                        .pending(applied.stream().map(RevisionHeader::id).toList()));
    }

    private static int serverVersion(Connection connection) {
        try {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new MigrationException(
                    "Cannot read the version of the database: " + e.getMessage(), "check the connection.", e);
        }
    }

    private static ToolHistory history(ExistingDatabase found) {
        List<ToolHistory> all = found.histories().stream()
                .filter(history -> history.tool() == Tool.ALEMBIC)
                .toList();
        if (all.isEmpty()) {
            throw new MigrationException(
                    "The database has no version table of Alembic. Nothing was changed.",
                    "check the connection, or adopt what is there: `db adopt --from existing`.");
        }
        if (all.size() > 1) {
            throw new MigrationException(
                    "The database has several version tables of Alembic: "
                            + all.stream()
                                    .map(history -> history.schema() + "." + history.table())
                                    .collect(Collectors.joining(", "))
                            + ". Nothing was changed.",
                    "adopt with a role that may read the right one only, or drop the others.");
        }
        if (all.get(0).versions().isEmpty()) {
            throw new MigrationException(
                    describe(all.get(0)) + ": Alembic has recorded no revision, or the role may not read the table."
                            + " Nothing was changed.",
                    "stamp the database with Alembic first, or adopt what is there: `db adopt --from existing`.");
        }
        return all.get(0);
    }

    private static String describe(ToolHistory history) {
        return "The database has " + history.describe();
    }

    private static List<String> unknown(RevisionGraph graph, ToolHistory history) {
        return history.versions().stream()
                .filter(id -> graph.find(id).isEmpty())
                .toList();
    }

    private static void refuseUnknown(RevisionGraph graph, ToolHistory history) {
        List<String> unknown = unknown(graph, history);
        if (!unknown.isEmpty()) {
            throw new MigrationException(
                    describe(history) + ", but no file has the revision " + String.join(", ", unknown)
                            + ": the database is ahead of the files. Nothing was written.",
                    "get the files of the version that migrated this database, and run the command again.");
        }
    }

    /** Revisions that the application has already are not written again. */
    private static List<SourceFile> files(
            AlembicProject project, List<RevisionHeader> applied, RevisionGraph compiled, Target target) {
        List<SourceFile> files = new ArrayList<>();
        for (AlembicRevision revision : project.revisions()) {
            if (compiled.find(revision.header().id()).isEmpty()) {
                RevisionSource source = revision.source(target.packageName(), applied.contains(revision.header()));
                source.parts()
                        .forEach(part -> files.add(new SourceFile(target.packageName(), part.fileName(), part.text())));
                files.add(new SourceFile(
                        target.packageName(),
                        source.fileName(),
                        target.template().text(source)));
            }
        }
        return files;
    }

    /** What Alembic has run; empty if some of it was not understood. */
    private static List<Operation> steps(AlembicProject project, List<RevisionHeader> applied) {
        List<ReviewedOperation> steps = applied.stream()
                .flatMap(header -> project.revisions().stream()
                        .filter(revision -> revision.header().equals(header))
                        .flatMap(revision -> revision.upgrade().stream()))
                .toList();
        return steps.stream().allMatch(step -> step.review().isBlank())
                ? steps.stream().map(ReviewedOperation::operation).toList()
                : List.of();
    }

    private static List<String> remarks(AlembicProject project) {
        List<String> remarks = new ArrayList<>();
        for (AlembicRevision revision : project.revisions()) {
            if (revision.failures() > 0) {
                remarks.add(
                        revision.failures() + (revision.failures() == 1 ? " step of " : " steps of ") + revision.file()
                                + (revision.failures() == 1 ? " was" : " were")
                                + (revision.failures() == 1
                                        ? " not understood, and fails when it runs"
                                        : " not understood, and fail when they run")
                                + ": search for REVIEW in R"
                                + revision.header().id());
            }
        }
        return remarks;
    }
}
