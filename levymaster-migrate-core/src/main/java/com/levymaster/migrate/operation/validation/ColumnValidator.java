package com.levymaster.migrate.operation.validation;

import static com.levymaster.migrate.operation.validation.OperationValidator.all;
import static com.levymaster.migrate.operation.validation.OperationValidator.blank;
import static com.levymaster.migrate.operation.validation.OperationValidator.comment;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validates the definition of a column. */
final class ColumnValidator {

    private static final Set<String> STORAGES = Set.of("plain", "external", "extended", "main");

    /** Types without a collation. */
    private static final Set<String> NOT_COLLATED = Set.of(
            "smallint",
            "integer",
            "bigint",
            "real",
            "double precision",
            "numeric",
            "money",
            "boolean",
            "bytea",
            "date",
            "time without time zone",
            "time with time zone",
            "timestamp without time zone",
            "timestamp with time zone",
            "interval",
            "uuid",
            "json",
            "jsonb",
            "xml",
            "inet",
            "cidr",
            "macaddr",
            "oid",
            "bit",
            "bit varying");

    private ColumnValidator() {}

    static List<String> in(Column column) {
        Identity identity = column.identity();
        return all(
                sources(column),
                identity == null ? List.of() : all(identity(column.type()), in(identity.options())),
                in(column.defaultValue()),
                in(column.generated()),
                collation(column.type(), column.collation()),
                storage(column.storage()),
                compression(column.compression()),
                statistics(column.statistics()),
                comment(column.comment()));
    }

    private static List<String> sources(Column column) {
        int sources = (column.defaultValue() == null ? 0 : 1)
                + (column.identity() == null ? 0 : 1)
                + (column.generated() == null ? 0 : 1);
        return sources > 1 ? List.of("it has more than one of default, identity and generated") : List.of();
    }

    private static List<String> identity(ColumnType type) {
        return type.isInteger()
                ? List.of()
                : List.of(
                        "it is an identity of type " + type.display() + ", but it must be smallint, integer or bigint");
    }

    static List<String> in(@Nullable DefaultValue value) {
        if (value instanceof DefaultValue.StringLiteral text) {
            return OperationValidator.storable("the default", text.value());
        }
        return value instanceof DefaultValue.Expression expression ? blank("the default", expression.sql()) : List.of();
    }

    static List<String> in(@Nullable GenerationExpression generated) {
        return generated == null ? List.of() : blank("the expression", generated.expression());
    }

    static List<String> collation(ColumnType type, @Nullable String collation) {
        ColumnType element = type instanceof ColumnType.Array array ? array.element() : type;
        boolean cannot = element instanceof ColumnType.BuiltIn builtIn && NOT_COLLATED.contains(builtIn.name());
        return collation != null && cannot ? List.of("type " + type.display() + " has no collation") : List.of();
    }

    static List<String> compression(@Nullable String method) {
        return method == null || method.equalsIgnoreCase("pglz") || method.equalsIgnoreCase("lz4")
                ? List.of()
                : List.of("'" + method + "' is not a compression; use pglz or lz4");
    }

    static List<String> storage(@Nullable String storage) {
        return storage == null || STORAGES.contains(storage.toLowerCase(Locale.ROOT))
                ? List.of()
                : List.of("'" + storage + "' is not a storage; use plain, main, external or extended");
    }

    static List<String> statistics(@Nullable Integer target) {
        return target == null || (target >= 0 && target <= 10_000)
                ? List.of()
                : List.of("a statistics target is a number from 0 to 10000, not " + target);
    }

    static List<String> in(SequenceOptions options) {
        return in(options, Long.MAX_VALUE);
    }

    static List<String> in(SequenceOptions options, ColumnType type) {
        return in(options, SequenceOptions.greatest(type));
    }

    private static List<String> in(SequenceOptions options, long greatest) {
        List<String> faults = new ArrayList<>();
        if (options.increment() == 0) {
            faults.add("its increment is 0");
        }
        if (options.cache() < 1) {
            faults.add("it caches " + options.cache() + " values, but the minimum is 1");
        }
        long min = options.lowest(greatest);
        long max = options.highest(greatest);
        if (min >= max) {
            faults.add("its minimum " + min + " is not less than its maximum " + max);
        } else if (options.start() < min || options.start() > max) {
            faults.add("it starts with " + options.start() + ", which is out of its bounds, " + min + " to " + max
                    + ": state another start, such as " + (options.increment() < 0 ? max : min));
        }
        if (min < -greatest - 1 || max > greatest) {
            faults.add("its bounds, " + min + " to " + max + ", exceed its type, whose maximum is " + greatest);
        }
        return faults;
    }
}
