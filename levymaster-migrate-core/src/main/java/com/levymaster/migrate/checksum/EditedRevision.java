package com.levymaster.migrate.checksum;

import com.levymaster.migrate.revision.RevisionHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An applied revision that was edited since.
 *
 * @param difference removed lines with {@code -}, and added lines with {@code +}
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

    static EditedRevision of(RevisionHeader revision, List<String> was, List<String> is) {
        List<String> difference = new ArrayList<>();
        without(was, is).forEach(line -> difference.add("- " + line));
        without(is, was).forEach(line -> difference.add("+ " + line));
        if (difference.isEmpty()) {
            difference.add(was.equals(is) ? "the same steps after other ones" : "the same lines in another order");
        }
        return new EditedRevision(revision, difference);
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

    /** Each line counts as often as it occurs. */
    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(others);
        return lines.stream().filter(line -> !rest.remove(line)).toList();
    }
}
