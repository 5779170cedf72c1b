package com.levymaster.migrate.revision;

import java.util.List;

/**
 * What the graph knows of a revision without looking into it.
 *
 * @param id unique, without {@code @ - + :}
 * @param down exact ids of the revisions this one stands on: none for a base, several for a merge
 * @param dependsOn exact ids or labels of revisions of other branches that must be applied before this one
 * @param labels other names of this revision, which also name its branch ({@code label@head})
 * @param message one line for people; may be empty
 */
public record RevisionHeader(
        String id, List<String> down, List<String> dependsOn, List<String> labels, String message) {

    public RevisionHeader {
        down = List.copyOf(down);
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
    }

    /** A header with parents and nothing else. */
    public static RevisionHeader of(String id, String... down) {
        return new RevisionHeader(id, List.of(down), List.of(), List.of(), "");
    }

    public RevisionHeader withDependsOn(String... idsOrLabels) {
        return new RevisionHeader(id, down, List.of(idsOrLabels), labels, message);
    }

    public RevisionHeader withLabels(String... names) {
        return new RevisionHeader(id, down, dependsOn, List.of(names), message);
    }

    public RevisionHeader withMessage(String text) {
        return new RevisionHeader(id, down, dependsOn, labels, text);
    }

    public boolean isBase() {
        return down.isEmpty();
    }

    public boolean isMerge() {
        return down.size() > 1;
    }

    /** The id, and the message where there is one: {@code 7c1e5b0a "add county"}. */
    public String title() {
        return message.isBlank() ? id : id + " \"" + message + "\"";
    }
}
