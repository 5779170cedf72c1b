package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.ColumnType;

/** Writes type names. */
final class TypeText {

    private TypeText() {}

    static String of(ServerVersion server, ColumnType type) {
        if (type instanceof ColumnType.Array array) {
            return of(server, array.element()) + "[]";
        }
        if (type instanceof ColumnType.UserDefined user) {
            String modifiers = user.modifiers().isEmpty() ? "" : "(" + String.join(",", user.modifiers()) + ")";
            return Identifiers.quote(user.name()) + modifiers;
        }
        if (type instanceof ColumnType.BuiltIn builtIn && hasUnusualScale(builtIn)) {
            server.require(
                    15,
                    "Type " + type.display() + " has a scale that is negative or above its precision",
                    "use a scale between 0 and the precision, or numeric without modifiers");
        }
        return type.display();
    }

    private static boolean hasUnusualScale(ColumnType.BuiltIn type) {
        if (!type.name().equals("numeric") || type.modifiers().size() < 2) {
            return false;
        }
        int scale = Integer.parseInt(type.modifiers().get(1));
        return scale < 0 || scale > Integer.parseInt(type.modifiers().get(0));
    }
}
