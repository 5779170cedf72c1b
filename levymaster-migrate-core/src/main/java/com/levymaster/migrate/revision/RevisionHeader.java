package com.levymaster.migrate.revision;

import com.levymaster.migrate.error.PrintableText;
import java.util.List;

/**
 * The header of a revision: its id, parents, dependencies, labels and message.
 *
 * @param id unique, at most 255 printable characters without {@code @ - + :}, quotes, commas and {@code ; \ $}
 * @param down exact ids of the parents: none for a base, several for a merge
 * @param dependsOn exact ids or labels of revisions of other branches that must be applied before this one
 * @param labels other names of this revision, which also name its branch ({@code label@head})
 * @param message one line of text; may be empty
 */
public record RevisionHeader(
        String id, List<String> down, List<String> dependsOn, List<String> labels, String message) {

    public RevisionHeader {
        down = List.copyOf(down);
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
    }

    /** Creates a header with parents only. */
    public static RevisionHeader of(String id, String... down) {
        return new RevisionHeader(id, List.of(down), List.of(), List.of(), "");
    }

    /** Returns a copy that depends on these ids or labels. */
    public RevisionHeader withDependsOn(String... idsOrLabels) {
        return new RevisionHeader(id, down, List.of(idsOrLabels), labels, message);
    }

    /** Returns a copy with these labels. */
    public RevisionHeader withLabels(String... names) {
        return new RevisionHeader(id, down, dependsOn, List.of(names), message);
    }

    /** Returns a copy with this message. */
    public RevisionHeader withMessage(String text) {
        return new RevisionHeader(id, down, dependsOn, labels, text);
    }

    /** Whether this revision has no parent. */
    public boolean isBase() {
        return down.isEmpty();
    }

    /** Whether this revision has several parents. */
    public boolean isMerge() {
        return down.size() > 1;
    }

    /** Returns the id, with the message if there is one: {@code 7c1e5b0a "add county"}. */
    public String title() {
        return message.isBlank() ? PrintableText.line(id) : PrintableText.line(id) + " \"" + displayMessage() + "\"";
    }

    /** Returns the message for display, in one line. */
    public String displayMessage() {
        return PrintableText.line(message);
    }
}
