package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.endpoint.MigrationsDescriptor.ContextDescriptor;
import com.levymaster.migrate.autoconfigure.Migrators;
import com.levymaster.migrate.command.Migrator;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.context.ApplicationContext;

/**
 * Shows the state of the database of each {@link Migrator}. Queries the database on each request, never writes, and
 * never exposes SQL, addresses or secrets.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

    private final ApplicationContext context;
    private final Clock clock;

    /** Creates the endpoint for the migrators of a context and its parents. */
    public MigrationsEndpoint(ApplicationContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** Returns the overview: an HTML page for browsers, else a {@link MigratorDescriptor} per migrator. */
    @ReadOperation(producesFrom = MigrationsFormat.class)
    public WebEndpointResponse<Object> migrations(MigrationsFormat format) {
        return new WebEndpointResponse<>(format == MigrationsFormat.HTML ? page() : overview(), format);
    }

    MigrationsDescriptor<MigratorDescriptor> overview() {
        return describe(MigratorView::overview);
    }

    private String page() {
        Map<String, Migrator> migrators = new LinkedHashMap<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            Migrators.byName(each).forEach(migrators::putIfAbsent);
        }
        String name = context.getEnvironment().getProperty("spring.application.name");
        return MigrationsPage.of(name == null ? String.valueOf(context.getId()) : name, migrators, clock.instant());
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
     * @return {@code null}, which becomes status 404, if no migrator has this revision
     */
    @ReadOperation
    public @Nullable MigrationsDescriptor<?> view(
            @Selector String view,
            @Nullable Integer page,
            @Nullable Integer size,
            @Nullable String event,
            @Nullable String revision) {
        return switch (view) {
            case "current" -> describe(MigratorView::current);
            case "heads" -> describe(MigratorView::heads);
            case "pending" -> describe(MigratorView::pending);
            case "graph" -> describe(MigratorView::graph);
            case "history" -> {
                HistoryRequest request = HistoryRequest.of(page, size, event, revision);
                yield describe(migrator -> migrator.history(request));
            }
            default -> revision(view);
        };
    }

    private @Nullable MigrationsDescriptor<?> revision(String name) {
        MigrationsDescriptor<RevisionDetailsDescriptor> found = describe(migrator -> migrator.revision(name));
        boolean none = found.contexts().values().stream()
                .allMatch(descriptor -> descriptor.migrators().isEmpty());
        return none ? null : found;
    }

    private <T> MigrationsDescriptor<T> describe(Function<MigratorView, @Nullable T> view) {
        Map<String, ContextDescriptor<T>> contexts = new LinkedHashMap<>();
        for (ApplicationContext each = context; each != null; each = each.getParent()) {
            Map<String, T> migrators = new LinkedHashMap<>();
            Migrators.byName(each).forEach((name, migrator) -> {
                T described = view.apply(new MigratorView(migrator));
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
