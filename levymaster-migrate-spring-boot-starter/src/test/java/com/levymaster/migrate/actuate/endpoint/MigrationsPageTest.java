package com.levymaster.migrate.actuate.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.actuate.ObservedDatabase;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a person gets it: in a real browser, with scripts switched off. */
@EnabledIf(
        value = "isInstalled",
        disabledReason = "No Chromium here: install it (apt-get install chromium) or name it in the variable CHROMIUM")
class MigrationsPageTest {

    private static final Path PICTURES = Path.of("target", "pages");

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @AutoClose
    static final TestDatabase archive = TestDatabase.create();

    @AutoClose
    static final TestDatabase large = TestDatabase.create();

    @AutoClose
    static Chromium chromium;

    static boolean isInstalled() {
        return Chromium.program().isPresent();
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        chromium = Chromium.start(Chromium.program().orElseThrow());
        Map<String, Migrator> every = new LinkedHashMap<>();
        every.put("main", everyState());
        every.put("archive", Histories.branching(archive.dataSource(), 3));
        every.get("archive").upgrade();
        write("every-state.html", MigrationsPage.of("levymaster", observed(every), Instant.EPOCH, false));
        Migrator many = Histories.branching(large.dataSource(), 2000);
        many.stamp("r1200");
        write(
                "long.html",
                MigrationsPage.of("levymaster", observed(Map.of("levyMigrator", many)), Instant.EPOCH, false));
    }

    private static Map<String, ObservedDatabase> observed(Map<String, Migrator> migrators) {
        Map<String, ObservedDatabase> databases = new LinkedHashMap<>();
        migrators.forEach((name, migrator) -> databases.put(name, new ObservedDatabase(migrator, null)));
        return databases;
    }

    private static Migrator everyState() {
        Migrator migrator = Migrator.builder(database.dataSource())
                .migrations(
                        new Branches.Base(),
                        new Branches.Left(),
                        new Branches.Right(),
                        new Branches.Merge(),
                        new Branches.Broken())
                .build();
        migrator.upgrade("left", "c3");
        assertThatThrownBy(migrator::upgrade).hasMessageContaining("e5");
        migrator.downgrade("b2");
        database.execute("insert into levymaster_version (revision) values ('f00d')");
        return migrator;
    }

    @Test
    void a_screen_reader_is_told_everything_in_its_order() throws Exception {
        open("every-state.html", 1200, "light");
        String told = levelled(String.join("\n", chromium.accessibility()) + "\n");

        Path golden = Path.of("src/test/resources/com/levymaster/migrate/actuate/endpoint/page.txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, told);
        }
        assertThat(told).isEqualTo(Files.readString(golden));
    }

    /** What differs from run to run. */
    private static String levelled(String told) {
        return told.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "2026-11-23 10:00:00")
                .replaceAll("(?m)^( *cell) \\d+$", "$1 7")
                .replaceAll("(?m)^( *)\"\\d+\"$", "$1\"7\"")
                .replaceAll("(?m)^( *(?:cell |\"))\\Q" + database.user() + "\\E", "$1owner");
    }

    @ParameterizedTest
    @CsvSource({"every-state.html,light", "every-state.html,dark", "long.html,light", "long.html,dark"})
    void every_text_stands_out_from_what_is_behind_it(String page, String colours) throws Exception {
        open(page, 1200, colours);

        assertThat(chromium.evaluate(script("contrast.js")).asString()).isEmpty();
        assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString())
                .isEqualTo(colours.equals("dark") ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"every-state.html", "long.html"})
    void a_phone_need_not_scroll_sideways(String page) throws Exception {
        open(page, 375, "light");

        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .isEqualTo(375);
    }

    @Test
    void the_revision_of_each_event_is_visible_on_a_phone() throws Exception {
        open("every-state.html", 375, "light");

        assertThat(chromium.evaluate("Math.max(...[...document.querySelectorAll('td:nth-child(3)')].map(cell =>"
                                + " cell.getBoundingClientRect().right))")
                        .asInt())
                .isLessThanOrEqualTo(375);
    }

    @Test
    void two_thousand_revisions_are_one_page_that_loads_nothing_else() throws Exception {
        open("long.html", 1200, "light");

        assertThat(Files.size(PICTURES.resolve("long.html"))).isLessThan(600_000);
        assertThat(chromium.evaluate("performance.getEntriesByType('resource').length")
                        .asInt())
                .isZero();
        assertThat(chromium.evaluate("document.querySelectorAll('[role=listitem] text').length")
                        .asInt())
                .isEqualTo(2000);
        assertThat(chromium.evaluate("Array.from(document.querySelectorAll('summary'), s => s.textContent).join()")
                        .asString())
                .isEqualTo("768 more revisions, all pending,1185 more revisions, all applied");
    }

    @Test
    void everything_is_reached_with_the_keyboard() throws Exception {
        open("long.html", 1200, "light");

        assertThat(tabs(9))
                .containsExactly(
                        "A Revisions",
                        "A What an upgrade would run",
                        "A History",
                        "A r1200 change number 1200 of the tax districts",
                        "A r1999 change number 1999 of the tax districts",
                        "DIV graph-0 migrator-0",
                        "SUMMARY 768 more revisions, all pending",
                        "SUMMARY 1185 more revisions, all applied",
                        "DIV history-0 migrator-0");
    }

    @Test
    void a_fold_opens_with_the_keyboard() throws Exception {
        open("long.html", 1200, "light");
        tabs(7);

        chromium.press("Enter");

        assertThat(chromium.evaluate("document.activeElement.parentElement.open")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void the_current_revision_is_one_key_away() throws Exception {
        open("long.html", 1200, "light");
        assertThat(isInSight("g0-r1200")).isFalse();
        tabs(4);

        chromium.press("Enter");

        assertThat(isInSight("g0-r1200")).isTrue();
        chromium.screenshot(PICTURES.resolve("long-current.png"));
    }

    private static List<String> tabs(int count) throws InterruptedException {
        List<String> reached = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chromium.press("Tab");
            reached.add(chromium.evaluate("(e => e.tagName + ' '"
                            + " + (e.getAttribute('aria-labelledby') || e.textContent))(document.activeElement)")
                    .asString());
        }
        return reached;
    }

    private static boolean isInSight(String id) throws InterruptedException {
        return chromium.evaluate("(e => { const box = e.getBoundingClientRect();"
                        + " const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
                        + " return !!top && !!top.closest('g') && top.closest('g').id === '" + id + "'; })"
                        + "(document.getElementById('" + id + "').querySelector('text'))")
                .asBoolean();
    }

    private static String script(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/com/levymaster/migrate/actuate/endpoint", name));
    }

    private static void open(String page, int width, String colours) throws InterruptedException, IOException {
        chromium.open(PICTURES.resolve(page).toUri().toString(), width, 900, colours);
        chromium.screenshot(PICTURES.resolve(page.replace(".html", "-" + width + "-" + colours + ".png")));
    }

    private static void write(String name, String html) throws IOException {
        Files.createDirectories(PICTURES);
        Files.writeString(PICTURES.resolve(name), html);
    }
}
