package com.levymaster.migrate.schema;

import java.util.Comparator;

/**
 * One privilege that a role holds on a table, view, sequence or schema beyond what its owner has anyway.
 *
 * @param on the object; of a schema, its name
 * @param privilege in lower case: {@code select}, {@code insert}, {@code usage} …; {@link #ALL} for a role that holds
 *     every one that there is
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
