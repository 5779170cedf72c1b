package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random choices within one schema; the same seed makes the same ones. */
final class Chance {

    static final String OTHER_SCHEMA = "Other one";

    private static final List<String> NAMES = List.of(
            "user",
            "date",
            "status",
            "lower",
            "order",
            "Mixed Case",
            "say \"hi\"",
            "o'clock",
            "naïve",
            "x".repeat(63),
            "ä".repeat(31) + "b",
            "日本",
            "a.b",
            "$sql$",
            "nextval",
            "value",
            "t1",
            "c1",
            "code",
            "n",
            "text",
            "a",
            "back\\slash");

    private final Random random;
    private final Dialect dialect;
    private final int version;
    private DatabaseSchema schema;

    Chance(long seed, int version, DatabaseSchema schema) {
        this.random = new Random(seed);
        this.version = version;
        this.dialect = Dialect.postgresql(version * 10000);
        this.schema = schema;
    }

    void now(DatabaseSchema value) {
        schema = value;
    }

    DatabaseSchema schema() {
        return schema;
    }

    int version() {
        return version;
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T pick(T... of) {
        return of[random.nextInt(of.length)];
    }

    <T> @Nullable T any(Collection<? extends T> of) {
        return of.isEmpty() ? null : new ArrayList<T>(of).get(random.nextInt(of.size()));
    }

    /** Mostly one of no other relation or type, now and then a name that is taken. */
    ObjectName fresh() {
        String in = once(6) && schema.schemas().contains(OTHER_SCHEMA) ? OTHER_SCHEMA : null;
        return ObjectName.of(in, freshIn(in));
    }

    String freshIn(@Nullable String in) {
        Set<String> taken = once(25) ? Set.of() : taken(in);
        return name(taken);
    }

    String freshColumn(Table table) {
        return name(
                once(25)
                        ? Set.of()
                        : new HashSet<>(
                                table.columns().stream().map(Column::name).toList()));
    }

    String freshKey(Table table) {
        Set<String> taken = taken(table.name().schema());
        taken.addAll(table.constraints().keySet());
        return name(taken);
    }

    private String name(Set<String> taken) {
        for (int i = 0; i < 20; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            if (!taken.contains(name)) {
                return name;
            }
        }
        return "z" + random.nextInt(1000);
    }

    private Set<String> taken(@Nullable String in) {
        Set<String> taken = new HashSet<>();
        List.of(
                        schema.tables(),
                        schema.views(),
                        schema.sequences(),
                        schema.enums(),
                        schema.domains(),
                        schema.composites())
                .forEach(objects -> objects.keySet().stream()
                        .filter(name -> java.util.Objects.equals(name.schema(), in))
                        .forEach(name -> taken.add(name.name())));
        schema.tables().values().stream()
                .filter(table -> java.util.Objects.equals(table.name().schema(), in))
                .forEach(table -> {
                    taken.addAll(table.indexes().keySet());
                    taken.addAll(table.constraints().keySet());
                });
        return taken;
    }

    @Nullable
    Table table() {
        return any(schema.tables().values());
    }

    String quote(String identifier) {
        return dialect.quote(identifier);
    }

    String quote(ObjectName name) {
        return (name.schema() == null ? "" : quote(name.schema()) + ".") + quote(name.name());
    }

    @Nullable
    String comment() {
        return once(4) ? pick("it's \\ a \"comment\"", "status of user", "plain") : null;
    }

    ColumnType type() {
        List<ColumnType> user = new ArrayList<>();
        schema.enums().keySet().forEach(name -> user.add(new ColumnType.UserDefined(name, List.of())));
        schema.domains().keySet().forEach(name -> user.add(new ColumnType.UserDefined(name, List.of())));
        schema.composites().keySet().forEach(name -> user.add(new ColumnType.UserDefined(name, List.of())));
        ColumnType chosen = once(3) ? any(user) : null;
        if (chosen != null) {
            return once(6) ? chosen.array() : chosen;
        }
        return ColumnType.parse(pick(
                "integer",
                "bigint",
                "integer",
                "text",
                "character varying(20)",
                "numeric(10,2)",
                "boolean",
                "date",
                "timestamp(6) with time zone",
                "jsonb",
                "text[]",
                "uuid",
                "int4range"));
    }

    /** A condition over a column, true for most values. */
    String condition(Column column) {
        String c = quote(column.name());
        String type = column.type().display();
        if (type.startsWith("character") || type.equals("text")) {
            return pick(
                    c + " <> ''", "lower(" + c + ") <> 'root'", "length(" + c + ") < 100", c + "::text <> 'status'");
        }
        if (Set.of("integer", "bigint").contains(type) || type.startsWith("numeric")) {
            return pick(
                    c + " > -5", "abs(" + c + ") < 100000", c + "::text <> 'lower'", "coalesce(" + c + ", 1) <> 77");
        }
        if (type.equals("date")) {
            return pick(c + " > '2000-01-01'::date", "extract(year from " + c + ") > 1900");
        }
        return pick(c + " is not null or true", c + "::text <> 'user'");
    }

    /** An expression for an index or a generated column. */
    String expression(Column column) {
        String c = quote(column.name());
        String type = column.type().display();
        if (type.startsWith("character") || type.equals("text")) {
            return pick("lower(" + c + ")", "upper(" + c + ") || '-date'");
        }
        if (type.equals("integer")) {
            return pick(c + " + 1", "abs(" + c + ")", c + " * 2");
        }
        return "coalesce(" + c + ", " + c + ")";
    }
}
