package com.levymaster.migrate.alembic;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.EnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of SQLAlchemy as PostgreSQL has it.
 *
 * @param created the enum type that is created together with the table
 * @param allowed the values of an enum that is kept as text and checked; empty without a check
 * @param checkName the name of that check
 */
record TranslatedType(
        ColumnType type,
        @Nullable String collation,
        @Nullable EnumType created,
        List<String> allowed,
        @Nullable String checkName) {

    TranslatedType {
        allowed = List.copyOf(allowed);
    }

    static TranslatedType of(String text) {
        return new TranslatedType(ColumnType.parse(text), null, null, List.of(), null);
    }

    static TranslatedType of(ColumnType type) {
        return new TranslatedType(type, null, null, List.of(), null);
    }

    TranslatedType withType(ColumnType value) {
        return new TranslatedType(value, collation, created, allowed, checkName);
    }

    TranslatedType withCollation(@Nullable String value) {
        return new TranslatedType(type, value, created, allowed, checkName);
    }
}
