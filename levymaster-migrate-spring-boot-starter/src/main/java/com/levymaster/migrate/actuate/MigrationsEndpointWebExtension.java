package com.levymaster.migrate.actuate;

import com.levymaster.migrate.command.Migrator;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.context.ApplicationContext;

/** Answers a browser with a page, at the address that answers a program with JSON. */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointWebExtension {

    private final MigrationsEndpoint endpoint;
    private final ApplicationContext context;
    private final Clock clock;

    public MigrationsEndpointWebExtension(MigrationsEndpoint endpoint, ApplicationContext context, Clock clock) {
        this.endpoint = endpoint;
        this.context = context;
        this.clock = clock;
    }

    @ReadOperation(producesFrom = MigrationsFormat.class)
    public WebEndpointResponse<Object> migrations(MigrationsFormat format) {
        Object body = format == MigrationsFormat.HTML ? page() : endpoint.migrations();
        return new WebEndpointResponse<>(body, format);
    }

    private String page() {
        Map<String, Migrator> migrators = new LinkedHashMap<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            each.getBeansOfType(Migrator.class).forEach(migrators::putIfAbsent);
        }
        return MigrationsPage.of(title(), migrators, clock.instant());
    }

    private String title() {
        String name = context.getEnvironment().getProperty("spring.application.name");
        return name == null ? String.valueOf(context.getId()) : name;
    }
}
