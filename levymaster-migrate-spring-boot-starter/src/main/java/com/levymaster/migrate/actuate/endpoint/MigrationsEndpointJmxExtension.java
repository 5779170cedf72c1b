package com.levymaster.migrate.actuate.endpoint;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/** Over JMX there is nothing to choose: no pages. */
@EndpointJmxExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointJmxExtension {

    private final MigrationsEndpoint endpoint;

    public MigrationsEndpointJmxExtension(MigrationsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Everything at a glance. */
    @ReadOperation
    public MigrationsDescriptor<MigratorDescriptor> migrations() {
        return endpoint.overview();
    }
}
