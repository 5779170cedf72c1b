package com.levymaster.migrate.actuate.endpoint;

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint {@code migrations} shows, and to whom.
 *
 * @param showSql When to show the plan of pending revisions with its SQL on the page.
 * @param roles Roles that a user must have if show-sql is when-authorized; empty if any user who has logged in may see it.
 */
@ConfigurationProperties("management.endpoint.migrations")
public record MigrationsEndpointProperties(
        @DefaultValue("never") Show showSql, @DefaultValue Set<String> roles) {

    /** Copies the roles. */
    public MigrationsEndpointProperties {
        roles = Set.copyOf(roles);
    }
}
