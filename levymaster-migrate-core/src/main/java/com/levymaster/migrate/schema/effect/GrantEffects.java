package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a role may do with an object, before and after. One that holds every privilege there is holds {@code all}; what
 * is left of it when one is taken away is told as PostgreSQL 17 and later have it.
 */
public record GrantEffects(DatabaseSchema before, GrantableKind kind, ObjectName on, String role) {

    public static GrantEffects of(DatabaseSchema before, GrantableKind kind, ObjectName on, String role) {
        ObjectName object = kind == GrantableKind.SCHEMA ? on : before.resolve(on);
        return new GrantEffects(before, kind, object, role.equalsIgnoreCase("public") ? "public" : role);
    }

    /** The schema after nobody has any privilege on the object, since it is gone. */
    public static DatabaseSchema without(DatabaseSchema before, GrantableKind kind, ObjectName gone) {
        return keeping(before, grant -> grant.kind() != kind || !grant.on().equals(gone));
    }

    public DatabaseSchema grant(List<String> privileges) {
        Set<String> words = held();
        words.addAll(normalized(privileges));
        return withPrivileges(words);
    }

    public DatabaseSchema revoke(List<String> privileges) {
        Set<String> words = held();
        if (words.remove(Grant.ALL)) {
            words.addAll(kind.privileges());
        }
        words.removeAll(normalized(privileges));
        return withPrivileges(normalized(privileges).contains(Grant.ALL) ? Set.of() : words);
    }

    private Set<String> held() {
        Set<String> held = new TreeSet<>();
        before.grants().stream().filter(this::isOfThisRole).forEach(grant -> held.add(grant.privilege()));
        return held;
    }

    private DatabaseSchema withPrivileges(Set<String> words) {
        boolean all = words.contains(Grant.ALL) || words.equals(kind.privileges());
        DatabaseSchema others = keeping(before, grant -> !isOfThisRole(grant));
        Set<Grant> grants = new TreeSet<>(others.grants());
        (all ? Set.of(Grant.ALL) : words).forEach(word -> grants.add(new Grant(kind, on, word, role)));
        return before.withGrants(grants);
    }

    private boolean isOfThisRole(Grant grant) {
        return grant.kind() == kind && grant.on().equals(on) && grant.role().equals(role);
    }

    private static Set<String> normalized(List<String> privileges) {
        Set<String> words = new TreeSet<>();
        privileges.forEach(
                p -> words.add(p.equalsIgnoreCase("all privileges") ? Grant.ALL : p.toLowerCase(Locale.ROOT)));
        return words;
    }

    private static DatabaseSchema keeping(DatabaseSchema before, Predicate<Grant> kept) {
        return before.withGrants(
                new TreeSet<>(before.grants().stream().filter(kept).toList()));
    }
}
