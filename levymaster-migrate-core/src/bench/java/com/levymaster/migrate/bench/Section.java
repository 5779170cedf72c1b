package com.levymaster.migrate.bench;

import java.util.List;

/**
 * What the report says of a workload.
 *
 * @param what was done, in a sentence or two
 */
record Section(String id, String title, String what, List<Goal> goals, List<Table> tables) {

    Section {
        goals = List.copyOf(goals);
        tables = List.copyOf(tables);
    }
}
