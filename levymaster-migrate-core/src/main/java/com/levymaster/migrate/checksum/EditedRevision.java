package com.levymaster.migrate.checksum;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An applied revision that was edited since.
 *
 * @param difference removed lines with {@code -}, added lines with {@code +}, and lines of which only a literal changed
 */
public record EditedRevision(RevisionHeader revision, List<String> difference) {

    /** The remedy for all edited revisions. */
    public static final String REMEDY =
            "restore the old text and make the change in a new revision; or, if the databases"
                    + " really match the new text, accept it with `db repair`.";

    private static final int AT_MOST = 12;

    public EditedRevision {
        difference = List.copyOf(difference);
    }

    /** Describes the change. */
    public String problem() {
        String line = System.lineSeparator() + "    ";
        return "Revision " + revision.title() + " has been edited since it was applied:" + line
                + String.join(line, difference);
    }

    /**
     * Compares the recorded lines with those of today; each line counts as often as it occurs.
     *
     * @param was as the history contains them, with or without literals
     */
    static EditedRevision of(
            RevisionHeader revision, List<String> was, List<CanonicalLine> is, LiteralVisibility literals) {
        List<String> removed = new ArrayList<>(was);
        List<CanonicalLine> added = is.stream()
                .filter(line -> !removed.remove(line.masked()) && !removed.remove(line.verbatim()))
                .toList();
        List<String> difference = new ArrayList<>();
        if (literals.shown()) {
            removed.forEach(line -> difference.add("- " + line));
            added.forEach(line -> difference.add("+ " + line.verbatim()));
        } else {
            difference.addAll(masked(removed, CanonicalLine.masked(added)));
        }
        if (difference.isEmpty()) {
            boolean same = was.size() == is.size()
                    && IntStream.range(0, was.size()).allMatch(i -> is.get(i).isRecordedAs(was.get(i)));
            difference.add(same ? "the same steps after other ones" : "the same lines in another order");
        }
        return new EditedRevision(revision, difference);
    }

    private static List<String> masked(List<String> removed, List<String> added) {
        List<String> difference = new ArrayList<>();
        List<String> rest =
                new ArrayList<>(added.stream().map(CanonicalLine::withoutDigest).toList());
        for (String line : removed) {
            String text = CanonicalLine.withoutDigest(line);
            if (!text.equals(line) && rest.remove(text)) {
                difference.add("a literal changed: " + text.strip());
            } else {
                difference.add("- " + (text.equals(line) ? CanonicalLine.maskedLater(line) : text));
            }
        }
        rest.forEach(line -> difference.add("+ " + line));
        return difference;
    }

    static String describe(List<EditedRevision> edited) {
        String line = System.lineSeparator() + "    ";
        return (edited.size() == 1 ? "An applied revision has" : edited.size() + " applied revisions have")
                + " been edited:"
                + edited.stream()
                        .map(e -> System.lineSeparator() + "  " + e.revision().title() + line
                                + e.difference().stream().limit(AT_MOST).collect(Collectors.joining(line))
                                + (e.difference().size() > AT_MOST ? line + "…" : ""))
                        .collect(Collectors.joining())
                + System.lineSeparator() + " ";
    }
}
