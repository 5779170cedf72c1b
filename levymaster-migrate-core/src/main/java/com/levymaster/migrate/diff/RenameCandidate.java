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
 * A dropped and an added object that resemble each other, which may be a rename. Only the author can decide.
 *
 * @param table the table of the columns; the new table if {@code from} and {@code to} are tables; the column, as {@code
 *     table.column}, if they are values of an enum
 * @param score the similarity, from 0 to 1
 */
public record RenameCandidate(ObjectName table, Kind kind, String from, String to, double score) {

    /** What may have been renamed. */
    public enum Kind {
        TABLE,
        COLUMN,
        /** A value of an enum that a column stores. */
        LABEL
    }

    private static final double LIKELY = 0.5;

    /** The option that confirms the rename: {@code --rename t.a=b}, {@code --rename t.a.OLD=NEW} or {@code --rename-table a=b}. */
    public String option() {
        return kind == Kind.TABLE ? "--rename-table " + from + "=" + to : "--rename " + former() + "=" + to;
    }

    /** The option that confirms the drop: {@code --drop t.a} or {@code --drop a}. */
    public String dropOption() {
        return "--drop " + former();
    }

    /** The former name: {@code t.a}, {@code t.a.OLD}, or the name of the table. */
    public String former() {
        return kind == Kind.TABLE ? table.renamed(from).toString() : table + "." + from;
    }

    /** Pairs dropped with added columns, best pairs first, each column at most once. */
    public static List<RenameCandidate> columns(Table actual, Table desired) {
        List<RenameCandidate> pairs = new ArrayList<>();
        List<Column> addedColumns = missing(desired, actual);
        for (Column removed : addedColumns.isEmpty() ? addedColumns : missing(actual, desired)) {
            for (Column added : addedColumns) {
                boolean samePosition =
                        actual.columns().indexOf(removed) == desired.columns().indexOf(added);
                double score = score(removed, added) + (samePosition ? 0.1 : 0);
                pairs.add(new RenameCandidate(desired.name(), Kind.COLUMN, removed.name(), added.name(), score));
            }
        }
        return best(pairs);
    }

    /** Pairs removed with added values of an enum, each at most once: only the author knows whether one stands for the other. */
    public static List<RenameCandidate> labels(
            MappedColumn column, Collection<String> removed, Collection<String> added) {
        ObjectName owner = ObjectName.of(column.table().schema(), column.table().name() + "." + column.column());
        return best(
                removed.stream()
                        .flatMap(from -> added.stream()
                                .map(to -> new RenameCandidate(owner, Kind.LABEL, from, to, similarity(from, to))))
                        .toList(),
                0);
    }

    /** Pairs unmapped with added tables, best pairs first, each table at most once. */
    public static List<RenameCandidate> tables(
            DatabaseSchema actual, Collection<ObjectName> unmapped, Collection<Table> created) {
        List<RenameCandidate> pairs = new ArrayList<>();
        for (ObjectName removed : unmapped) {
            Table table = actual.tables().get(removed);
            for (Table added : created) {
                if (table != null
                        && java.util.Objects.equals(
                                removed.schema(), added.name().schema())) {
                    pairs.add(new RenameCandidate(
                            added.name(),
                            Kind.TABLE,
                            removed.name(),
                            added.name().name(),
                            score(table, added)));
                }
            }
        }
        return best(pairs);
    }

    private static List<RenameCandidate> best(List<RenameCandidate> pairs) {
        return best(pairs, LIKELY);
    }

    private static List<RenameCandidate> best(List<RenameCandidate> pairs, double least) {
        List<RenameCandidate> best = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        pairs.stream()
                .filter(pair -> pair.score() >= least)
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

    /** The columns of one table that the other lacks. */
    private static List<Column> missing(Table one, Table other) {
        return one.columns().stream()
                .filter(column -> other.column(column.name()).isEmpty())
                .toList();
    }

    private static double score(Column removed, Column added) {
        boolean sameType = removed.type().equals(added.type());
        return (sameType ? 0.45 : 0)
                + (removed.nullable() == added.nullable() ? 0.1 : 0)
                + 0.45 * similarity(removed.name(), added.name());
    }

    /** The fraction of columns that two tables share. */
    private static double score(Table removed, Table added) {
        Set<String> one = new HashSet<>();
        removed.columns().forEach(c -> one.add(c.name() + " " + c.type().display()));
        Set<String> other = new HashSet<>();
        added.columns().forEach(c -> other.add(c.name() + " " + c.type().display()));
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        one.retainAll(other);
        return (double) one.size() / all.size();
    }

    /** The similarity of two names: 1 for equal ones, 0 for those that have nothing in common. */
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
