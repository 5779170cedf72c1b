package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.ObservedDatabase;
import com.levymaster.migrate.actuate.endpoint.MigrationsDescriptor.ContextDescriptor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ApplicationContext;

/**
 * Shows the state of the database of each {@link com.levymaster.migrate.command.Migrator}. Queries the database on each request, never writes, and
 * never exposes addresses or secrets, and SQL only where {@code management.endpoint.migrations.show-sql} says so.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

    private final ApplicationContext context;
    private final Clock clock;
    private final MigrationsEndpointProperties properties;

    /** Creates the endpoint for the migrators of a context and its parents. */
    public MigrationsEndpoint(ApplicationContext context, Clock clock, MigrationsEndpointProperties properties) {
        this.context = context;
        this.clock = clock;
        this.properties = properties;
    }

    /** Returns the overview: an HTML page for browsers, else a {@link MigratorDescriptor} per migrator. */
    @ReadOperation(producesFrom = MigrationsFormat.class)
    public WebEndpointResponse<Object> migrations(SecurityContext user, MigrationsFormat format) {
        boolean withSql = properties.showSql().isShown(user, properties.roles());
        return new WebEndpointResponse<>(format == MigrationsFormat.HTML ? page(withSql) : overview(), format);
    }

    MigrationsDescriptor<MigratorDescriptor> overview() {
        return describe(null, MigratorView::overview);
    }

    private String page(boolean withSql) {
        Map<String, ObservedDatabase> databases = new LinkedHashMap<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            ObservedDatabase.byName(each, context).forEach(databases::putIfAbsent);
        }
        String name = context.getEnvironment().getProperty("spring.application.name");
        return MigrationsPage.of(
                name == null ? String.valueOf(context.getId()) : name, databases, clock.instant(), withSql);
    }

    /**
     * Returns one view: {@code current}, {@code heads}, {@code pending}, {@code history}, {@code graph}, or a revision
     * by id, unique id prefix, or label.
     *
     * @param view name of the view, or revision
     * @param page page of the history, starting at 0
     * @param size events per page of the history; 50 by default, at most 500
     * @param event selects events of the history, such as {@code failure}
     * @param revision selects the history of this revision
     * @param tenant selects this tenant, if each has revisions of its own
     * @return {@code null}, which becomes status 404, if no migrator has this revision, or this tenant
     */
    @ReadOperation
    public @Nullable MigrationsDescriptor<?> view(
            @Selector String view,
            @Nullable Integer page,
            @Nullable Integer size,
            @Nullable String event,
            @Nullable String revision,
            @Nullable String tenant) {
        MigrationsDescriptor<?> found = switch (view) {
            case "current" -> describe(tenant, MigratorView::current);
            case "heads" -> describe(tenant, MigratorView::heads);
            case "pending" -> describe(tenant, MigratorView::pending);
            case "graph" -> describe(tenant, MigratorView::graph);
            case "history" -> {
                HistoryRequest request = HistoryRequest.of(page, size, event, revision);
                yield describe(tenant, migrator -> migrator.history(request));
            }
            default -> revision(view, tenant);
        };
        return tenant != null && found != null && isEmpty(found) ? null : found;
    }

    private @Nullable MigrationsDescriptor<?> revision(String name, @Nullable String tenant) {
        MigrationsDescriptor<RevisionDetailsDescriptor> found = describe(tenant, migrator -> migrator.revision(name));
        return isEmpty(found) ? null : found;
    }

    private static boolean isEmpty(MigrationsDescriptor<?> found) {
        return found.contexts().values().stream()
                .allMatch(descriptor -> descriptor.migrators().isEmpty());
    }

    private <T> MigrationsDescriptor<T> describe(@Nullable String tenant, Function<MigratorView, @Nullable T> view) {
        Map<String, ContextDescriptor<T>> contexts = new LinkedHashMap<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            Map<String, T> migrators = new LinkedHashMap<>();
            ObservedDatabase.byName(each, context).forEach((name, database) -> {
                ObservedDatabase selected = tenant == null ? database : database.of(tenant);
                T described = selected == null ? null : view.apply(new MigratorView(selected));
                if (described != null) {
                    migrators.put(name, described);
                }
            });
            ApplicationContext parent = each.getParent();
            contexts.put(
                    String.valueOf(each.getId()),
                    new ContextDescriptor<>(migrators, parent == null ? null : parent.getId()));
        }
        return new MigrationsDescriptor<>(contexts);
    }
}
