package com.levymaster.migrate.command;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of an application, each with a schema of its name:
 *
 * <pre>{@code
 * TenantSource source = () -> customers.schemas();
 * }</pre>
 */
@FunctionalInterface
public interface TenantSource {

    /** Returns the names of all tenants; called for each command and start. */
    List<String> tenants();

    /**
     * Returns the data source of a tenant that has a database of its own; {@code null} if it has a schema. Called once for each
     * tenant and command, start, or question of health, metrics and the endpoint, on one thread; the data source is not closed: return
     * the same one each time.
     */
    default @Nullable DataSource dataSource(String tenant) {
        return null;
    }
}
