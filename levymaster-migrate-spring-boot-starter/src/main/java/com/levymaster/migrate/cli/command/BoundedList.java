package com.levymaster.migrate.cli.command;

import java.util.ArrayList;
import java.util.List;

/** The beginning of a list, and how much of it was left out. */
final class BoundedList {

    private static final int LIMIT = 20;

    private BoundedList() {}

    static List<String> of(List<String> all) {
        if (all.size() <= LIMIT) {
            return all;
        }
        List<String> first = new ArrayList<>(all.subList(0, LIMIT));
        first.add("… and " + (all.size() - LIMIT) + " more");
        return first;
    }
}
