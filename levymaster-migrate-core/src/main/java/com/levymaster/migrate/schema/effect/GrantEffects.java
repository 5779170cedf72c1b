package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Security;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Grants and revokes privileges of a role on an object. All privileges of the kind together are {@code all}; after a
 * revocation from {@code all}, the rest are those that the server's version has.
 */
public record GrantEffects(DatabaseSchema before, GrantableKind kind, ObjectName on, String role) {

    /** Resolves the object and the role in the schema before the change. */
    public static GrantEffects of(DatabaseSchema before, GrantableKind kind, ObjectName on, String role) {
        ObjectName object = kind == GrantableKind.SCHEMA ? on : before.resolve(on);
        return new GrantEffects(before, kind, object, role.equalsIgnoreCase("public") ? "public" : role);
    }

    /** The schema without any privilege on a dropped object. */
    public static DatabaseSchema without(DatabaseSchema before, GrantableKind kind, ObjectName dropped) {
        Predicate<Grant> kept = grant -> grant.kind() != kind || !grant.on().equals(dropped);
        Security security = before.security();
        return keeping(before, kept)
                .withSecurity(security.withInitialGrants(
                        security.initialGrants().stream().filter(kept).collect(Collectors.toSet()),
                        security.revokedGrants().stream().filter(kept).collect(Collectors.toSet())));
    }

    /** The schema after the role was granted the privileges. */
    public DatabaseSchema grant(List<String> privileges) {
        Set<String> granted = held();
        granted.addAll(normalized(privileges));
        return withPrivileges(granted);
    }

    /** The schema after the privileges were revoked from the role. */
    public DatabaseSchema revoke(List<String> privileges) {
        Set<String> rest = held();
        if (rest.remove(Grant.ALL)) {
            rest.addAll(all());
        }
        rest.removeAll(normalized(privileges));
        Set<Grant> lost = grantable(privileges);
        Set<Grant> grantable = new HashSet<>(before.security().grantable());
        grantable.removeAll(lost);
        DatabaseSchema after = withPrivileges(normalized(privileges).contains(Grant.ALL) ? Set.of() : rest);
        return after.withSecurity(after.security().withGrantable(grantable));
    }

    /** Returns those of the privileges that the role may grant to others. */
    public SortedSet<Grant> grantable(List<String> privileges) {
        Set<String> of = normalized(privileges);
        return before.security().grantable().stream()
                .filter(this::isOfThisRole)
                .filter(grant -> of.contains(grant.privilege()) || of.contains(Grant.ALL))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns those of the privileges that the role has already; of {@code all}, each that it has. */
    public List<String> held(List<String> privileges) {
        Set<String> held = held();
        if (normalized(privileges).contains(Grant.ALL)) {
            return List.copyOf(held);
        }
        return normalized(privileges).stream()
                .filter(privilege -> held.contains(privilege) || held.contains(Grant.ALL))
                .toList();
    }

    /** Returns those of the privileges that the role does not have, if the object is known. */
    public List<String> missing(List<String> privileges) {
        List<String> held = held(privileges);
        return isKnown()
                ? normalized(privileges).stream()
                        .filter(privilege -> !held.contains(privilege))
                        .toList()
                : List.of();
    }

    /** Whether the privileges are all, or include this one. */
    public static boolean includes(List<String> privileges, @Nullable String privilege) {
        Set<String> all = normalized(privileges);
        return all.contains(Grant.ALL) || privilege != null && all.contains(privilege);
    }

    private boolean isKnown() {
        return switch (kind) {
            case SCHEMA -> before.schemas().contains(on.name());
            case SEQUENCE -> before.sequences().containsKey(on);
            default -> before.tables().containsKey(on) || before.views().containsKey(on);
        };
    }

    private Set<String> all() {
        return kind.privileges(before.serverVersion());
    }

    private Set<String> held() {
        Set<String> held = new TreeSet<>();
        before.grants().stream().filter(this::isOfThisRole).forEach(grant -> held.add(grant.privilege()));
        initial().stream()
                .filter(grant -> !before.security().revokedGrants().contains(grant))
                .forEach(grant -> held.add(grant.privilege()));
        return held;
    }

    /** What the role was granted when the database was created: no grant of the schema, but held until it is revoked. */
    private Set<Grant> initial() {
        return before.security().initialGrants().stream()
                .filter(this::isOfThisRole)
                .collect(Collectors.toSet());
    }

    private DatabaseSchema withPrivileges(Set<String> privileges) {
        boolean all = privileges.contains(Grant.ALL) || privileges.equals(all());
        Set<Grant> initial = initial();
        Set<Grant> held = new HashSet<>();
        Set<String> each = all ? all() : privileges;
        (all && initial.isEmpty() ? Set.of(Grant.ALL) : each).forEach(p -> held.add(new Grant(kind, on, p, role)));
        Security security = before.security();
        Set<Grant> revoked = new HashSet<>(security.revokedGrants());
        revoked.removeAll(held);
        initial.stream().filter(grant -> !held.contains(grant)).forEach(revoked::add);
        held.removeAll(initial);
        DatabaseSchema others = keeping(before, grant -> !isOfThisRole(grant));
        held.addAll(others.grants());
        return before.withGrants(new TreeSet<>(held))
                .withSecurity(security.withInitialGrants(security.initialGrants(), revoked));
    }

    private boolean isOfThisRole(Grant grant) {
        return grant.kind() == kind && grant.on().equals(on) && grant.role().equals(role);
    }

    private static Set<String> normalized(List<String> privileges) {
        Set<String> normalized = new TreeSet<>();
        privileges.forEach(
                p -> normalized.add(p.equalsIgnoreCase("all privileges") ? Grant.ALL : p.toLowerCase(Locale.ROOT)));
        return normalized;
    }

    private static DatabaseSchema keeping(DatabaseSchema before, Predicate<Grant> kept) {
        return before.withGrants(
                new TreeSet<>(before.grants().stream().filter(kept).toList()));
    }
}
