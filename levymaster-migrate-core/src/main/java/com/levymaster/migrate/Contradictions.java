package com.levymaster.migrate;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a sentence about a table says and cannot mean; all of it is told together. */
final class Contradictions {

    private static final Set<String> WHOLE_NUMBERS = Set.of("smallint", "integer", "bigint");

    private final Table table;
    private final List<String> faults = new ArrayList<>();

    private Contradictions(Table table) {
        this.table = table;
    }

    /** @param constraints as they were said, and so with those that have the same name */
    static void refuse(Table table, List<Constraint> constraints, List<Index> indexes) {
        Contradictions found = new Contradictions(table);
        found.twice("column", table.columns().stream().map(Column::name));
        found.twice("constraint", constraints.stream().map(Constraint::name));
        found.twice("index", indexes.stream().map(Index::name));
        if (constraints.stream().filter(Constraint.PrimaryKey.class::isInstance).count() > 1) {
            found.faults.add("it has two primary keys");
        }
        table.columns().forEach(found::identity);
        if (table.options().inherits().isEmpty() && table.options().partitionOf() == null) {
            constraints.forEach(found::columns);
            indexes.forEach(found::columns);
        }
        if (!found.faults.isEmpty()) {
            throw new MigrateException(
                    "Table " + table.name() + " cannot be as it is said: " + String.join("; ", found.faults) + ".",
                    "mend the sentence; nothing has run");
        }
    }

    private void twice(String what, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !name.isEmpty() && !seen.add(name))
                .distinct()
                .forEach(name -> faults.add(
                        "it has two " + (what.equals("index") ? "indexes" : what + "s") + " called " + name));
    }

    private void identity(Column column) {
        if (column.identity() != null
                && column.type() instanceof ColumnType.BuiltIn type
                && !WHOLE_NUMBERS.contains(type.name())) {
            faults.add("column " + column.name() + " is an identity of type " + type.display()
                    + ", and only smallint, integer and bigint count");
        }
    }

    private void columns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            known("primary key " + key.name(), key.columns());
        } else if (constraint instanceof Constraint.Unique key) {
            known("unique " + key.name(), key.columns());
        } else if (constraint instanceof ForeignKey key) {
            known("foreign key " + key.name(), key.columns());
        }
    }

    private void columns(Index index) {
        known(
                "index " + index.name(),
                index.parts().stream()
                        .map(Index.Part::column)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList());
    }

    private void known(String what, List<String> columns) {
        columns.stream()
                .filter(column -> table.column(column).isEmpty())
                .forEach(column -> faults.add(what + " is on " + column + ", which is no column of it"));
    }
}
