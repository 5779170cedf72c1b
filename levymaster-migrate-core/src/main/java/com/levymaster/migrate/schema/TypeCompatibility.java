package com.levymaster.migrate.schema;

import com.levymaster.migrate.schema.ColumnType.BuiltIn;
import java.util.List;
import java.util.Set;

/** Knows which types hold every value of another. */
public final class TypeCompatibility {

    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final Set<String> TEXTS = Set.of("character varying", "character", "text");

    private TypeCompatibility() {}

    /** False where it is not known. */
    public static boolean isLossless(ColumnType from, ColumnType to) {
        if (from.equals(to)) {
            return true;
        }
        if (!(from instanceof BuiltIn old) || !(to instanceof BuiltIn wide)) {
            return false;
        }
        if (INTEGERS.contains(old.name())) {
            return INTEGERS.indexOf(wide.name()) >= INTEGERS.indexOf(old.name())
                    || wide.name().equals("numeric") && wide.modifiers().isEmpty();
        }
        if (TEXTS.contains(old.name()) && TEXTS.contains(wide.name())) {
            return wide.modifiers().isEmpty() || old.modifiers().size() == 1 && number(wide, 0) >= number(old, 0);
        }
        return old.name().equals("real") && wide.name().equals("double precision")
                || old.name().equals("numeric") && wide.name().equals("numeric") && numeric(old, wide);
    }

    /** As many digits before the point, and as many after it. */
    private static boolean numeric(BuiltIn old, BuiltIn wide) {
        if (wide.modifiers().isEmpty() || old.modifiers().isEmpty()) {
            return wide.modifiers().isEmpty();
        }
        int scale = number(wide, 1) - number(old, 1);
        return scale >= 0 && number(wide, 0) - number(old, 0) >= scale;
    }

    private static int number(BuiltIn type, int index) {
        return index < type.modifiers().size()
                ? Integer.parseInt(type.modifiers().get(index))
                : 0;
    }
}
