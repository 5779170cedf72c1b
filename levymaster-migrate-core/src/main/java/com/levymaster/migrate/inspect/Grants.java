package com.levymaster.migrate.inspect;

import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Privileges that have been read.
 *
 * @param grantable those of them that the role may grant to others
 */
record Grants(List<Grant> all, List<Grant> grantable) {

    /**
     * @param version the major version of the server
     * @param triples role, privilege and whether it is grantable, alternating
     */
    static Grants read(int version, GrantableKind kind, ObjectName on, List<String> triples) {
        Map<String, Set<String>> held = new TreeMap<>();
        Map<String, Set<String>> grantable = new TreeMap<>();
        for (int i = 0; i < triples.size(); i += 3) {
            String role = triples.get(i);
            String privilege = triples.get(i + 1).toLowerCase(Locale.ROOT);
            held.computeIfAbsent(role, r -> new TreeSet<>()).add(privilege);
            if (triples.get(i + 2).startsWith("t")) {
                grantable.computeIfAbsent(role, r -> new TreeSet<>()).add(privilege);
            }
        }
        return new Grants(grants(version, kind, on, held), grants(version, kind, on, grantable));
    }

    private static List<Grant> grants(int version, GrantableKind kind, ObjectName on, Map<String, Set<String>> byRole) {
        List<Grant> grants = new ArrayList<>();
        byRole.forEach((role, privileges) -> (isAll(version, kind, privileges) ? Set.of(Grant.ALL) : privileges)
                .forEach(privilege -> grants.add(new Grant(kind, on, privilege, role))));
        return grants;
    }

    static boolean isAll(int version, GrantableKind kind, Set<String> held) {
        return held.containsAll(kind.privileges(version));
    }
}
