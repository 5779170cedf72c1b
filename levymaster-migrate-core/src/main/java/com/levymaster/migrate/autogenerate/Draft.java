package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sqlrevision.SqlRevisionSource;
import java.nio.file.Path;
import java.util.List;
import javax.lang.model.SourceVersion;

/**
 * A revision that is not yet written to a file.
 *
 * @param revision the header and the operations
 * @param template lays out the file
 * @param warnings for the user
 * @param unmapped tables, sequences and types of the database that no entity uses; they are kept
 */
public record Draft(
        RevisionSource revision, RevisionTemplate template, List<String> warnings, List<ObjectName> unmapped) {

    public Draft {
        warnings = List.copyOf(warnings);
        unmapped = List.copyOf(unmapped);
    }

    /** Returns a draft without operations. */
    public static Draft empty(RevisionHeader header, String packageName, RevisionTemplate template) {
        RevisionSource source =
                new RevisionSource(packageName, header, List.of(), List.of(), DatabaseSchema.empty("public"));
        return new Draft(source, template, List.of(), List.of());
    }

    /** {@code R7c1e5b0a_AddCounty.java}. */
    public String fileName() {
        return revision.fileName();
    }

    /** The content of the Java file. */
    public String source() {
        return template.text(revision);
    }

    /** Returns the operations of the upgrade. */
    public List<Operation> operations() {
        return revision.upgrade().stream().map(ReviewedOperation::operation).toList();
    }

    /**
     * Writes the revision as a SQL file to {@code db/revisions} beneath the directory of resources. Never overwrites a file.
     *
     * @throws MigrationException as {@link #writeTo} does
     */
    public Path writeSqlTo(Path resourceDirectory) {
        SqlRevisionSource source = SqlRevisionSource.of(revision);
        return new SourceFiles()
                .with(resourceDirectory, "db.revisions", source.fileName(), source.text())
                .write()
                .get(0);
    }

    /**
     * Writes the file and its {@linkplain RevisionSource#parts parts} into their package beneath the source directory. Never
     * overwrites a file.
     *
     * @return the file of the revision
     * @throws MigrationException if the id cannot be part of a class name, the source directory does not exist, the file
     *     exists already, or it cannot be written
     */
    public Path writeTo(Path sourceDirectory) {
        if (!SourceVersion.isIdentifier(revision.className())) {
            throw new MigrationException(
                    "The id " + revision.header().id() + " cannot be part of the name of a class: "
                            + revision.className() + ".",
                    "choose an id of letters, digits and _.");
        }
        SourceFiles files = new SourceFiles();
        revision.parts()
                .forEach(part -> files.with(sourceDirectory, revision.packageName(), part.fileName(), part.text()));
        files.with(sourceDirectory, revision.packageName(), fileName(), source());
        List<Path> written = files.write();
        return written.get(written.size() - 1);
    }
}
