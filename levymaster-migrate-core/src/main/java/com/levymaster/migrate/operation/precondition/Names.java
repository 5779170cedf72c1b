package com.levymaster.migrate.operation.precondition;

import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The names that are taken: tables, views, sequences and indexes of a schema share theirs, and so do its types. */
record Names(DatabaseSchema schema) {

    private static final String REMEDY =
            "choose another name, or rename or drop the existing object in an earlier step";

    /** Refuses a name for a relation without a row type: an index or a sequence. */
    List<Refusal> relation(ObjectName name) {
        return refusal(name, relationOf(schema.resolve(name)));
    }

    /** Refuses a name for a table, a view or a composite type, which are relations and types. */
    List<Refusal> rowType(ObjectName name) {
        ObjectName known = schema.resolve(name);
        return refusal(name, relationOf(known).or(() -> typeOf(known)));
    }

    /** Refuses a name for an enum or a domain; tables and views have a type of their name. */
    List<Refusal> type(ObjectName name) {
        ObjectName known = schema.resolve(name);
        return refusal(name, typeOf(known).or(() -> rowTypeOf(known)));
    }

    private static List<Refusal> refusal(ObjectName name, Optional<String> kind) {
        return Refusal.when(kind.isPresent(), "there is already " + kind.orElse("") + " " + name, REMEDY);
    }

    private Optional<String> relationOf(ObjectName name) {
        if (schema.sequences().containsKey(name)) {
            return Optional.of("a sequence");
        }
        return rowTypeOf(name).or(() -> indexOf(name));
    }

    private Optional<String> rowTypeOf(ObjectName name) {
        if (schema.tables().containsKey(name)) {
            return Optional.of("a table");
        }
        if (schema.views().containsKey(name)) {
            return Optional.of("a view");
        }
        return schema.composites().containsKey(name) ? Optional.of("a composite type") : Optional.empty();
    }

    private Optional<String> typeOf(ObjectName name) {
        if (schema.enums().containsKey(name)) {
            return Optional.of("an enum type");
        }
        return schema.domains().containsKey(name) ? Optional.of("a domain") : Optional.empty();
    }

    private Optional<String> indexOf(ObjectName name) {
        for (Table table : schema.tables().values()) {
            if (Objects.equals(table.name().schema(), name.schema())) {
                Constraint constraint = table.constraints().get(name.name());
                if (table.indexes().containsKey(name.name()) || constraint != null && hasIndex(constraint)) {
                    return Optional.of("an index of table " + table.name() + " with the name");
                }
            }
        }
        return Optional.empty();
    }

    /** Keys and exclusion constraints have an index of their name. */
    static boolean hasIndex(Constraint constraint) {
        return !(constraint instanceof ForeignKey) && !(constraint instanceof Constraint.Check);
    }
}
