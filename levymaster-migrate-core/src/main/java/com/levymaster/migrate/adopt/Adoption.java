package com.levymaster.migrate.adopt;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.List;

/**
 * What an adoption writes and records.
 *
 * @param from the name of the source
 * @param files the source files to be written; empty if the application has the revisions already
 * @param revisions the headers of the revisions that are recorded as applied, ancestors first
 * @param remarks for the user: what was left out, or has to be done by hand
 */
public record Adoption(String from, List<SourceFile> files, List<RevisionHeader> revisions, List<String> remarks) {

    public Adoption {
        files = List.copyOf(files);
        revisions = List.copyOf(revisions);
        remarks = List.copyOf(remarks);
    }

    /**
     * A Java file that is not yet written.
     *
     * @param packageName empty for none
     * @param fileName such as {@code R7c1e5b0a_Baseline.java}
     */
    public record SourceFile(String packageName, String fileName, String text) {}
}
