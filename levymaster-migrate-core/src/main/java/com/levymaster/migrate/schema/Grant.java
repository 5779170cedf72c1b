package com.levymaster.migrate.schema;

/**
 * One privilege that a role holds on a table, view or sequence beyond what its owner has anyway.
 *
 * @param on the object
 * @param privilege in lower case: {@code select}, {@code insert}, {@code usage} …
 * @param role the role's name, or {@code public}
 */
public record Grant(ObjectName on, String privilege, String role) implements Comparable<Grant> {

    @Override
    public int compareTo(Grant other) {
        return java.util.Comparator.comparing(Grant::on)
                .thenComparing(Grant::role)
                .thenComparing(Grant::privilege)
                .compare(this, other);
    }
}
