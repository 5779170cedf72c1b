package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.SequenceOptions;
import java.util.Map;

/**
 * The expansion of {@code columnDefinition = "bigserial"}, which is a notation and not a type: an integer column, and a sequence
 * that it owns.
 */
record SerialColumn(ObjectName table, Column declared) {

    private static final Map<String, String> TYPES = Map.of(
            "smallserial", "smallint",
            "serial2", "smallint",
            "serial", "integer",
            "serial4", "integer",
            "bigserial", "bigint",
            "serial8", "bigint");

    /** Quoting does not depend on the server version. */
    private static final Dialect NAMES = Dialect.postgresql(180000);

    static boolean isSerial(Column column) {
        return TYPES.containsKey(column.type().display());
    }

    Column column() {
        String schema = table.schema();
        String name = (schema == null ? "" : NAMES.quote(schema) + ".")
                + NAMES.quote(sequence().name().name());
        return declared.withType(type())
                .withNullable(false)
                .withIdentity(null)
                .withDefault(new DefaultValue.Expression("nextval(" + NAMES.literal(name) + "::regclass)"));
    }

    Sequence sequence() {
        String name = NamingConvention.truncate(table.name() + "_" + declared.name() + "_seq");
        Sequence.Owner owner = new Sequence.Owner(table, declared.name());
        return new Sequence(table.renamed(name), type(), SequenceOptions.DEFAULT, owner, null);
    }

    private ColumnType type() {
        return ColumnType.parse(TYPES.getOrDefault(declared.type().display(), "bigint"));
    }
}
