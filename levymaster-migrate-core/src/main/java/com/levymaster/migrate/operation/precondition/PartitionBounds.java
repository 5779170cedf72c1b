package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds partitions whose bounds have values of a new one, as far as numbers, dates and equal text tell. */
final class PartitionBounds {

    private static final String LOWEST = "minvalue";
    private static final String HIGHEST = "maxvalue";
    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}( 00:00:00)?";
    private static final String NUMBER = "-?[0-9]{1,30}(\\.[0-9]{1,30})?";
    private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");
    private static final Set<String> DATES = Set.of("date", "timestamp without time zone");

    private final List<String> types;

    private PartitionBounds(Table partitioned) {
        this.types = partitioned.columns().stream()
                .filter(column -> PartitionKey.of(partitioned).mentions(column.name()))
                .map(column -> column.type() instanceof ColumnType.BuiltIn builtIn ? builtIn.name() : "")
                .distinct()
                .toList();
    }

    /** Refuses a bound that is empty, or has values of the bounds of other partitions. */
    static List<Refusal> of(Table partitioned, String bound, List<Table> partitions) {
        PartitionBounds bounds = new PartitionBounds(partitioned);
        Bound added = Bound.of(bound);
        return Refusal.all(
                Refusal.when(
                        added.isRange() && bounds.isSorted(added.to(), added.from()),
                        "its lower bound is not below the upper one",
                        "choose bounds with values between them"),
                Refusal.list(
                        "partitions of " + partitioned.name() + " have values of this bound",
                        names(partitions, other -> bounds.overlap(added, other)),
                        "choose another bound, or drop the other partition in an earlier step"),
                Refusal.list(
                        "its modulus is no multiple, and no factor, of that of other partitions",
                        names(partitions, other -> !added.fits(other)),
                        "choose a modulus that each larger one is a multiple of"));
    }

    private static List<String> names(List<Table> partitions, Predicate<Bound> which) {
        List<String> names = new ArrayList<>();
        for (Table table : partitions) {
            Table.Partition of = table.options().partitionOf();
            if (of != null && which.test(Bound.of(of.bound()))) {
                names.add(table.name().toString());
            }
        }
        return names;
    }

    private boolean overlap(Bound first, Bound second) {
        if (first.isDefault() || second.isDefault()) {
            return first.isDefault() && second.isDefault();
        }
        if (first.isRange() && second.isRange()) {
            return isBefore(first.from(), second.to()) && isBefore(second.from(), first.to());
        }
        return first.isHash() && second.isHash()
                ? first.sharesRemainder(second)
                : first.values().stream()
                        .anyMatch(value -> second.values().stream()
                                .anyMatch(other -> Integer.valueOf(0).equals(compared(value, other))));
    }

    private boolean isBefore(List<String> first, List<String> second) {
        Integer order = compared(first, second);
        return order != null && order < 0;
    }

    private boolean isSorted(List<String> first, List<String> second) {
        Integer order = compared(first, second);
        return order != null && order <= 0;
    }

    /** The order of two points; {@code null} if it is not known. */
    private @Nullable Integer compared(List<String> first, List<String> second) {
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            Integer order = compared(first.get(i), second.get(i));
            boolean last = first.get(i).equals(LOWEST) || first.get(i).equals(HIGHEST);
            if (order == null || order != 0 || last) {
                return order;
            }
        }
        return 0;
    }

    /** Keys of several types are not compared, but for equality. */
    private @Nullable Integer compared(String first, String second) {
        if (first.equals(second)) {
            return 0;
        }
        if (first.equals(LOWEST) || second.equals(HIGHEST)) {
            return -1;
        }
        if (first.equals(HIGHEST) || second.equals(LOWEST)) {
            return 1;
        }
        if (NUMBERS.containsAll(types) && first.matches(NUMBER) && second.matches(NUMBER)) {
            return new BigDecimal(first).compareTo(new BigDecimal(second));
        }
        return types.size() == 1 && DATES.containsAll(types) && first.matches(DATE) && second.matches(DATE)
                ? Integer.valueOf(first.substring(0, 10).compareTo(second.substring(0, 10)))
                : null;
    }

    /**
     * A bound, by the lists in its parentheses.
     *
     * @param words the keywords, {@code for values from to} or {@code default}
     * @param lists literals without quotes, keywords in lower case
     */
    private record Bound(List<String> words, List<List<String>> lists) {

        static Bound of(String sql) {
            List<Token> tokens = SqlTokens.of(sql).tokens();
            return new Bound(
                    tokens.stream().filter(Token::isWord).map(Token::lower).toList(),
                    tokens.stream()
                            .filter(Token::isGroup)
                            .map(group -> items(group.inner()))
                            .toList());
        }

        /** A literal of a string differs from a keyword by nothing but its quotes, which only {@code null} may need. */
        private static List<String> items(String list) {
            List<String> items = new ArrayList<>();
            StringBuilder item = new StringBuilder();
            for (Token token : SqlTokens.of(list).tokens()) {
                if (token.is(",")) {
                    items.add(item.toString());
                    item.setLength(0);
                } else if (token.kind() == SqlTokens.TokenKind.STRING) {
                    item.append(token.text().replaceAll("^'|'$", "").replace("''", "'"));
                } else {
                    item.append(token.text().toLowerCase(Locale.ROOT));
                }
            }
            items.add(item.toString());
            return items;
        }

        boolean isDefault() {
            return words.contains("default");
        }

        boolean isRange() {
            return words.contains("from") && lists.size() == 2;
        }

        boolean isHash() {
            return words.contains("with") && lists.size() == 1 && modulus() > 0;
        }

        List<String> from() {
            return lists.get(0);
        }

        List<String> to() {
            return lists.get(1);
        }

        List<String> values() {
            return words.contains("in") && lists.size() == 1 ? lists.get(0) : List.of();
        }

        private int modulus() {
            return number("modulus");
        }

        private int number(String word) {
            return lists.get(0).stream()
                    .filter(item -> item.matches(word + "[0-9]{1,9}"))
                    .map(item -> Integer.parseInt(item.substring(word.length())))
                    .findFirst()
                    .orElse(0);
        }

        boolean sharesRemainder(Bound other) {
            int smaller = Math.min(modulus(), other.modulus());
            return number("remainder") % smaller == other.number("remainder") % smaller;
        }

        boolean fits(Bound other) {
            return !isHash() || !other.isHash() || modulus() % other.modulus() == 0 || other.modulus() % modulus() == 0;
        }
    }
}
