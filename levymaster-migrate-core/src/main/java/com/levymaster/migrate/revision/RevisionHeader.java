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
 * @param replaces exact ids of the revisions in whose place this one is, the oldest first
 * @param phase beside which builds it may run
 * @param module the module of the application that it belongs to; empty if none
 */
public record RevisionHeader(
        String id,
        List<String> down,
        List<String> dependsOn,
        List<String> labels,
        String message,
        List<String> replaces,
        Phase phase,
        String module) {

    private static final String REPEATABLE = "repeatable:";

    public RevisionHeader {
        down = List.copyOf(down);
        dependsOn = List.copyOf(dependsOn);
        labels = List.copyOf(labels);
        replaces = List.copyOf(replaces);
    }

    /** Creates the header of a revision of no module. */
    public RevisionHeader(
            String id,
            List<String> down,
            List<String> dependsOn,
            List<String> labels,
            String message,
            List<String> replaces,
            Phase phase) {
        this(id, down, dependsOn, labels, message, replaces, phase, "");
    }

    /** Creates the header of a revision that runs beside the previous build. */
    public RevisionHeader(
            String id,
            List<String> down,
            List<String> dependsOn,
            List<String> labels,
            String message,
            List<String> replaces) {
        this(id, down, dependsOn, labels, message, replaces, Phase.EXPAND);
    }

    /** Creates the header of a revision that replaces no other. */
    public RevisionHeader(String id, List<String> down, List<String> dependsOn, List<String> labels, String message) {
        this(id, down, dependsOn, labels, message, List.of());
    }

    /** Creates a header with parents only. */
    public static RevisionHeader of(String id, String... down) {
        return new RevisionHeader(id, List.of(down), List.of(), List.of(), "");
    }

    /** Creates the header of a repeatable, which is not part of the graph: no revision has a colon in its id. */
    public static RevisionHeader ofRepeatable(String name, List<String> dependsOn, String message) {
        return new RevisionHeader(REPEATABLE + name, List.of(), dependsOn, List.of(), message);
    }

    /** Whether this is a repeatable, and not a revision of the graph. */
    public boolean isRepeatable() {
        return id.startsWith(REPEATABLE);
    }

    /** The name of a repeatable. */
    public String repeatableName() {
        return id.substring(REPEATABLE.length());
    }

    /** Returns a copy that depends on these ids or labels. */
    public RevisionHeader withDependsOn(String... idsOrLabels) {
        return new RevisionHeader(id, down, List.of(idsOrLabels), labels, message, replaces, phase, module);
    }

    /** Returns a copy with these labels. */
    public RevisionHeader withLabels(String... names) {
        return new RevisionHeader(id, down, dependsOn, List.of(names), message, replaces, phase, module);
    }

    /** Returns a copy with this message. */
    public RevisionHeader withMessage(String text) {
        return new RevisionHeader(id, down, dependsOn, labels, text, replaces, phase, module);
    }

    /** Returns a copy that replaces these revisions. */
    public RevisionHeader withReplaces(String... ids) {
        return new RevisionHeader(id, down, dependsOn, labels, message, List.of(ids), phase, module);
    }

    /** Returns a copy that runs in this phase. */
    public RevisionHeader withPhase(Phase value) {
        return new RevisionHeader(id, down, dependsOn, labels, message, replaces, value, module);
    }

    /** Returns a copy of this module. */
    public RevisionHeader withModule(String name) {
        return new RevisionHeader(id, down, dependsOn, labels, message, replaces, phase, name);
    }

    /** Returns a copy with these parents, dependencies and replaced revisions. */
    public RevisionHeader withReferences(List<String> parents, List<String> needed, List<String> replaced) {
        return new RevisionHeader(id, parents, needed, labels, message, replaced, phase, module);
    }

    /** Whether it waits until no older build runs. */
    public boolean isContract() {
        return phase == Phase.CONTRACT;
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

    /** Returns the title, and what it is: {@code Revision 7c1e5b0a "add county"}, {@code Repeatable district_totals}. */
    public String kindAndTitle() {
        return isRepeatable() ? "Repeatable " + title().substring(REPEATABLE.length()) : "Revision " + title();
    }

    /** Returns the message for display, in one line. */
    public String displayMessage() {
        return PrintableText.line(message);
    }
}
