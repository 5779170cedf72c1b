package com.levymaster.migrate.operation.precondition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of storage parameters of tables and indexes. Those of other parameters are not known.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: storage parameters</a>
 */
final class StorageParameters {

    private static final Bounds AGE = new Bounds("0", "1000000000");
    private static final Bounds TABLE_AGE = new Bounds("0", "2000000000");
    private static final Bounds PERCENT = new Bounds("0", "100");
    private static final Bounds COUNT = new Bounds("0", "2147483647");
    private static final Bounds COUNT_OR_NONE = new Bounds("-1", "2147483647");

    private static final Map<String, Bounds> BOUNDS = Map.ofEntries(
            Map.entry("fillfactor", new Bounds("10", "100")),
            Map.entry("toast_tuple_target", new Bounds("128", "8160")),
            Map.entry("parallel_workers", new Bounds("0", "1024")),
            Map.entry("pages_per_range", new Bounds("1", "131072")),
            Map.entry("gin_pending_list_limit", new Bounds("64", "2147483647")),
            Map.entry("autovacuum_vacuum_threshold", COUNT),
            Map.entry("autovacuum_vacuum_insert_threshold", COUNT_OR_NONE),
            Map.entry("autovacuum_analyze_threshold", COUNT),
            Map.entry("autovacuum_vacuum_cost_delay", PERCENT),
            Map.entry("autovacuum_vacuum_cost_limit", new Bounds("1", "10000")),
            Map.entry("autovacuum_vacuum_scale_factor", PERCENT),
            Map.entry("autovacuum_vacuum_insert_scale_factor", PERCENT),
            Map.entry("autovacuum_analyze_scale_factor", PERCENT),
            Map.entry("autovacuum_freeze_min_age", AGE),
            Map.entry("autovacuum_freeze_max_age", new Bounds("100000", "2000000000")),
            Map.entry("autovacuum_freeze_table_age", TABLE_AGE),
            Map.entry("autovacuum_multixact_freeze_min_age", AGE),
            Map.entry("autovacuum_multixact_freeze_max_age", new Bounds("10000", "2000000000")),
            Map.entry("autovacuum_multixact_freeze_table_age", TABLE_AGE),
            Map.entry("log_autovacuum_min_duration", COUNT_OR_NONE));

    private StorageParameters() {}

    private record Bounds(BigDecimal lowest, BigDecimal highest) {

        Bounds(String lowest, String highest) {
            this(new BigDecimal(lowest), new BigDecimal(highest));
        }

        boolean contain(BigDecimal value) {
            return lowest.compareTo(value) <= 0 && value.compareTo(highest) <= 0;
        }
    }

    static List<Refusal> of(Map<String, String> parameters) {
        List<Refusal> refusals = new ArrayList<>();
        parameters.forEach((name, value) -> refusals.addAll(of(name, value)));
        return refusals;
    }

    static List<Refusal> of(String name, @Nullable String value) {
        String parameter = name.toLowerCase(Locale.ROOT).replaceFirst("^toast\\.", "");
        Bounds bounds = BOUNDS.get(parameter);
        if (bounds == null || value == null || !value.matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            return List.of();
        }
        return Refusal.when(
                !bounds.contain(new BigDecimal(value)),
                parameter + " is between " + bounds.lowest() + " and " + bounds.highest() + ", but not " + value,
                "choose a value within these bounds");
    }
}
