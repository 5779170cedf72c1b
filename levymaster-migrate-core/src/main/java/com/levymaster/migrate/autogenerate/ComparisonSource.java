package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.Dependencies;
import com.levymaster.migrate.inspect.ViewParts.ViewPart;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.RowCounts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a comparison knows about the database apart from its schema.
 *
 * @param made the parts of the schema that typed operations of revisions made
 * @param columns reads the columns of views and foreign tables, by relation, among these names
 * @param dependencies supplies what depends on tables, sequences and types
 * @param viewParts reads what belongs to a view apart from its query
 */
record ComparisonSource(
        Dialect dialect,
        RowCounts rows,
        Supplier<DatabaseSchema> made,
        Function<Collection<ObjectName>, Map<ObjectName, Set<String>>> columns,
        Supplier<Dependencies> dependencies,
        Function<ObjectName, List<ViewPart>> viewParts) {

    /** Knows nothing but the schema, as without a database. */
    static ComparisonSource unknown(Dialect dialect, DatabaseSchema schema) {
        return new ComparisonSource(
                dialect,
                RowCounts.UNKNOWN,
                () -> schema,
                names -> Map.of(),
                () -> Dependencies.NONE,
                view -> List.of());
    }
}
