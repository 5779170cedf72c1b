package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.MigrationState;
import com.levymaster.migrate.actuate.ObservedDatabase;
import com.levymaster.migrate.actuate.QueryResult;
import com.levymaster.migrate.actuate.endpoint.GraphDescriptor.NodeDescriptor;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.revision.RevisionException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the descriptors of one database, or of one tenant. Never writes. */
record MigratorView(ObservedDatabase database) {

    private static final String WHICH = "Each tenant has revisions of its own: name one, with the parameter tenant";

    private Migrator migrator() {
        return database.migrator();
    }

    MigratorDescriptor overview() {
        MigrationState migrationState = database.state();
        QueryResult<Status> status = new QueryResult<>(migrationState.status(), migrationState.error());
        QueryResult<HistoryPage> history = history(migrationState, HistoryQuery.latest(MigratorDescriptor.LATEST));
        return new MigratorDescriptor(
                migrationState.state().displayName(),
                revisions(status, Status::current),
                RevisionDescriptor.of(migrator().graph().effectiveHeads()),
                revisions(status, Status::pending),
                revisions(status, Status::waiting),
                migrationState.failed().stream().sorted().toList(),
                migrationState.status() == null
                        ? List.of()
                        : migrationState.status().unknown(),
                migrationState.status() == null
                        ? 0
                        : migrationState.status().applied().size(),
                EventDescriptor.of(history.orElse(HistoryPage.EMPTY)),
                migrationState.status() == null
                        ? null
                        : BackfillDescriptor.of(migrationState.status().backfills()),
                migrationState.status() == null ? null : migrationState.status().notPresent(),
                migrationState.status() == null
                        ? null
                        : migrationState.status().adoptable().orElse(null),
                TenantsDescriptor.of(migrationState.tenants()),
                migrationState.error() == null ? history.error() : migrationState.error());
    }

    RevisionsDescriptor current() {
        QueryResult<Status> status = status();
        return new RevisionsDescriptor(revisions(status, Status::current), status.error());
    }

    RevisionsDescriptor pending() {
        QueryResult<Status> status = status();
        return new RevisionsDescriptor(revisions(status, Status::pending), status.error());
    }

    RevisionsDescriptor heads() {
        return new RevisionsDescriptor(RevisionDescriptor.of(migrator().graph().effectiveHeads()), null);
    }

    HistoryDescriptor history(HistoryRequest request) {
        return HistoryDescriptor.of(request, history(request.query()));
    }

    GraphDescriptor graph() {
        QueryResult<Status> status = status();
        RevisionGraph graph = graph(status.value());
        Set<String> failed = failed(status);
        List<NodeDescriptor> nodes = graph.headers().stream()
                .map(header -> node(graph, header, status.value(), failed))
                .toList();
        return new GraphDescriptor(
                nodes, status.value() == null ? List.of() : status.value().unknown(), status.error());
    }

    /** Returns the revision, or {@code null} if there is none or more than one of this name. */
    @Nullable
    RevisionDetailsDescriptor revision(String name) {
        RevisionHeader header = find(name);
        if (header == null) {
            return null;
        }
        RevisionGraph graph = migrator().graph();
        QueryResult<Status> status = status();
        HistoryQuery ofRevision = new HistoryQuery(0, RevisionDetailsDescriptor.LATEST, null, header.id());
        return new RevisionDetailsDescriptor(
                node(graph, header, status.value(), failed(status)),
                graph.labels(header.id()),
                ids(graph.needs(header.id())),
                EventDescriptor.of(history(ofRevision).orElse(HistoryPage.EMPTY)),
                status.error());
    }

    private @Nullable RevisionHeader find(String name) {
        try {
            List<RevisionHeader> found = migrator().graph().resolve(name);
            return found.size() == 1 ? found.get(0) : null;
        } catch (RevisionException e) {
            return null;
        }
    }

    private RevisionGraph graph(@Nullable Status status) {
        return status == null ? migrator().graph() : migrator().graph().at(status.applied(), List.of());
    }

    /** Returns the ids of revisions whose last run did not complete. */
    private Set<String> failed(QueryResult<Status> status) {
        return status.value() == null
                ? Set.of()
                : QueryResult.of(migrator()::unfinishedRevisions).orElse(Set.of());
    }

    private NodeDescriptor node(
            RevisionGraph graph, RevisionHeader header, @Nullable Status status, Set<String> failed) {
        List<String> children = ids(graph.children(header.id()));
        String pending = failed.contains(header.id()) ? "failed" : "pending";
        String state = status == null ? null : status.applied().contains(header.id()) ? "applied" : pending;
        return new NodeDescriptor(
                header.id(),
                header.message(),
                header.down(),
                header.dependsOn(),
                header.labels(),
                header.module().isEmpty() ? null : header.module(),
                state,
                children.isEmpty(),
                children);
    }

    /** Why there is nothing to query. */
    private @Nullable String unknown() {
        return database.tenants() == null ? database.error() : WHICH;
    }

    private QueryResult<Status> status() {
        String unknown = unknown();
        return unknown == null ? QueryResult.of(migrator()::status) : new QueryResult<>(null, unknown);
    }

    private QueryResult<HistoryPage> history(HistoryQuery query) {
        String unknown = unknown();
        return unknown == null ? QueryResult.of(() -> migrator().history(query)) : new QueryResult<>(null, unknown);
    }

    /** Skips the query if the database was unavailable before. */
    private QueryResult<HistoryPage> history(MigrationState migrationState, HistoryQuery query) {
        return migrationState.status() == null ? new QueryResult<>(null, migrationState.error()) : history(query);
    }

    private static List<RevisionDescriptor> revisions(
            QueryResult<Status> status, Function<Status, List<RevisionHeader>> which) {
        return status.value() == null ? List.of() : RevisionDescriptor.of(which.apply(status.value()));
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }
}
