package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.NamespaceOperation.GrantPrivileges;
import com.levymaster.migrate.operation.NamespaceOperation.RevokePrivileges;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Privileges: taken away first, given last. */
final class Grants {

    private final Journal journal;
    private final Schema desired;

    Grants(Journal journal, Schema desired) {
        this.journal = journal;
        this.desired = desired;
    }

    void revoke() {
        each(
                journal.current().grants(),
                desired.grants(),
                (on, privileges) -> journal.add(new RevokePrivileges(on.kind(), on.object(), privileges, on.role())));
    }

    void grant() {
        each(
                desired.grants(),
                journal.current().grants(),
                (on, privileges) -> journal.add(new GrantPrivileges(on.kind(), on.object(), privileges, on.role())));
    }

    private record Key(Grantable kind, ObjectName object, String role) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::object).thenComparing(Key::kind).thenComparing(Key::role);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private static void each(
            Collection<Grant> these, Collection<Grant> notThose, BiConsumer<Key, List<String>> action) {
        these.stream()
                .filter(grant -> !notThose.contains(grant))
                .collect(Collectors.groupingBy(
                        grant -> new Key(grant.kind(), grant.on(), grant.role()),
                        TreeMap::new,
                        Collectors.mapping(Grant::privilege, Collectors.toList())))
                .forEach(action);
    }
}
