package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of tables, and the references between them. */
final class TableKeys {

    private TableKeys() {}

    static List<String> key(Table table) {
        return table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
    }

    static Optional<ForeignKey> reference(Table table, List<String> columns, ObjectName referenced) {
        return table.constraints(ForeignKey.class)
                .filter(key ->
                        key.columns().equals(columns) && key.referencedTable().equals(referenced))
                .findFirst();
    }

    static boolean isUnique(Table table, List<String> columns) {
        return key(table).equals(columns)
                || table.constraints(Constraint.Unique.class)
                        .anyMatch(unique -> unique.columns().equals(columns));
    }

    /** Whether the keys of both refer to the same table, as those of two secondary tables. */
    static boolean isSibling(Table one, Table other) {
        return one.constraints(ForeignKey.class)
                .filter(key -> key.columns().equals(key(one)))
                .anyMatch(key ->
                        reference(other, key(other), key.referencedTable()).isPresent());
    }

    /**
     * The columns that identify the row that is there already: the primary key, unless it consists of all columns and a unique
     * constraint of fewer; empty if there is none.
     */
    static List<String> conflictKey(Table into, List<String> columns) {
        Stream<List<String>> unique = into.constraints(Constraint.Unique.class)
                .filter(constraint -> constraint.deferral() == Constraint.Deferral.NOT_DEFERRABLE
                        && constraint.columns().stream()
                                .noneMatch(column ->
                                        into.column(column).orElseThrow().nullable()))
                .map(Constraint.Unique::columns);
        List<List<String>> keys = Stream.concat(Stream.of(key(into)), unique)
                .filter(key -> !key.isEmpty() && columns.containsAll(key))
                .toList();
        return keys.stream()
                .filter(key -> key.size() < columns.size())
                .findFirst()
                .or(() -> keys.stream().findFirst())
                .orElse(List.of());
    }
}
