package com.levymaster.migrate.adopt;

import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * What an adoption writes and records.
 *
 * @param from the name of the source
 * @param files the source files to be written; empty if the application has the revisions already
 * @param revisions the headers of the revisions that are recorded as applied, ancestors first
 * @param remarks for the user: what was left out, or has to be done by hand
 * @param operations those of the revisions together, which create the database on an empty one; empty if they are not known
 * @param differences what the database has and the operations do not create, or the other way round
 * @param proved whether the operations are known to give an equal database
 */
public record Adoption(
        String from,
        List<SourceFile> files,
        List<RevisionHeader> revisions,
        List<String> remarks,
        List<Operation> operations,
        List<String> differences,
        boolean proved) {

    public Adoption {
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

    /**
     * A Java file that is not yet written.
     *
     * @param packageName empty for none
     * @param fileName such as {@code R7c1e5b0a_Baseline.java}
     */
    public record SourceFile(String packageName, String fileName, String text) {}

    /** Whether it is not done: it can be proved, and is not. */
    public boolean isRefused(boolean unproved) {
        return !operations.isEmpty() && !proved && !unproved;
    }

    /** Returns a copy that is proved. */
    public Adoption asProved() {
        return new Adoption(from, files, revisions, remarks, operations, List.of(), true);
    }

    /** Returns a copy with these differences. */
    public Adoption withDifferences(List<String> value) {
        return new Adoption(from, files, revisions, remarks, operations, value, false);
    }

    /** Adds a remark. */
    public Adoption withRemark(String remark) {
        List<String> all = new ArrayList<>(remarks);
        all.add(remark);
        return new Adoption(from, files, revisions, all, operations, differences, proved);
    }
}
