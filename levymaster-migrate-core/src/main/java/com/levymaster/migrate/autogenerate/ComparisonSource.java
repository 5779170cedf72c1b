package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.inspect.ViewParts.ViewPart;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a comparison knows about the database apart from its schema.
 *
 * @param made the schema that the typed operations of the applied revisions produce; empty if unknown
 * @param dependencies supplies what depends on tables, sequences and types
 * @param viewParts reads what belongs to a view apart from its query
 */
record ComparisonSource(
        Dialect dialect,
        RowCounts rows,
        Supplier<Optional<DatabaseSchema>> made,
        Supplier<Dependencies> dependencies,
        Function<ObjectName, List<ViewPart>> viewParts) {

    /** Knows nothing, as without a database. */
    static ComparisonSource unknown(Dialect dialect) {
        return new ComparisonSource(
                dialect, RowCounts.UNKNOWN, Optional::empty, () -> Dependencies.NONE, view -> List.of());
    }
}
