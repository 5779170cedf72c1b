package com.levymaster.migrate.dialect;

import com.levymaster.migrate.schema.ColumnType;

/** Writes type names. */
final class TypeText {

    private TypeText() {}

    static String of(ColumnType type) {
        if (type instanceof ColumnType.Array array) {
            return of(array.element()) + "[]";
        }
        if (type instanceof ColumnType.UserDefined user) {
            String modifiers = user.modifiers().isEmpty() ? "" : "(" + String.join(",", user.modifiers()) + ")";
            return Identifiers.quote(user.name()) + modifiers;
        }
        return type.display();
    }
}
