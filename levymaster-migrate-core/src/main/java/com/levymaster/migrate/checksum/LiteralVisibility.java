package com.levymaster.migrate.checksum;

import java.util.List;

/**
 * Where the literals of SQL are visible; elsewhere they are masked. Checksums do not depend on it.
 *
 * @param stored whether the history contains them
 * @param shown whether messages contain them
 */
public record LiteralVisibility(boolean stored, boolean shown) {

    /** The lines for the history. */
    public String stored(List<CanonicalLine> lines) {
        return String.join("\n", stored ? CanonicalLine.verbatim(lines) : CanonicalLine.masked(lines));
    }
}
