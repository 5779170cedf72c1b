package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.NamespaceOperation.GrantPrivileges;
import com.levymaster.migrate.operation.NamespaceOperation.Grantable;
import com.levymaster.migrate.operation.NamespaceOperation.RevokePrivileges;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import java.util.Collection;
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
                (on, privileges) -> journal.add(new RevokePrivileges(
                        kind(journal.current(), on.object()), on.object(), privileges, on.role())));
    }

    void grant() {
        each(
                desired.grants(),
                journal.current().grants(),
                (on, privileges) -> journal.add(
                        new GrantPrivileges(kind(desired, on.object()), on.object(), privileges, on.role())));
    }

    private record Key(ObjectName object, String role) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byObject = object.compareTo(other.object);
            return byObject == 0 ? role.compareTo(other.role) : byObject;
        }
    }

    private static void each(
            Collection<Grant> these, Collection<Grant> notThose, BiConsumer<Key, List<String>> action) {
        these.stream()
                .filter(grant -> !notThose.contains(grant))
                .collect(Collectors.groupingBy(
                        grant -> new Key(grant.on(), grant.role()),
                        TreeMap::new,
                        Collectors.mapping(Grant::privilege, Collectors.toList())))
                .forEach(action);
    }

    private static Grantable kind(Schema schema, ObjectName object) {
        return schema.sequences().containsKey(object) ? Grantable.SEQUENCE : Grantable.TABLE;
    }
}
