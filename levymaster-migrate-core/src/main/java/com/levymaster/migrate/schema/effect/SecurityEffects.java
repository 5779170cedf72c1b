package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultGrant;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Security;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies default privileges, and changes row security. */
public final class SecurityEffects {

    private SecurityEffects() {}

    /** The schema with the default privileges on an object that has just been created. */
    public static DatabaseSchema created(DatabaseSchema before, GrantableKind kind, ObjectName object) {
        ObjectName name = kind == GrantableKind.SCHEMA ? object : before.resolve(object);
        String schema = kind == GrantableKind.SCHEMA ? null : before.schemaOf(name);
        DatabaseSchema after = before;
        for (DefaultGrant grant : before.security().defaultGrants()) {
            if (grant.objects().equals(objects(kind))
                    && (grant.schema() == null || grant.schema().equals(schema))) {
                after = GrantEffects.of(after, kind, name, grant.role()).grant(List.of(grant.privilege()));
            }
        }
        return after;
    }

    private static String objects(GrantableKind kind) {
        return kind.name().toLowerCase(Locale.ROOT) + "s";
    }

    /** The default privileges, one for each privilege; of {@code all}, each that there is. */
    public static Set<DefaultGrant> defaults(
            int serverVersion, @Nullable String schema, List<String> privileges, String objects, String role) {
        String grantee = role.equalsIgnoreCase("public") ? "public" : role;
        return privileges.stream()
                .map(privilege -> privilege.toLowerCase(Locale.ROOT))
                .flatMap(privilege -> privilege.startsWith("all") ? all(serverVersion, objects) : Stream.of(privilege))
                .map(privilege -> new DefaultGrant(schema, objects.toLowerCase(Locale.ROOT), privilege, grantee))
                .collect(Collectors.toSet());
    }

    private static Stream<String> all(int serverVersion, String objects) {
        return switch (objects.toLowerCase(Locale.ROOT)) {
            case "tables" -> GrantableKind.TABLE.privileges(serverVersion).stream();
            case "sequences" -> GrantableKind.SEQUENCE.privileges().stream();
            case "schemas" -> GrantableKind.SCHEMA.privileges().stream();
            case "types" -> Stream.of("usage");
            default -> Stream.of("execute");
        };
    }

    /** The schema after default privileges were granted or revoked. */
    public static DatabaseSchema changeDefaults(DatabaseSchema before, Set<DefaultGrant> grants, boolean granted) {
        Set<DefaultGrant> defaults = new HashSet<>(before.security().defaultGrants());
        if (granted) {
            defaults.addAll(grants);
        } else {
            defaults.removeAll(grants);
        }
        return before.withSecurity(before.security().withDefaultGrants(defaults));
    }

    /** The schema after the policies of a table were enabled or disabled. */
    public static DatabaseSchema enable(DatabaseSchema before, ObjectName table, boolean enabled) {
        Security security = before.security();
        return before.withSecurity(security.withEnabled(changed(security.enabled(), before.resolve(table), enabled)));
    }

    /** The schema after the policies of a table were applied to its owner, or no longer. */
    public static DatabaseSchema force(DatabaseSchema before, ObjectName table, boolean forced) {
        Security security = before.security();
        return before.withSecurity(security.withForced(changed(security.forced(), before.resolve(table), forced)));
    }

    private static Set<ObjectName> changed(Set<ObjectName> tables, ObjectName table, boolean added) {
        Set<ObjectName> changed = new HashSet<>(tables);
        if (added) {
            changed.add(table);
        } else {
            changed.remove(table);
        }
        return changed;
    }

    /** The schema without the default privileges of what is created in a dropped schema. */
    public static DatabaseSchema droppedSchema(DatabaseSchema before, String schema) {
        Security security = before.security();
        return before.withSecurity(security.withDefaultGrants(security.defaultGrants().stream()
                .filter(grant -> !schema.equals(grant.schema()))
                .collect(Collectors.toSet())));
    }

    /** The schema without the security of a dropped table, view or sequence. */
    static DatabaseSchema dropped(DatabaseSchema before, ObjectName object) {
        Security security = before.security();
        return before.withSecurity(security.withEnabled(changed(security.enabled(), object, false))
                .withForced(changed(security.forced(), object, false))
                .withGrantable(security.grantable().stream()
                        .filter(Predicate.not(g -> g.kind() != GrantableKind.SCHEMA && g.on().equals(object)))
                        .collect(Collectors.toSet())));
    }
}
