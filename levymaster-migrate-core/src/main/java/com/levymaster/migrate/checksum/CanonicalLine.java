package com.levymaster.migrate.checksum;

import com.levymaster.migrate.definition.Sha256;
import com.levymaster.migrate.sql.MaskedSql;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of canonical text.
 *
 * @param verbatim the line that the checksum covers
 * @param masked the line without the literals of SQL, with a digest of the verbatim line if there are any; the same as
 *     {@code verbatim} otherwise
 */
public record CanonicalLine(String verbatim, String masked) {

    private static final String DIGEST = " sha256 ";
    private static final int DIGITS = 16;
    private static final String DOWN = "', down '";
    private static final Pattern RECORDED_SQL = Pattern.compile(
            "(?<before>\\s*(- )?(ExecuteSql\\((sql|down)|(?!value )[^\\s(]+) ')(?<sql>.*)(?<after>'\\)?)");
    private static final Pattern UP_TO_SQL =
            Pattern.compile(".*?\\b(value|sql|down|query|expression|where|using|reverseUsing|bound|partitionBy) '");

    /** The lines as the checksum covers them. */
    public static List<String> verbatim(List<CanonicalLine> lines) {
        return lines.stream().map(CanonicalLine::verbatim).toList();
    }

    /** The lines without literals. */
    public static List<String> masked(List<CanonicalLine> lines) {
        return lines.stream().map(CanonicalLine::masked).toList();
    }

    /** A masked line without its digest; any other line unchanged. */
    static String withoutDigest(String line) {
        int digest = line.length() - DIGEST.length() - DIGITS;
        return digest >= 0 && line.startsWith(DIGEST, digest) ? line.substring(0, digest) : line;
    }

    /** Whether this is what the history contains, with or without literals. */
    boolean isRecordedAs(String line) {
        return line.equals(verbatim) || line.equals(masked);
    }

    /**
     * A line that was recorded with literals, without them. Quotation marks are not escaped in it: where it may have several texts, all
     * after the first one that may contain a literal is left out.
     */
    static String maskedLater(String line) {
        Matcher sql = RECORDED_SQL.matcher(line);
        if (!sql.matches()) {
            Matcher start = UP_TO_SQL.matcher(line);
            return start.lookingAt() ? start.group() + "***'…" : line;
        }
        return Stream.of(sql.group("sql").split(DOWN, -1))
                .map(MaskedSql::text)
                .collect(Collectors.joining(DOWN, sql.group("before"), sql.group("after")));
    }

    /** A line under construction, in both forms. */
    static final class Builder {

        private final StringBuilder verbatim = new StringBuilder();
        private final StringBuilder masked = new StringBuilder();
        private boolean prose;

        /** @param isProse whether the next texts are not SQL */
        void prose(boolean isProse) {
            prose = isProse;
        }

        Builder append(String text) {
            verbatim.append(text);
            masked.append(text);
            return this;
        }

        Builder appendText(CharSequence text) {
            String written = text.toString();
            verbatim.append('\'').append(written).append('\'');
            masked.append('\'')
                    .append(prose ? written : MaskedSql.text(written))
                    .append('\'');
            return this;
        }

        Builder appendSecret(String text) {
            verbatim.append('\'').append(text).append('\'');
            masked.append("'***'");
            return this;
        }

        /** Of the verbatim form. */
        int length() {
            return verbatim.length();
        }

        /** A state to which the builder can return. */
        Mark mark() {
            return new Mark(verbatim.length(), masked.length());
        }

        void reset(Mark mark) {
            verbatim.setLength(mark.verbatim());
            masked.setLength(mark.masked());
        }

        CanonicalLine build(int depth) {
            String line = "  ".repeat(depth) + escaped(verbatim);
            String shown = "  ".repeat(depth) + escaped(masked);
            return new CanonicalLine(
                    line,
                    shown.equals(line) ? line : shown + DIGEST + Sha256.of(line).substring(0, DIGITS));
        }

        private static String escaped(StringBuilder text) {
            return text.toString().replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        }

        record Mark(int verbatim, int masked) {}
    }
}
