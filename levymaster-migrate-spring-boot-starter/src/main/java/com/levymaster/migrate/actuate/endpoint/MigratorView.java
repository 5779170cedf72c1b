package com.levymaster.migrate.actuate.endpoint;

import com.levymaster.migrate.actuate.MigrationState;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One migrator as the endpoint shows it. Reads only. */
record MigratorView(Migrator migrator) {

    MigratorDescriptor overview() {
        MigrationState standing = MigrationState.of(migrator);
        QueryResult<Status> status = new QueryResult<>(standing.status(), standing.error());
        QueryResult<HistoryPage> history = history(standing, HistoryQuery.latest(MigratorDescriptor.LATEST));
        return new MigratorDescriptor(
                standing.state().displayName(),
                revisions(status, Status::current),
                RevisionDescriptor.of(migrator.graph().effectiveHeads()),
                revisions(status, Status::pending),
                standing.failed().stream().sorted().toList(),
                standing.status() == null ? List.of() : standing.status().unknown(),
                standing.status() == null ? 0 : standing.status().applied().size(),
                EventDescriptor.of(history.orElse(HistoryPage.EMPTY)),
                standing.error() == null ? history.error() : standing.error());
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
        return new RevisionsDescriptor(RevisionDescriptor.of(migrator.graph().effectiveHeads()), null);
    }

    HistoryDescriptor history(HistoryRequest request) {
        return HistoryDescriptor.of(request, history(request.query()));
    }

    GraphDescriptor graph() {
        QueryResult<Status> status = status();
        List<NodeDescriptor> nodes = migrator.graph().headers().stream()
                .map(header -> node(header, status.value()))
                .toList();
        return new GraphDescriptor(
                nodes, status.value() == null ? List.of() : status.value().unknown(), status.error());
    }

    /** @return {@code null} when there is no such revision, or several */
    @Nullable
    RevisionDetailsDescriptor revision(String name) {
        RevisionHeader header = find(name);
        if (header == null) {
            return null;
        }
        RevisionGraph graph = migrator.graph();
        QueryResult<Status> status = status();
        HistoryQuery ofRevision = new HistoryQuery(0, RevisionDetailsDescriptor.LATEST, null, header.id());
        return new RevisionDetailsDescriptor(
                node(header, status.value()),
                graph.labels(header.id()),
                ids(graph.needs(header.id())),
                EventDescriptor.of(history(ofRevision).orElse(HistoryPage.EMPTY)),
                status.error());
    }

    private @Nullable RevisionHeader find(String name) {
        try {
            List<RevisionHeader> found = migrator.graph().resolve(name);
            return found.size() == 1 ? found.get(0) : null;
        } catch (RevisionException e) {
            return null;
        }
    }

    private NodeDescriptor node(RevisionHeader header, @Nullable Status status) {
        List<String> children = ids(migrator.graph().children(header.id()));
        String state = status == null ? null : status.applied().contains(header.id()) ? "applied" : "pending";
        return new NodeDescriptor(
                header.id(),
                header.message(),
                header.down(),
                header.dependsOn(),
                header.labels(),
                state,
                children.isEmpty(),
                children);
    }

    private QueryResult<Status> status() {
        return QueryResult.of(migrator::status);
    }

    private QueryResult<HistoryPage> history(HistoryQuery query) {
        return QueryResult.of(() -> migrator.history(query));
    }

    /** A database that did not answer is not asked again. */
    private QueryResult<HistoryPage> history(MigrationState standing, HistoryQuery query) {
        return standing.status() == null ? new QueryResult<>(null, standing.error()) : history(query);
    }

    private static List<RevisionDescriptor> revisions(
            QueryResult<Status> status, Function<Status, List<RevisionHeader>> which) {
        return status.value() == null ? List.of() : RevisionDescriptor.of(which.apply(status.value()));
    }

    private static List<String> ids(List<RevisionHeader> headers) {
        return headers.stream().map(RevisionHeader::id).toList();
    }
}
