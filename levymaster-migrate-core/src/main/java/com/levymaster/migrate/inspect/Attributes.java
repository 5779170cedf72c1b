package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The columns of one table, by their numbers in the catalog. */
final class Attributes {

    static final Attributes NONE = new Attributes();

    private final List<Column> columns = new ArrayList<>();
    private final Map<Long, Integer> positions = new HashMap<>();
    private final Map<Long, Long> collations = new HashMap<>();

    void add(long number, long collation, Column column) {
        positions.put(number, columns.size());
        collations.put(number, collation);
        columns.add(column);
    }

    List<Column> columns() {
        return columns;
    }

    /** The name of the column; {@code null} for 0, which means an expression. */
    @Nullable
    String nameOrNull(long number) {
        Integer position = positions.get(number);
        return position == null ? null : columns.get(position).name();
    }

    List<String> names(Collection<Long> numbers) {
        List<String> names = new ArrayList<>();
        for (long number : numbers) {
            String name = nameOrNull(number);
            if (name == null) {
                throw new IllegalStateException("The catalog has no column " + number);
            }
            names.add(name);
        }
        return names;
    }

    /** The object identifier of the column's collation; 0 for none, or for an expression. */
    long collation(long number) {
        return collations.getOrDefault(number, 0L);
    }
}
