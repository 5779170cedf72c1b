package com.levymaster.migrate.diff;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something goes and something much like it comes: perhaps it is only called otherwise now. Nobody but the author knows.
 *
 * @param table the table that holds the columns; the new table when {@code from} and {@code to} are tables
 * @param column whether columns are meant
 * @param score how alike the two are, from 0 to 1
 */
public record RenameCandidate(ObjectName table, boolean column, String from, String to, double score) {

    private static final double LIKELY = 0.5;

    /** {@code --rename t.a=b} or {@code --rename-table a=b}. */
    public String option() {
        return column ? "--rename " + table + "." + from + "=" + to : "--rename-table " + from + "=" + to;
    }

    /** {@code --drop t.a} or {@code --drop a}: it really goes. */
    public String dropOption() {
        return "--drop " + former();
    }

    /** {@code t.a}, or the name of the table. */
    public String former() {
        return column ? table + "." + from : table.renamed(from).toString();
    }

    /** Columns that go and columns that come, best pairs first, each column at most once. */
    public static List<RenameCandidate> columns(Table now, Table wanted) {
        List<RenameCandidate> pairs = new ArrayList<>();
        List<Column> comes = missing(wanted, now);
        for (Column gone : comes.isEmpty() ? comes : missing(now, wanted)) {
            for (Column come : comes) {
                boolean samePlace =
                        now.columns().indexOf(gone) == wanted.columns().indexOf(come);
                double score = score(gone, come) + (samePlace ? 0.1 : 0);
                pairs.add(new RenameCandidate(wanted.name(), true, gone.name(), come.name(), score));
            }
        }
        return best(pairs);
    }

    /** Tables that nothing maps and tables that come, best pairs first, each table at most once. */
    public static List<RenameCandidate> tables(
            DatabaseSchema actual, Collection<ObjectName> unmapped, Collection<Table> created) {
        List<RenameCandidate> pairs = new ArrayList<>();
        for (ObjectName gone : unmapped) {
            Table table = actual.tables().get(gone);
            for (Table come : created) {
                if (table != null
                        && java.util.Objects.equals(gone.schema(), come.name().schema())) {
                    pairs.add(new RenameCandidate(
                            come.name(), false, gone.name(), come.name().name(), score(table, come)));
                }
            }
        }
        return best(pairs);
    }

    private static List<RenameCandidate> best(List<RenameCandidate> pairs) {
        List<RenameCandidate> best = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        pairs.stream()
                .filter(pair -> pair.score() >= LIKELY)
                .sorted(Comparator.comparingDouble((RenameCandidate pair) -> pair.score())
                        .reversed()
                        .thenComparing(RenameCandidate::former)
                        .thenComparing(RenameCandidate::to))
                .forEach(pair -> {
                    if (!taken.contains("-" + pair.from()) && !taken.contains("+" + pair.to())) {
                        taken.add("-" + pair.from());
                        taken.add("+" + pair.to());
                        best.add(pair);
                    }
                });
        return best;
    }

    /** The columns of the one table that the other has not. */
    private static List<Column> missing(Table one, Table other) {
        return one.columns().stream()
                .filter(column -> other.column(column.name()).isEmpty())
                .toList();
    }

    private static double score(Column gone, Column come) {
        boolean sameType = gone.type().equals(come.type());
        return (sameType ? 0.45 : 0)
                + (gone.nullable() == come.nullable() ? 0.1 : 0)
                + 0.45 * similarity(gone.name(), come.name());
    }

    /** How many of their columns two tables share. */
    private static double score(Table gone, Table come) {
        Set<String> one = new HashSet<>();
        gone.columns().forEach(c -> one.add(c.name() + " " + c.type().display()));
        Set<String> other = new HashSet<>();
        come.columns().forEach(c -> other.add(c.name() + " " + c.type().display()));
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        one.retainAll(other);
        return (double) one.size() / all.size();
    }

    /** 1 for the same word, 0 for words that have nothing in common. */
    static double similarity(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return 0;
        }
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return 1 - (double) previous[other.length()] / Math.max(1, Math.max(one.length(), other.length()));
    }
}
