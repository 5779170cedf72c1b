package com.levymaster.migrate.actuate.endpoint;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

/** Variant of the endpoint for JMX, without the HTML page. */
@EndpointJmxExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointJmxExtension {

    private final MigrationsEndpoint endpoint;

    /** Creates the extension of {@code endpoint}. */
    public MigrationsEndpointJmxExtension(MigrationsEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Returns the overview of all migrators. */
    @ReadOperation
    public MigrationsDescriptor<MigratorDescriptor> migrations() {
        return endpoint.overview();
    }
}
