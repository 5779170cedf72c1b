package com.levymaster.migrate.schema;

import java.util.Comparator;

/**
 * One privilege of a role on a table, view, sequence or schema; those of the owner are left out.
 *
 * @param on the object; for a schema, its name
 * @param privilege in lower case: {@code select}, {@code insert}, {@code usage} …; {@link #ALL} for a role with every
 *     privilege of the kind
 * @param role the role's name, or {@code public}
 */
public record Grant(GrantableKind kind, ObjectName on, String privilege, String role) implements Comparable<Grant> {

    public static final String ALL = "all";

    private static final Comparator<Grant> ORDER = Comparator.comparing(Grant::on)
            .thenComparing(Grant::kind)
            .thenComparing(Grant::role)
            .thenComparing(Grant::privilege);

    @Override
    public int compareTo(Grant other) {
        return ORDER.compare(this, other);
    }
}
