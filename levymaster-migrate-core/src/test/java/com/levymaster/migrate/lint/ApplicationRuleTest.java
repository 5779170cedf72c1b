package com.levymaster.migrate.lint;

import static com.levymaster.migrate.Types.doublePrecision;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationRuleTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static final RevisionDefinition AMOUNTS = base("a1", op -> {
        op.createTable("levy", t -> t.column("amount", doublePrecision()));
        op.autocommit(() -> op.execute("select 1"));
    });

    private static final ApplicationRule NUMERIC = rule(
            "amounts-are-numeric",
            step -> step.operation() instanceof CreateTable create
                            && create.table().columns().stream()
                                    .anyMatch(c -> c.type().display().equals("double precision"))
                            && !step.schema()
                                    .tables()
                                    .containsKey(create.table().name())
                    ? List.of(new ApplicationRule.Finding("It cannot hold cents.", "use numeric(12, 2)"))
                    : List.of());

    @BeforeEach
    void empty() {
        DATABASE.empty();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void a_rule_of_the_application_is_reported_ignored_and_refused_like_the_others() {
        assertThat(with(LintSettings.DEFAULT.withOwn(List.of(NUMERIC)))
                        .previewUpgrade()
                        .revisions()
                        .get(0)
                        .hazards())
                .singleElement()
                .hasToString("WARNING amounts-are-numeric: create table levy" + System.lineSeparator()
                        + "  It cannot hold cents." + System.lineSeparator() + "  What to do: use numeric(12, 2)");
        assertThat(with(new LintSettings(Set.of(NUMERIC), Set.of(), List.of(NUMERIC)))
                        .previewUpgrade()
                        .revisions()
                        .get(0)
                        .hazards())
                .isEmpty();
        assertThatThrownBy(() -> with(LintSettings.of(List.of(), List.of("amounts-are-numeric"), List.of(NUMERIC)))
                        .upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("[amounts-are-numeric]: It cannot hold cents.")
                .hasMessageContaining("ignoredHazards = \"amounts-are-numeric\"");
        assertThat(hasTable()).isFalse();
    }

    @Test
    void steps_of_a_block_and_raw_sql_are_checked_too() {
        ApplicationRule sql = rule(
                "no-select",
                step -> step.operation() instanceof ExecuteSql
                                && !step.isInTransaction()
                                && step.serverVersion() > 130_000
                        ? List.of(new ApplicationRule.Finding("It reads.", "leave it out"))
                        : List.of());

        assertThat(with(LintSettings.DEFAULT.withOwn(List.of(sql)))
                        .previewUpgrade()
                        .revisions()
                        .get(0)
                        .hazards())
                .singleElement()
                .extracting(Hazard::rule)
                .isEqualTo(sql);
    }

    @Test
    void a_rule_that_throws_is_named_and_nothing_runs_until_it_is_ignored() {
        ApplicationRule broken = rule("broken", step -> {
            throw new IllegalStateException("no table " + step.operation().describe());
        });

        assertThatThrownBy(() ->
                        with(LintSettings.DEFAULT.withOwn(List.of(broken))).upgrade())
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("the lint rule broken (com.levymaster.migrate.lint.ApplicationRuleTest")
                .hasMessageContaining("IllegalStateException: no table create table levy")
                .hasMessageContaining("Nothing was executed")
                .hasMessageContaining("levymaster.migrate.lint.ignore=broken");
        assertThat(hasTable()).isFalse();

        with(new LintSettings(Set.of(broken), Set.of(), List.of(broken))).upgrade();
        assertThat(hasTable()).isTrue();
    }

    @Test
    void an_id_is_unique_and_spelled_like_the_others() {
        assertThatThrownBy(() -> LintSettings.DEFAULT.withOwn(List.of(rule("Amounts", step -> List.of()))))
                .hasMessageContaining("has the id \"Amounts\"");
        assertThatThrownBy(() -> LintSettings.DEFAULT.withOwn(List.of(rule("table-rewrite", step -> List.of()))))
                .hasMessageContaining("has the id table-rewrite, which another rule has");
        assertThatThrownBy(() -> LintSettings.of(List.of("amounts"), List.of(), List.of(NUMERIC)))
                .hasMessageContaining("There is no lint rule \"amounts\"")
                .hasMessageContaining("amounts-are-numeric");
    }

    private static boolean hasTable() {
        return DATABASE.jdbc()
                .sql("select to_regclass('levy') is not null")
                .query(Boolean.class)
                .single();
    }

    private static Migrator with(LintSettings settings) {
        Migrator migrator = migrator(DATABASE.dataSource(), AMOUNTS);
        return migrator.withSettings(migrator.settings().withLint(settings));
    }

    private static ApplicationRule rule(String id, Function<LintStep, List<ApplicationRule.Finding>> check) {
        return new ApplicationRule() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String meaning() {
                return "A rule of this test.";
            }

            @Override
            public List<Finding> check(LintStep step) {
                return check.apply(step);
            }
        };
    }
}
