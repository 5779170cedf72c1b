package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.Unstated;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps properties of columns that the mapping does not state. */
final class UnstatedColumns {

    private final ValueMapping values;
    private final Provenance provenance;
    private final KeptParts kept;
    private final DatabaseSchema schema;

    /** @param schema the actual one, for its enum types */
    UnstatedColumns(ValueMapping values, Provenance provenance, KeptParts kept, DatabaseSchema schema) {
        this.values = values;
        this.provenance = provenance;
        this.kept = kept;
        this.schema = schema;
    }

    Table addedTo(Table completed, Table actual) {
        List<Column> columns = new ArrayList<>();
        for (Column column : completed.columns()) {
            columns.add(actual.column(column.name())
                    .map(present -> new ComparedColumn(actual.name(), present).kept(column))
                    .orElse(column));
        }
        for (Column column : actual.columns()) {
            if (completed.column(column.name()).isEmpty() && keepsUnmapped(actual.name(), column)) {
                columns.add(column);
            }
        }
        boolean same =
                columns.size() == actual.columns().size() && new HashSet<>(columns).containsAll(actual.columns());
        return completed.withColumns(same ? actual.columns() : columns);
    }

    private boolean keepsUnmapped(ObjectName table, Column column) {
        String name = table + "." + column.name();
        return !kept.isDropped(name)
                && kept.keeps(ComparedPart.COLUMN, name, true, provenance.isMade(table, column.name(), made -> true));
    }

    /** Leaves out the columns whose type nobody knows. */
    Table withoutUnknown(Table completed, @Nullable Table actual) {
        return completed.withColumns(completed.columns().stream()
                .filter(column -> !values.leavesOpen(completed.name(), column.name(), Unstated.TYPE)
                        || actual != null && actual.column(column.name()).isPresent())
                .toList());
    }

    /** A column that is there, to compare with the one that the mapping requires. */
    private final class ComparedColumn {

        private final ObjectName table;
        private final Column actual;

        ComparedColumn(ObjectName table, Column actual) {
            this.table = table;
            this.actual = actual;
        }

        Column kept(Column desired) {
            return desired.equals(actual) ? desired : comment(collation(value(notNull(type(desired)))));
        }

        private Column type(Column desired) {
            boolean open = values.leavesOpen(table, actual.name(), Unstated.SIZE);
            if (values.leavesOpen(table, actual.name(), Unstated.TYPE)
                    || open && AcceptedTypes.isSame(desired.type(), actual.type())) {
                return desired.withType(actual.type());
            }
            boolean keeps = !desired.type().equals(actual.type())
                    && keeps(
                            ComparedPart.SIZE,
                            open && AcceptedTypes.accepts(desired.type(), actual.type(), schema),
                            isMade(made -> made.type().equals(actual.type())));
            return keeps ? desired.withType(actual.type()) : desired;
        }

        private Column notNull(Column desired) {
            boolean keeps = desired.nullable() != actual.nullable()
                    && keeps(
                            ComparedPart.NOT_NULL,
                            desired.nullable() || values.leavesOpen(table, actual.name(), Unstated.NOT_NULL),
                            isMade(made -> made.nullable() == actual.nullable()));
            return keeps ? desired.withNullable(actual.nullable()) : desired;
        }

        /**
         * Default, identity and generation exclude each other. Entities cannot insert values where an identity is {@code
         * generated always}.
         */
        private Column value(Column desired) {
            if (Objects.equals(desired.defaultValue(), actual.defaultValue())
                    && Objects.equals(desired.identity(), actual.identity())
                    && Objects.equals(desired.generated(), actual.generated())) {
                return desired;
            }
            boolean none = desired.defaultValue() == null && desired.identity() == null && desired.generated() == null;
            boolean read = values.leavesOpen(table, actual.name(), Unstated.VALUE);
            boolean keeps;
            if (actual.generated() != null) {
                keeps = desired.generated() == null && read;
            } else if (actual.identity() != null) {
                Identity accepted = actual.identity().always() && !read && !kept.ignores(ComparedPart.IDENTITY)
                        ? new Identity(false, actual.identity().options())
                        : actual.identity();
                return keeps(ComparedPart.IDENTITY, none, isMade(made -> made.identity() != null))
                        ? desired.withDefault(null).withIdentity(accepted).withGenerated(null)
                        : desired;
            } else {
                keeps = actual.defaultValue() != null
                        && keeps(ComparedPart.DEFAULT, none, isMade(made -> made.defaultValue() != null));
            }
            return keeps
                    ? desired.withDefault(actual.defaultValue())
                            .withIdentity(actual.identity())
                            .withGenerated(actual.generated())
                    : desired;
        }

        private Column collation(Column desired) {
            return actual.collation() != null
                            && !actual.collation().equals(desired.collation())
                            && keeps(
                                    ComparedPart.COLLATION,
                                    desired.collation() == null,
                                    isMade(made -> made.collation() != null))
                    ? desired.withCollation(actual.collation())
                    : desired;
        }

        private Column comment(Column desired) {
            return actual.comment() != null
                            && !actual.comment().equals(desired.comment())
                            && keeps(
                                    ComparedPart.COMMENT,
                                    desired.comment() == null,
                                    isMade(made -> made.comment() != null))
                    ? desired.withComment(actual.comment())
                    : desired;
        }

        private boolean isMade(Predicate<Column> test) {
            return provenance.isMade(table, actual.name(), test);
        }

        private boolean keeps(ComparedPart part, boolean unstated, boolean made) {
            return kept.keeps(part, table + "." + actual.name(), unstated, made);
        }
    }
}
