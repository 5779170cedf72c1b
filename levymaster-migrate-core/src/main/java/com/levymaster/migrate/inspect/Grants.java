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

/** Reads privileges. */
final class Grants {

    private Grants() {}

    /**
     * @param version the major version of the server
     * @param pairs role and privilege, alternating
     */
    static List<Grant> read(int version, GrantableKind kind, ObjectName on, List<String> pairs) {
        Map<String, Set<String>> held = new TreeMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            held.computeIfAbsent(pairs.get(i), role -> new TreeSet<>())
                    .add(pairs.get(i + 1).toLowerCase(Locale.ROOT));
        }
        List<Grant> grants = new ArrayList<>();
        held.forEach((role, privileges) -> (isAll(version, kind, privileges) ? Set.of(Grant.ALL) : privileges)
                .forEach(privilege -> grants.add(new Grant(kind, on, privilege, role))));
        return grants;
    }

    private static boolean isAll(int version, GrantableKind kind, Set<String> held) {
        return kind.privileges().stream()
                .filter(privilege -> version >= 17 || !privilege.equals("maintain"))
                .allMatch(held::contains);
    }
}
