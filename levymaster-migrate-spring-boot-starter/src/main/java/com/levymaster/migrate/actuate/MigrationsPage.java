package com.levymaster.migrate.actuate;

import com.levymaster.migrate.actuate.Standing.State;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.Status;
import com.levymaster.migrate.picture.GraphPicture;
import com.levymaster.migrate.revision.RevisionHeader;
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
import java.util.stream.Collectors;

/**
 * Everything about the migrations on one page of HTML that needs nothing else: no script, no other file, no network. Its
 * states differ by word and shape as well as by colour; it holds no SQL, address or secret.
 */
public final class MigrationsPage {

    private static final int SHOWN = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final StringBuilder html = new StringBuilder(16_384);
    private final Instant now;

    private MigrationsPage(Instant now) {
        this.now = now;
    }

    /**
     * The page.
     *
     * @param title such as the name of the application
     * @param migrators by name; each is asked where its database stands
     */
    public static String of(String title, Map<String, Migrator> migrators, Instant now) {
        MigrationsPage page = new MigrationsPage(now);
        page.head(title);
        int number = 0;
        for (Map.Entry<String, Migrator> each : migrators.entrySet()) {
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

    private void migrator(String name, Migrator migrator, int number) {
        Standing standing = Standing.of(migrator);
        add("<section aria-labelledby=\"migrator-" + number + "\">\n<h2 id=\"migrator-" + number + "\">");
        add(escaped(name)).add("</h2>\n");
        state(standing);
        facts(migrator, standing);
        graph(migrator, standing, number);
        pending(standing);
        history(standing, number);
        add("</section>\n");
    }

    private void state(Standing standing) {
        State state = standing.state();
        add("<p><strong class=\"state state-" + state.word() + "\"><span aria-hidden=\"true\">" + sign(state)
                + "</span>");
        add(state.word()).add("</strong></p>\n<p>").add(sentence(standing)).add("</p>\n");
    }

    private static String sign(State state) {
        return switch (state) {
            case CURRENT -> "●";
            case PENDING -> "○";
            case FAILED -> "⊠";
            case UNKNOWN -> "◆";
            case DIVERGED -> "≠";
            case UNAVAILABLE -> "∅";
        };
    }

    private static String sentence(Standing standing) {
        Status status = standing.status();
        return switch (standing.state()) {
            case CURRENT -> "The database has all revisions of this application.";
            case PENDING ->
                "The database lacks "
                        + count(Objects.requireNonNull(status).pending().size()) + " of this application.";
            case FAILED -> "The last run of " + ids(standing.failed()) + " did not come to its end.";
            case UNKNOWN ->
                "The database has revisions that this application does not know: "
                        + ids(Objects.requireNonNull(status).unknown()) + ".";
            case DIVERGED -> "The database lacks a revision that an applied one needs.";
            case UNAVAILABLE -> escaped(String.valueOf(standing.error())) + ".";
        };
    }

    private void facts(Migrator migrator, Standing standing) {
        add("<dl>\n");
        Status status = standing.status();
        if (status != null) {
            fact("Current", status.current().isEmpty() ? "base" : titles(status.current()));
        }
        fact("Heads", titles(migrator.graph().effectiveHeads()));
        if (status != null) {
            fact("Applied", count(status.applied().size()));
            fact("Pending", count(status.pending().size()));
        }
        add("</dl>\n");
    }

    private void fact(String name, String text) {
        add("<dt>").add(name).add("</dt><dd>").add(text).add("</dd>\n");
    }

    private void graph(Migrator migrator, Standing standing, int number) {
        add("<h3 id=\"graph-" + number + "\">Revisions</h3>\n<p class=\"soft\">The newest is on top. "
                + "● applied, ○ pending, ⊠ failed, ◆ unknown to this application.</p>\n");
        Set<String> applied =
                standing.status() == null ? Set.of() : standing.status().applied();
        String svg = GraphPicture.of(migrator.graph(), applied)
                .withFailed(standing.failed())
                .svg();
        region("graph-" + number);
        add(number == 0 ? svg : ownNames(svg, number)).add("</div>\n");
    }

    /** Names inside of an image hold for the whole page. */
    private static String ownNames(String svg, int number) {
        return svg.replaceAll("( id=\"|href=\"#)([a-z]+)\"", "$1$2-" + number + "\"")
                .replace("aria-labelledby=\"t s\"", "aria-labelledby=\"t-" + number + " s-" + number + "\"");
    }

    private void pending(Standing standing) {
        Status status = standing.status();
        if (status == null || status.pending().isEmpty()) {
            return;
        }
        add("<h3>What an upgrade would run</h3>\n<ol>\n");
        status.pending().stream()
                .limit(SHOWN)
                .forEach(revision -> add("<li>").add(title(revision)).add("</li>\n"));
        add("</ol>\n");
        more(status.pending().size(), "revisions");
    }

    private void history(Standing standing, int number) {
        List<EventDescriptor> events = standing.history().stream()
                .limit(SHOWN)
                .map(EventDescriptor::of)
                .toList();
        add("<h3 id=\"history-" + number + "\">History</h3>\n");
        if (events.isEmpty()) {
            add("<p>Nothing has happened yet.</p>\n");
            return;
        }
        region("history-" + number);
        add("<table>\n<caption>The newest first; times are UTC</caption>\n<thead><tr><th scope=\"col\">When</th>"
                + "<th scope=\"col\">Event</th><th scope=\"col\">Revision</th><th scope=\"col\">Time in ms</th>"
                + "<th scope=\"col\">By</th></tr></thead>\n<tbody>\n");
        events.forEach(this::event);
        add("</tbody>\n</table>\n</div>\n");
        more(standing.history().size(), "events");
    }

    private void event(EventDescriptor event) {
        String where = event.failedAt() == null ? "" : " at " + event.failedAt();
        String state = event.sqlState() == null ? "" : " [" + event.sqlState() + "]";
        add("<tr class=\"" + event.event() + "\"><td><time datetime=\"" + event.recordedAt() + "\">");
        add(TIME.format(event.recordedAt())).add("</time></td><td>").add(event.event() + escaped(where + state));
        add("</td><td><span class=\"id\">")
                .add(escaped(event.revision()))
                .add("</span> ")
                .add(escaped(event.message()));
        add("</td><td class=\"number\">" + event.durationMillis() + "</td><td>");
        add(escaped(by(event))).add("</td></tr>\n");
    }

    private static String by(EventDescriptor event) {
        String user = event.databaseUser() == null ? "" : event.databaseUser();
        String version = event.applicationVersion() == null ? "" : " " + event.applicationVersion();
        return event.application() == null ? user : user + ", " + event.application() + version;
    }

    private void more(int count, String what) {
        if (count > SHOWN) {
            add("<p class=\"soft\">and " + (count - SHOWN) + " more " + what + "</p>\n");
        }
    }

    /** Can be scrolled with the keyboard, and says what it is. */
    private void region(String heading) {
        add("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + heading + "\">\n");
    }

    private static String titles(List<RevisionHeader> headers) {
        return headers.isEmpty()
                ? "none"
                : headers.stream().map(MigrationsPage::title).collect(Collectors.joining("<br>"));
    }

    private static String title(RevisionHeader header) {
        return "<span class=\"id\">" + escaped(header.id()) + "</span> " + escaped(header.message());
    }

    private static String ids(java.util.Collection<String> ids) {
        return ids.stream()
                .sorted()
                .map(id -> "<span class=\"id\">" + escaped(id) + "</span>")
                .collect(Collectors.joining(", "));
    }

    private static String count(int revisions) {
        return revisions == 1 ? "1 revision" : revisions + " revisions";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
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
