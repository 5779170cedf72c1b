package com.levymaster.migrate.diff;

import java.util.List;

/**
 * The constants of an enum that a column stores.
 *
 * @param names in the order in which the enum declares them
 * @param stored the values that stand for them, as SQL literals; empty if these are the numbers or the names, as the type of the
 *     column says
 */
public record EnumConstants(List<String> names, List<String> stored) {

    public EnumConstants {
        names = List.copyOf(names);
        stored = List.copyOf(stored);
    }
}
