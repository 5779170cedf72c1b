package com.levymaster.migrate.adopt;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sqlrevision.ConvertedProject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an adoption writes and records.
 *
 * @param from the name of the source
 * @param files the source files to be written; empty if the application has the revisions already
 * @param revisions the headers of the revisions that are recorded as applied, ancestors first
 * @param remarks for the user: what was left out, or has to be done by hand
 * @param operations those of the revisions together, which create the database on an empty one; empty if they are not known
 * @param compared the operations that another tool is said to have run: they are compared, and decide nothing
 * @param differences what the database has and the operations do not create, or the other way round
 * @param proved whether the operations are known to give an equal database
 * @param written what the files contain, if they are SQL; otherwise {@code null}
 */
public record Adoption(
        String from,
        List<SourceFile> files,
        List<RevisionHeader> revisions,
        List<String> remarks,
        List<Operation> operations,
        List<Operation> compared,
        List<String> differences,
        boolean proved,
        @Nullable WrittenSql written) {

    public Adoption {
        compared = List.copyOf(compared);
        files = List.copyOf(files);
        revisions = List.copyOf(revisions);
        remarks = List.copyOf(remarks);
        operations = List.copyOf(operations);
        differences = List.copyOf(differences);
    }

    /** Creates an adoption whose operations are not known, so that it cannot be proved. */
    public Adoption(String from, List<SourceFile> files, List<RevisionHeader> revisions, List<String> remarks) {
        this(from, files, revisions, remarks, List.of(), List.of(), false);
    }

    /** Creates an adoption with nothing to be compared but its operations. */
    public Adoption(
            String from,
            List<SourceFile> files,
            List<RevisionHeader> revisions,
            List<String> remarks,
            List<Operation> operations,
            List<String> differences,
            boolean proved) {
        this(from, files, revisions, remarks, operations, List.of(), differences, proved, null);
    }

    /**
     * Creates the adoption of the SQL files that the files of another tool have become.
     *
     * @param remark a further one; {@code null} if there is none
     */
    static Adoption of(String from, ConvertedProject project, @Nullable String remark) {
        List<SourceFile> files = project.files().entrySet().stream()
                .map(file -> {
                    int name = file.getKey().lastIndexOf('/') + 1;
                    String directory = file.getKey().substring(0, name - 1).replace('/', '.');
                    return new SourceFile(directory, file.getKey().substring(name), file.getValue());
                })
                .toList();
        Adoption adoption = new Adoption(from, files, project.applied(), project.remarks())
                .withWritten(new WrittenSql(project.definitions(), project.repeatables(), project.current()));
        return (remark == null ? adoption : adoption.withRemark(remark)).withPending(project.pending());
    }

    /** Adds a remark about revisions that another tool has not applied. */
    Adoption withPending(List<RevisionHeader> pending) {
        return pending.isEmpty()
                ? this
                : withRemark(pending.size() + (pending.size() == 1 ? " revision is" : " revisions are")
                        + " not applied yet: `db upgrade` runs "
                        + pending.stream().map(RevisionHeader::id).collect(Collectors.joining(", ")));
    }

    /** Returns a copy with what another tool is said to have run. */
    public Adoption withCompared(List<Operation> value) {
        return new Adoption(from, files, revisions, remarks, operations, value, differences, proved, written);
    }

    /** Returns a copy with the content of SQL files. */
    public Adoption withWritten(WrittenSql value) {
        return new Adoption(from, files, revisions, remarks, operations, compared, differences, proved, value);
    }

    /**
     * A file that is not yet written: Java, or SQL of the resources.
     *
     * @param packageName empty for none; of SQL, the directory with dots
     * @param fileName such as {@code R7c1e5b0a_Baseline.java}
     */
    public record SourceFile(String packageName, String fileName, String text) {}

    /** Whether it is not done: it can be proved, and is not. */
    public boolean isRefused(boolean unproved) {
        return !operations.isEmpty() && !proved && !unproved;
    }

    /** Returns a copy that is proved. */
    public Adoption asProved() {
        return new Adoption(from, files, revisions, remarks, operations, compared, List.of(), true, written);
    }

    /** Returns a copy with these differences. */
    public Adoption withDifferences(List<String> value) {
        return new Adoption(from, files, revisions, remarks, operations, compared, value, false, written);
    }

    /** Adds a remark. */
    public Adoption withRemark(String remark) {
        List<String> all = new ArrayList<>(remarks);
        all.add(remark);
        return new Adoption(from, files, revisions, all, operations, compared, differences, proved, written);
    }
}
