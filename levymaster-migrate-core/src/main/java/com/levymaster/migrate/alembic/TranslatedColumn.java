package com.levymaster.migrate.alembic;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.EnumType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of SQLAlchemy, and what it brings with it.
 *
 * @param keyed whether it belongs to the primary key
 * @param counting whether it may become a {@code serial}, as far as the column itself says
 * @param unique whether it is unique, by a constraint or, if it is indexed, by the index
 * @param constraints without names, unless they have their own
 * @param created the enum type that is created with the table
 */
record TranslatedColumn(
        Column column,
        boolean keyed,
        Counting counting,
        boolean unique,
        boolean indexed,
        List<Constraint> constraints,
        @Nullable EnumType created) {

    /** The values of {@code autoincrement}. */
    enum Counting {
        /** Only as the only column of a primary key. */
        AUTO,
        ALWAYS,
        NEVER
    }

    TranslatedColumn {
        constraints = List.copyOf(constraints);
    }

    /** Whether SQLAlchemy makes it a {@code serial}, given the number of columns of the primary key. */
    boolean isSerial(int keyColumns) {
        boolean chosen = counting == Counting.ALWAYS || (counting == Counting.AUTO && keyColumns == 1);
        return chosen
                && column.type().isInteger()
                && column.defaultValue() == null
                && column.identity() == null
                && column.generated() == null;
    }
}
