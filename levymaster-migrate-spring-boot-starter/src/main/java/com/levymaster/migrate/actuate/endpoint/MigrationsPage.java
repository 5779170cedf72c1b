package com.levymaster.migrate.actuate.endpoint;

import static com.levymaster.migrate.actuate.endpoint.Html.escaped;

import com.levymaster.migrate.actuate.MigrationState;
import com.levymaster.migrate.actuate.MigrationState.State;
import com.levymaster.migrate.actuate.ObservedDatabase;
import com.levymaster.migrate.actuate.QueryResult;
import com.levymaster.migrate.actuate.TenantsState;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.diagram.GraphDiagram;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.store.HistoryPage;
import com.levymaster.migrate.store.HistoryQuery;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders the state, the graph and the history of the migrations as a self-contained HTML page without scripts or
 * external resources. States differ by text and shape as well as by colour. The page contains no addresses or
 * secrets, and SQL only if it is asked for.
 */
public final class MigrationsPage {

    private static final int MAX_EVENTS = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final StringBuilder html = new StringBuilder(16_384);
    private final Instant now;
    private final boolean withSql;

    private MigrationsPage(Instant now, boolean withSql) {
        this.now = now;
        this.withSql = withSql;
    }

    /**
     * Renders the page. Queries each database.
     *
     * @param title title of the page, such as the name of the application
     * @param databases databases by name
     * @param now time shown on the page
     * @param withSql whether to show the steps of pending revisions and their SQL
     */
    public static String of(String title, Map<String, ObservedDatabase> databases, Instant now, boolean withSql) {
        MigrationsPage page = new MigrationsPage(now, withSql);
        page.head(title);
        int number = 0;
        for (Map.Entry<String, ObservedDatabase> each : databases.entrySet()) {
            page.migrator(each.getKey(), each.getValue(), number++);
        }
        page.add("</main>\n</body>\n</html>\n");
        return page.html.toString();
    }

    private void head(String title) {
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Migrations of ");
        add(escaped(title))
                .add("</title>\n<style>\n")
                .add(style())
                .add("</style>\n</head>\n<body>\n<main>\n<h1>Migrations of ");
        add(escaped(title))
                .add("</h1>\n<p class=\"soft\">As of <time datetime=\"")
                .add(now.toString())
                .add("\">");
        add(TIME.format(now)).add(" UTC</time></p>\n");
    }

    private void migrator(String name, ObservedDatabase database, int number) {
        Migrator migrator = database.migrator();
        MigrationState migrationState = database.state();
        HistoryPage history = migrationState.status() == null
                ? HistoryPage.EMPTY
                : QueryResult.of(() -> migrator.history(HistoryQuery.latest(MAX_EVENTS)))
                        .orElse(HistoryPage.EMPTY);
        add("<section aria-labelledby=\"migrator-" + number + "\">\n<h2 id=\"migrator-" + number + "\">");
        add(escaped(name)).add("</h2>\n");
        state(migrationState);
        contents(migrationState, number, database.tenants() != null);
        facts(migrator, migrationState, "g" + number);
        failed(migrationState, history);
        if (database.tenants() != null) {
            add(TenantsSection.of(migrationState.tenants(), number));
        }
        graph(migrator, migrationState, number);
        pending(migrator, migrationState, number);
        if (database.tenants() == null) {
            history(migrationState, history, number);
        }
        add("</section>\n");
    }

    private void contents(MigrationState migrationState, int number, boolean withTenants) {
        add("<nav aria-labelledby=\"migrator-" + number + "\"><a href=\"#graph-" + number + "\">Revisions</a>");
        if (migrationState.status() != null
                && !migrationState.status().pending().isEmpty()) {
            add(" <a href=\"#pending-" + number + "\">What an upgrade would run</a>");
        }
        String last = withTenants ? "tenants" : "history";
        add(" <a href=\"#" + last + "-" + number + "\">" + (withTenants ? "Tenants" : "History") + "</a></nav>\n");
    }

    private void state(MigrationState migrationState) {
        State state = migrationState.state();
        add("<p><strong class=\"state state-" + state.displayName() + "\"><span aria-hidden=\"true\">" + symbol(state)
                + "</span>");
        add(state.displayName())
                .add("</strong></p>\n<p>")
                .add(description(migrationState))
                .add("</p>\n");
        Status status = migrationState.status();
        if (status != null) {
            status.adoptable().ifPresent(found -> add("<p>The database has " + escaped(found) + ".</p>\n"));
        }
    }

    private static String symbol(State state) {
        return switch (state) {
            case CURRENT -> "●";
            case PENDING -> "○";
            case BACKFILLING -> "◐";
            case FAILED -> "⊠";
            case UNKNOWN -> "◆";
            case DIVERGED -> "≠";
            case UNAVAILABLE -> "∅";
        };
    }

    private static String description(MigrationState migrationState) {
        Status status = migrationState.status();
        TenantsState tenants = migrationState.tenants();
        if (tenants != null) {
            return TenantsSection.summary(tenants);
        }
        return switch (migrationState.state()) {
            case CURRENT -> "The database has all revisions of this application.";
            case PENDING ->
                "The database lacks "
                        + Html.count(Objects.requireNonNull(status).pending().size(), "revision")
                        + " of this application.";
            case BACKFILLING ->
                Html.count(Objects.requireNonNull(status).pending().size(), "revision")
                        + " of this application waits for backfills in the background.";
            case FAILED -> "The last run of " + Html.ids(migrationState.failed()) + " did not complete.";
            case UNKNOWN ->
                "The database has revisions that are unknown to this application: "
                        + Html.ids(Objects.requireNonNull(status).unknown()) + ".";
            case DIVERGED -> "The database lacks a revision that an applied one requires.";
            case UNAVAILABLE -> escaped(String.valueOf(migrationState.error())) + ".";
        };
    }

    private void facts(Migrator migrator, MigrationState migrationState, String name) {
        Function<RevisionHeader, String> link =
                header -> "<a href=\"#" + escaped(name + "-" + header.id()) + "\">" + Html.title(header) + "</a>";
        List<RevisionHeader> heads = migrator.graph().effectiveHeads();
        Status status = migrationState.status();
        add("<dl>\n");
        if (status != null) {
            fact("Current", status.current().isEmpty() ? "base" : Html.lines(status.current(), link));
        }
        fact("Heads", heads.isEmpty() ? "none" : Html.lines(heads, link));
        if (status != null) {
            fact("Applied", Html.count(status.applied().size(), "revision"));
            fact("Pending", Html.count(status.pending().size(), "revision"));
            if (!status.waiting().isEmpty()) {
                fact("Wait until no older build runs", Html.lines(status.waiting(), link));
            }
        }
        if (status != null && !status.absent().isEmpty()) {
            fact("Modules not present", escaped(String.join("; ", status.notPresent())));
        }
        add("</dl>\n");
    }

    /** The newest failure of each revision whose last run failed, and what to do. */
    private void failed(MigrationState migrationState, HistoryPage history) {
        for (String revision : migrationState.failed()) {
            EventDescriptor.of(history).stream()
                    .filter(event ->
                            event.revision().equals(revision) && event.event().equals("failure"))
                    .findFirst()
                    .ifPresent(event -> add("<p>" + Html.id(revision) + " failed" + escaped(where(event))
                            + ". What to do: correct the step (<code>db log --failures</code> names it), then run the"
                            + " upgrade again.</p>\n"));
        }
    }

    private void fact(String name, String text) {
        add("<dt>").add(name).add("</dt><dd>").add(text).add("</dd>\n");
    }

    private void graph(Migrator migrator, MigrationState migrationState, int number) {
        heading("graph", "Revisions", number);
        if (migrationState.tenants() == null) {
            add("<p class=\"soft\">The newest is on top. "
                    + "● applied, ○ pending, ⊠ failed, ◆ unknown to this application.</p>\n");
        }
        Set<String> applied = migrationState.status() == null
                ? Set.of()
                : migrationState.status().applied();
        GraphDiagram diagram = GraphDiagram.of(migrator.graph().at(applied, List.of()), applied)
                .withFailed(migrationState.failed());
        add(Html.region("graph-" + number + " migrator-" + number, GraphSection.of(diagram, "g" + number)));
    }

    private void pending(Migrator migrator, MigrationState migrationState, int number) {
        Status status = migrationState.status();
        if (status == null) {
            return;
        }
        if (!status.pending().isEmpty()) {
            heading("pending", "What an upgrade would run", number);
            add(withSql ? PendingSection.withSql(migrator) : PendingSection.of(status.pending()));
        } else if (migrator.knowsEntities()
                && status.unknown().isEmpty()
                && status.gaps().isEmpty()) {
            heading("entities", "Entities", number);
            add(EntitiesSection.of(migrator));
        }
        if (!status.backfills().isEmpty()) {
            heading("backfills", "Backfills", number);
            add("<ul>\n");
            status.backfills()
                    .forEach(backfill -> add(
                            "<li>" + Html.id(backfill.revision()) + " " + escaped(backfill.toString()) + "</li>\n"));
            add("</ul>\n");
        }
    }

    private void history(MigrationState migrationState, HistoryPage history, int number) {
        heading("history", "History", number);
        if (history.entries().isEmpty()) {
            add(
                    migrationState.status() == null
                            ? "<p>The history could not be read.</p>\n"
                            : "<p>The history is empty.</p>\n");
            return;
        }
        StringBuilder rows = new StringBuilder();
        EventDescriptor.of(history).forEach(event -> rows.append(event(event)));
        add(Html.region(
                "history-" + number + " migrator-" + number,
                "<table>\n<caption>The newest first; times are UTC</caption>\n<thead><tr><th scope=\"col\">When</th>"
                        + "<th scope=\"col\">Event</th><th scope=\"col\">Revision</th>"
                        + "<th scope=\"col\">Time in ms</th><th scope=\"col\">By</th></tr></thead>\n<tbody>\n"
                        + rows + "</tbody>\n</table>\n"));
        add(Html.more(history.total() - MAX_EVENTS, "more event"));
    }

    private static String event(EventDescriptor event) {
        return "<tr class=\"" + escaped(event.event()) + "\"><td><time datetime=\"" + event.recordedAt() + "\">"
                + TIME.format(event.recordedAt()) + "</time></td><td>" + escaped(event.event() + where(event))
                + guards(event) + "</td><td>" + Html.id(event.revision()) + " " + escaped(event.message())
                + "</td><td class=\"number\">" + event.durationMillis() + "</td><td>" + escaped(by(event))
                + "</td></tr>\n";
    }

    private static String where(EventDescriptor event) {
        return (event.failedAt() == null ? "" : " at " + event.failedAt())
                + (event.sqlState() == null ? "" : " [" + event.sqlState() + "]");
    }

    private static String guards(EventDescriptor event) {
        return event.guards().stream()
                .map(guard -> "<br><span class=\"soft\">" + escaped(guard) + "</span>")
                .collect(Collectors.joining());
    }

    private static String by(EventDescriptor event) {
        String user = event.databaseUser() == null ? "" : event.databaseUser();
        String version = event.applicationVersion() == null ? "" : " " + event.applicationVersion();
        return event.application() == null ? user : user + ", " + event.application() + version;
    }

    private void heading(String what, String text, int number) {
        add("<h3 id=\"" + what + "-" + number + "\">" + text + "</h3>\n");
    }

    private static String style() {
        try (InputStream css = MigrationsPage.class.getResourceAsStream("page.css")) {
            return new String(Objects.requireNonNull(css, "page.css").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MigrationsPage add(String text) {
        html.append(text);
        return this;
    }
}
