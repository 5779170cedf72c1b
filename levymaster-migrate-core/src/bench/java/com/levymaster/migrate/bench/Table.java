package com.levymaster.migrate.bench;

import java.util.List;

/**
 * One comparison; the first row is what the others are held against.
 *
 * @param variant such as {@code 100 revisions}
 */
record Table(String variant, List<Row> rows) {

    Table {
        rows = List.copyOf(rows);
    }

    Row row(String name) {
        return rows.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
    }

    Row ours() {
        return row(Ours.NAME);
    }

    double ratio(String name, String to) {
        return row(name).wall() / row(to).wall();
    }
}
