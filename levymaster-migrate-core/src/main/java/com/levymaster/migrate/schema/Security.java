package com.levymaster.migrate.schema;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What protects the objects of a database besides their grants. Entity mappings do not declare it, and no difference is
 * computed from it.
 *
 * @param enabled the tables whose policies apply
 * @param forced the tables whose policies apply to their owner too
 * @param defaultGrants the default privileges of the current role
 * @param grantable the privileges that a role may grant to others; these are grants, too
 * @param initialGrants the privileges that the server granted when the database was created; they are no grants of the schema
 * @param revokedGrants those of {@code initialGrants} that have been revoked
 */
public record Security(
        Set<ObjectName> enabled,
        Set<ObjectName> forced,
        Set<DefaultGrant> defaultGrants,
        Set<Grant> grantable,
        Set<Grant> initialGrants,
        Set<Grant> revokedGrants) {

    /** The security of an empty database: everyone may execute functions and use types. */
    public static final Security INITIAL = new Security(
            Set.of(),
            Set.of(),
            Set.of(
                    new DefaultGrant(null, "functions", "execute", "public"),
                    new DefaultGrant(null, "types", "usage", "public")),
            Set.of(),
            Set.of(),
            Set.of());

    public Security {
        enabled = Set.copyOf(enabled);
        forced = Set.copyOf(forced);
        defaultGrants = Set.copyOf(defaultGrants);
        grantable = Set.copyOf(grantable);
        initialGrants = Set.copyOf(initialGrants);
        revokedGrants = Set.copyOf(revokedGrants);
    }

    /** Returns a copy in which the policies of these tables apply. */
    public Security withEnabled(Set<ObjectName> value) {
        return new Security(value, forced, defaultGrants, grantable, initialGrants, revokedGrants);
    }

    /** Returns a copy in which the policies of these tables apply to their owner too. */
    public Security withForced(Set<ObjectName> value) {
        return new Security(enabled, value, defaultGrants, grantable, initialGrants, revokedGrants);
    }

    /** Returns a copy with these default privileges. */
    public Security withDefaultGrants(Set<DefaultGrant> value) {
        return new Security(enabled, forced, value, grantable, initialGrants, revokedGrants);
    }

    /** Returns a copy with these privileges that may be granted to others. */
    public Security withGrantable(Set<Grant> value) {
        return new Security(enabled, forced, defaultGrants, value, initialGrants, revokedGrants);
    }

    /** Returns a copy with the privileges that the database has from its creation. */
    public Security withInitialGrants(Set<Grant> initial, Set<Grant> revoked) {
        return new Security(enabled, forced, defaultGrants, grantable, initial, revoked);
    }

    /** Returns a copy for tables, views and sequences that have other names. */
    public Security renamed(UnaryOperator<ObjectName> change) {
        return new Security(
                enabled.stream().map(change).collect(Collectors.toSet()),
                forced.stream().map(change).collect(Collectors.toSet()),
                defaultGrants,
                grantable.stream()
                        .map(g -> g.kind() == GrantableKind.SCHEMA
                                ? g
                                : new Grant(g.kind(), change.apply(g.on()), g.privilege(), g.role()))
                        .collect(Collectors.toSet()),
                initialGrants,
                revokedGrants);
    }
}
