package com.levymaster.migrate.alembic;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that PostgreSQL chooses for constraints and sequences without a name: {@code county_pkey}, {@code county_name_key},
 * {@code county_state_id_fkey}, {@code county_rate_check}, {@code county_id_seq}, with a number if the name is taken.
 */
final class ServerNames {

    private final Set<String> taken = new HashSet<>();

    ServerNames(DatabaseSchema schema, @Nullable String inSchema) {
        schema.tables().values().stream()
                .filter(table -> isIn(schema, table.name(), inSchema))
                .forEach(this::take);
        schema.sequences().keySet().stream()
                .filter(name -> isIn(schema, name, inSchema))
                .forEach(name -> taken.add(name.name()));
        schema.views().keySet().stream()
                .filter(name -> isIn(schema, name, inSchema))
                .forEach(name -> taken.add(name.name()));
    }

    private static boolean isIn(DatabaseSchema schema, ObjectName name, @Nullable String inSchema) {
        return Objects.equals(schema.schemaOf(name), schema.schemaOf(ObjectName.of(inSchema, "any")));
    }

    private void take(Table table) {
        taken.add(table.name().name());
        taken.addAll(table.constraints().keySet());
        taken.addAll(table.indexes().keySet());
    }

    /** The name of a constraint that has none. */
    String of(Constraint constraint, Table table) {
        String name = table.name().name();
        if (constraint instanceof Constraint.PrimaryKey) {
            return free(name, null, "pkey");
        }
        if (constraint instanceof Constraint.Unique unique) {
            return free(name, addition(unique.columns()), "key");
        }
        if (constraint instanceof ForeignKey key) {
            return free(name, addition(key.columns()), "fkey");
        }
        if (constraint instanceof Constraint.Exclusion exclusion) {
            return free(
                    name,
                    addition(exclusion.elements().stream()
                            .map(element -> columnOf(element.expression(), table))
                            .toList()),
                    "excl");
        }
        return free(name, onlyColumn(((Constraint.Check) constraint).expression(), table), "check");
    }

    String sequence(String table, String column) {
        return free(table, column, "seq");
    }

    /** A name that is given. */
    String given(String name) {
        taken.add(name);
        return name;
    }

    private static String columnOf(String expression, Table table) {
        String plain = expression.startsWith("\"") ? expression.replace("\"", "") : expression;
        return table.column(plain).isPresent() ? plain : "expr";
    }

    private static @Nullable String onlyColumn(String expression, Table table) {
        List<String> used = table.columns().stream()
                .map(column -> column.name())
                .filter(column -> ColumnUses.in(expression, column))
                .toList();
        return used.size() == 1 ? used.get(0) : null;
    }

    /** The columns, joined until the name is full. */
    private static String addition(List<String> columns) {
        StringBuilder joined = new StringBuilder();
        for (String column : columns) {
            joined.append(joined.isEmpty() ? "" : "_").append(column);
            if (bytes(joined.toString()) > NamingConvention.MAX_BYTES) {
                break;
            }
        }
        return NamingConvention.cut(joined.toString(), Math.min(bytes(joined.toString()), NamingConvention.MAX_BYTES));
    }

    private String free(String table, @Nullable String middle, String label) {
        String name = joined(table, middle, label);
        for (int number = 1; !taken.add(name); number++) {
            name = joined(table, middle, label + number);
        }
        return name;
    }

    /** Shortens the longer of the two parts until the whole fits, as the server does. */
    private static String joined(String table, @Nullable String middle, String label) {
        int available = NamingConvention.MAX_BYTES - 1 - label.length() - (middle == null ? 0 : 1);
        int first = bytes(table);
        int second = middle == null ? 0 : bytes(middle);
        while (first + second > available) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        return NamingConvention.cut(table, first)
                + (middle == null ? "" : "_" + NamingConvention.cut(middle, second))
                + "_" + label;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
