package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.ColumnType.BuiltIn;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a change of type may lose or refuse values. Widening never does. */
final class Narrowing {

    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);
    private static final Set<String> TEXTS = Set.of("text", "character varying");
    private static final String NO_LIMIT = String.valueOf(Integer.MAX_VALUE);

    private Narrowing() {}

    static boolean loses(ColumnType from, ColumnType to) {
        if (from instanceof ColumnType.Array one && to instanceof ColumnType.Array other) {
            return loses(one.element(), other.element());
        }
        if (to.display().equals("text") || to.display().equals("character varying")) {
            return from.display().equals("bytea") || from.display().equals("oid");
        }
        return !(from instanceof BuiltIn one && to instanceof BuiltIn other && widens(one, other));
    }

    private static boolean widens(BuiltIn from, BuiltIn to) {
        if (INTEGERS.contains(from.name()) && INTEGERS.contains(to.name())) {
            return INTEGERS.indexOf(from.name()) <= INTEGERS.indexOf(to.name());
        }
        if (to.name().equals("numeric") && DIGITS.containsKey(from.name())) {
            return to.modifiers().isEmpty() || wholeDigits(to) >= DIGITS.getOrDefault(from.name(), 0);
        }
        if (from.name().equals("numeric") && to.name().equals("numeric")) {
            return to.modifiers().isEmpty()
                    || !from.modifiers().isEmpty() && wholeDigits(to) >= wholeDigits(from) && scale(to) >= scale(from);
        }
        boolean texts = TEXTS.contains(to.name())
                && (TEXTS.contains(from.name()) || from.name().equals("character"));
        if (texts || from.name().equals(to.name())) {
            return limit(to) >= limit(from);
        }
        return Set.of(
                        "real>double precision",
                        "date>timestamp without time zone",
                        "json>jsonb",
                        "jsonb>json",
                        "cidr>inet")
                .contains(from.name() + ">" + to.name());
    }

    private static long limit(BuiltIn type) {
        return type.modifiers().isEmpty() ? Integer.MAX_VALUE : number(type, 0);
    }

    private static long wholeDigits(BuiltIn type) {
        return number(type, 0) - scale(type);
    }

    private static long scale(BuiltIn type) {
        return type.modifiers().size() < 2 ? 0 : number(type, 1);
    }

    private static long number(BuiltIn type, int at) {
        String text = at < type.modifiers().size() ? type.modifiers().get(at) : NO_LIMIT;
        return text.matches("-?\\d{1,9}") ? Long.parseLong(text) : Integer.MAX_VALUE;
    }
}
