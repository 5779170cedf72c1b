package com.levymaster.migrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * One privilege that a role gets on objects that the current role creates.
 *
 * @param schema of the objects; {@code null} is every schema
 * @param objects {@code tables}, {@code sequences}, {@code functions}, {@code types} or {@code schemas}
 * @param privilege in lower case, such as {@code select}; never {@code all}
 * @param role the role's name, or {@code public}
 */
public record DefaultGrant(
        @Nullable String schema, String objects, String privilege, String role) {}
