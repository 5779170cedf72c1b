package com.levymaster.migrate.explorer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a database contains, as far as the revisions of a model can change it: tables, columns, indexes and rows by name,
 * each with its count.
 *
 * @param counts such as {@code table public.t} or {@code row r2.before}; every count is positive
 */
record Effects(SortedMap<String, Integer> counts) {

    static final Effects NONE = new Effects(new TreeMap<>());

    private static final String INVALID = "invalid ";

    Effects {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** The effect is not possible in the database as it is. */
    static final class ImpossibleException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ImpossibleException(String message) {
            super(message);
        }
    }

    static String table(String schema, String name) {
        return "table " + schema + "." + name;
    }

    static String column(String table, String name) {
        return "column public." + table + "." + name;
    }

    static String index(String name) {
        return "index public." + name;
    }

    static String invalid(String index) {
        return INVALID + index;
    }

    static String row(String name) {
        return "row " + name;
    }

    boolean has(String effect) {
        return counts.containsKey(effect);
    }

    boolean hasInvalidIndex() {
        return counts.keySet().stream().anyMatch(effect -> effect.startsWith(INVALID));
    }

    /** The effects that are part of the schema, without rows. */
    Effects ofSchema() {
        return filtered(effect -> !effect.startsWith("row "));
    }

    Effects plus(String effect) {
        SortedMap<String, Integer> more = new TreeMap<>(counts);
        more.merge(effect, 1, Integer::sum);
        return new Effects(more);
    }

    Effects plus(Effects others) {
        SortedMap<String, Integer> more = new TreeMap<>(counts);
        others.counts.forEach((effect, count) -> more.merge(effect, count, Integer::sum));
        return new Effects(more);
    }

    /** Creates an object that must not exist. */
    Effects create(String effect) {
        if (has(effect)) {
            throw new ImpossibleException(effect + " exists already");
        }
        return plus(effect);
    }

    /** Drops an object that must exist. */
    Effects drop(String effect) {
        require(effect);
        return without(effect);
    }

    void require(String effect) {
        if (!has(effect)) {
            throw new ImpossibleException(effect + " does not exist");
        }
    }

    Effects without(String effect) {
        return filtered(other -> !other.equals(effect));
    }

    /** Drops a table of the schema {@code public} with its columns and indexes. */
    Effects dropTable(String schema, String name) {
        Effects rest = drop(table(schema, name));
        return schema.equals("public")
                ? rest.filtered(effect -> !effect.startsWith("column public." + name + ".")
                        && !effect.contains("index public.ix_" + name + "_"))
                : rest;
    }

    /** All invalid indexes are built again. */
    Effects reindexed() {
        Effects rebuilt = filtered(effect -> !effect.startsWith(INVALID));
        for (String effect : counts.keySet()) {
            rebuilt = effect.startsWith(INVALID) ? rebuilt.plus(effect.substring(INVALID.length())) : rebuilt;
        }
        return rebuilt;
    }

    private Effects filtered(Predicate<String> kept) {
        SortedMap<String, Integer> rest = new TreeMap<>(counts);
        rest.keySet().removeIf(kept.negate());
        return new Effects(rest);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
