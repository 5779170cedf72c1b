package com.levymaster.migrate.cli;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autoconfigure.many.shop.ShopApplication;
import com.levymaster.migrate.autoconfigure.many.shop.billing.CreateBilling;
import com.levymaster.migrate.autoconfigure.many.shop.orders.CreateOrders;
import com.levymaster.migrate.cli.minimal.one.Minimal;
import com.levymaster.migrate.lint.ApplicationRule;
import com.levymaster.migrate.lint.LintStep;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lint rules that are beans of an application. */
class ApplicationRulesTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(import [^`]*class AmountsAreNumeric .*?)```");

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    /** Applies to the tables that the revisions of these tests create. */
    static class TablesAreNamedInFull implements ApplicationRule {

        @Override
        public String id() {
            return "names-in-full";
        }

        @Override
        public String meaning() {
            return "A table has a short name.";
        }

        @Override
        public List<Finding> check(LintStep step) {
            return step.operation() instanceof CreateTable create
                    ? List.of(new Finding(create.table().name() + " is a short name.", "write it in full"))
                    : List.of();
        }
    }

    /** Needs a bean of which the context of a command without a database has none at first. */
    static class AsksTheDatabase extends TablesAreNamedInFull {

        private final boolean complete;

        AsksTheDatabase(ObjectProvider<JdbcTemplate> template) {
            complete = template.getIfAvailable() != null;
        }

        @Override
        public String meaning() {
            return complete ? "A table has a short name, by its catalog." : "There is no template.";
        }
    }

    @Test
    void the_example_of_the_page_compiles_and_is_listed_with_the_others() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "lint.md")));
        assertThat(example.find()).isTrue();
        Class<?> rule =
                Compiled.of(Map.of("AmountsAreNumeric", example.group(1))).type("AmountsAreNumeric");

        Transcript listed = Commands.run(
                () -> application(Minimal.Plain.class, rule)
                        .properties("levymaster.migrate.lint.refuse=table-rewrite,amounts-are-numeric"),
                "check --rules");

        assertGolden("check-rules", shortened(listed));
        assertThat(Commands.run(() -> application(Minimal.Plain.class, rule), "check --rules --json")
                        .out())
                .contains("{\"rule\":\"amounts-are-numeric\",\"severity\":\"warning\",\"meaning\":\"An amount of money"
                        + " is stored as a floating-point"
                        + " number.\",\"versions\":null,\"own\":true,\"ignored\":false,\"refused\":false}");
    }

    @Test
    void a_rule_that_depends_on_other_beans_is_listed_too() {
        assertThat(Commands.run(() -> application(Minimal.Plain.class, AsksTheDatabase.class), "check --rules")
                        .out())
                .endsWith("names-in-full (warning, of the application): A table has a short name, by its catalog.\n");
    }

    @Test
    void a_rule_holds_for_every_database_of_the_application() {
        for (String name : List.of("orders", "billing")) {
            assertThat(Commands.run(this::shop, "-n " + name + " check --rules").out())
                    .contains("names-in-full (warning, of the application)");
            Transcript found = Commands.run(this::shop, "-n " + name + " check");
            assertThat(found.out()).contains("names-in-full", name + " is a short name.");
            assertThat(found.code()).isEqualTo(3);
        }
    }

    @Test
    void a_start_is_refused_by_a_rule_of_the_application() {
        SpringApplicationBuilder refusing = shop().properties("levymaster.migrate.lint.refuse=names-in-full");

        assertThatThrownBy(refusing::run).hasStackTraceContaining("[names-in-full]: ");
        assertThat(database.jdbc()
                        .sql("select to_regclass('orders') is null and to_regclass('billing') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    /** The first two rules and the last one. */
    private static Transcript shortened(Transcript listed) {
        List<String> lines = listed.out().lines().toList();
        String out = lines.stream().limit(2).collect(Collectors.joining("\n")) + "\n…\n" + lines.get(lines.size() - 1)
                + "\n";
        return new Transcript(listed.command(), listed.code(), out, listed.err());
    }

    private SpringApplicationBuilder shop() {
        return application(ShopApplication.class, TablesAreNamedInFull.class)
                .properties(
                        "levymaster.migrate.databases.orders.packages=" + CreateOrders.class.getPackageName(),
                        "levymaster.migrate.databases.orders.schema=orders_meta",
                        "levymaster.migrate.databases.billing.packages=" + CreateBilling.class.getPackageName(),
                        "levymaster.migrate.databases.billing.schema=billing_meta");
    }

    private static SpringApplicationBuilder application(Class<?>... types) {
        return new SpringApplicationBuilder(types)
                .properties(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "spring.main.banner-mode=off");
    }
}
