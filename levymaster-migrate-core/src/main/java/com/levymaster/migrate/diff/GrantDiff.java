package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Grant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Compares privileges: revoked first, granted last. */
final class GrantDiff {

    private final DiffBuilder builder;
    private final DatabaseSchema desired;

    GrantDiff(DiffBuilder builder, DatabaseSchema desired) {
        this.builder = builder;
        this.desired = desired;
    }

    void revoke() {
        each(
                builder.current().grants(),
                desired.grants(),
                (on, privileges) -> builder.add(new RevokePrivileges(on.kind(), on.object(), privileges, on.role())));
    }

    void grant() {
        each(
                desired.grants(),
                builder.current().grants(),
                (on, privileges) -> builder.add(new GrantPrivileges(on.kind(), on.object(), privileges, on.role())));
    }

    private record GrantKey(GrantableKind kind, ObjectName object, String role) implements Comparable<GrantKey> {

        private static final Comparator<GrantKey> ORDER = Comparator.comparing(GrantKey::object)
                .thenComparing(GrantKey::kind)
                .thenComparing(GrantKey::role);

        @Override
        public int compareTo(GrantKey other) {
            return ORDER.compare(this, other);
        }
    }

    private static void each(
            Collection<Grant> these, Collection<Grant> notThose, BiConsumer<GrantKey, List<String>> action) {
        these.stream()
                .filter(grant -> !notThose.contains(grant))
                .collect(Collectors.groupingBy(
                        grant -> new GrantKey(grant.kind(), grant.on(), grant.role()),
                        TreeMap::new,
                        Collectors.mapping(Grant::privilege, Collectors.toList())))
                .forEach(action);
    }
}
