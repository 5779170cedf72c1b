package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * The privileges on the sequences of identities, which the schema does not hold: the server creates them with the default
 * privileges, and drops them with the identity.
 */
public final class IdentitySequences {

    private static final String SUFFIX = "_seq";

    private IdentitySequences() {}

    /** The schema after a change of the identities of a table, with the privileges on their sequences. */
    public static DatabaseSchema follow(DatabaseSchema before, DatabaseSchema after, ObjectName table) {
        Set<ObjectName> former = of(before, table);
        Set<ObjectName> now = of(after, table);
        DatabaseSchema schema = after;
        for (ObjectName sequence : former) {
            schema = now.contains(sequence) ? schema : DropEffects.withoutGrants(schema, sequence);
        }
        for (ObjectName sequence : now) {
            schema = former.contains(sequence)
                    ? schema
                    : SecurityEffects.created(schema, GrantableKind.SEQUENCE, sequence);
        }
        return schema;
    }

    /** Of the sequences that the table has itself. */
    private static Set<ObjectName> of(DatabaseSchema schema, ObjectName name) {
        Table table = schema.tables().get(schema.resolve(name));
        Set<ObjectName> sequences = new TreeSet<>();
        if (table != null && !InheritanceEffects.sharesIdentities(schema, table)) {
            table.columns().stream()
                    .filter(column -> column.identity() != null)
                    .map(Column::name)
                    .forEach(column -> sequences.add(chosen(table.name(), column)));
        }
        return sequences;
    }

    /** The name that the server gives the sequence of a new identity, unless another relation has it. */
    public static ObjectName chosen(ObjectName table, String column) {
        return table.renamed(name(table.name(), column, SUFFIX));
    }

    /** As PostgreSQL chooses it: the longer of the two names is shortened. */
    static String name(String table, String column, String suffix) {
        int available = NamingConvention.MAX_BYTES - suffix.length() - 1;
        int first = bytes(table);
        int second = bytes(column);
        while (first + second > available) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        return NamingConvention.cut(table, first) + "_" + NamingConvention.cut(column, second) + suffix;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
