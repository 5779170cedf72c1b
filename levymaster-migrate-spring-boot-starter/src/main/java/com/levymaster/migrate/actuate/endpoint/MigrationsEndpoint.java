package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.endpoint.MigrationsDescriptor.ContextDescriptor;
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
 * Where the database of each {@link Migrator} stands. Asks when it is asked, reads only, and tells no SQL, address or
 * secret, whatever the server's messages say.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

    private final ApplicationContext context;
    private final Clock clock;

    public MigrationsEndpoint(ApplicationContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** Everything at a glance: as a page for a browser, as a {@link MigratorDescriptor} for each migrator for others. */
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
            each.getBeansOfType(Migrator.class).forEach(migrators::putIfAbsent);
        }
        String name = context.getEnvironment().getProperty("spring.application.name");
        return MigrationsPage.of(name == null ? String.valueOf(context.getId()) : name, migrators, clock.instant());
    }

    /**
     * One view: {@code current}, {@code heads}, {@code pending}, {@code history}, {@code graph}, or a revision by its id,
     * the unique beginning of one, or a label.
     *
     * @param page of the history, counted from 0
     * @param size of a page of the history; 50 if not given, at most 500
     * @param event only events of this kind, such as {@code failure}
     * @param revision only events of this revision
     * @return {@code null} when no migrator has such a revision
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
            each.getBeansOfType(Migrator.class).forEach((name, migrator) -> {
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
