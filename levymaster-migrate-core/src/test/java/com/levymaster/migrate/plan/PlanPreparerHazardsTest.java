package com.levymaster.migrate.plan;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.MigratorSettings;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lint.Hazard;
import com.levymaster.migrate.lint.LintRule;
import com.levymaster.migrate.lint.LintSettings;
import com.levymaster.migrate.lint.Rule;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.runner.RunReport;
import com.levymaster.migrate.store.HistoryEntry;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is told of steps that can hurt, and what is done about them. */
class PlanPreparerHazardsTest {

    private static final Consumer<Operations> CREATE = op -> op.createTable("district", t -> {
        t.column("id", bigint()).notNull();
        t.column("code", varchar(20));
        t.column("rate", numeric(10, 4));
    });
    private static final Consumer<Operations> REWRITE = op -> op.alterTable(
            "district", t -> t.changeType("rate").from(numeric(10, 4)).to(numeric(12, 6)));

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void the_plan_and_the_report_tell_of_a_step_that_hurts_a_table_in_use() {
        migrator(LintSettings.DEFAULT, RevisionOptions.DEFAULT, REWRITE).upgrade("a1");
        Migrator migrator = migrator(LintSettings.DEFAULT, RevisionOptions.DEFAULT, REWRITE);

        assertThat(rules(migrator.previewUpgrade().revisions())).containsExactly(Rule.TABLE_REWRITE);
        RunReport report = migrator.upgrade();
        assertThat(report.revisions().get(0).hazards().stream().map(Hazard::rule))
                .containsExactly(Rule.TABLE_REWRITE);
    }

    @Test
    void nothing_is_said_of_what_the_plan_itself_has_created() {
        Migrator migrator = migrator(LintSettings.DEFAULT, RevisionOptions.DEFAULT, op -> {
            REWRITE.accept(op);
            op.alterTable("district", t -> t.setNotNull("code"));
            op.renameTable("district").to("tax_district");
            op.alterTable("tax_district", t -> t.addIndex("ix_code").on("code"));
        });

        assertThat(rules(migrator.previewUpgrade().revisions())).isEmpty();
        assertThat(rules(migrator.previewOffline("heads").revisions())).isEmpty();
    }

    @Test
    void a_rule_can_be_ignored_by_the_settings_or_by_the_revision() {
        RevisionOptions accepting = new RevisionOptions(true, Isolation.DEFAULT, Set.of("table-rewrite"));
        migrator(LintSettings.DEFAULT, RevisionOptions.DEFAULT, REWRITE).upgrade("a1");

        assertThat(rules(migrator(
                                new LintSettings(Set.of(Rule.TABLE_REWRITE), Set.of()),
                                RevisionOptions.DEFAULT,
                                REWRITE)
                        .previewUpgrade()
                        .revisions()))
                .isEmpty();
        assertThat(rules(migrator(new LintSettings(Set.of(), Set.of(Rule.TABLE_REWRITE)), accepting, REWRITE)
                        .previewUpgrade()
                        .revisions()))
                .isEmpty();
    }

    @Test
    void a_refused_rule_stops_the_whole_plan_before_anything_runs() {
        migrator(LintSettings.DEFAULT, RevisionOptions.DEFAULT, REWRITE).upgrade("a1");
        Migrator strict = migrator(
                new LintSettings(Set.of(), Set.of(Rule.TABLE_REWRITE, Rule.DATA_LOSS)), RevisionOptions.DEFAULT, op -> {
                    REWRITE.accept(op);
                    op.alterTable("district", t -> t.dropColumn("code"));
                });

        assertThatThrownBy(strict::upgrade)
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("step 1 of 2: change type of district.rate")
                .hasMessageContaining("[table-rewrite]")
                .hasMessageContaining("step 2 of 2: drop column district.code [data-loss]")
                .hasMessageContaining("Nothing was executed; the database is unchanged.")
                .hasMessageContaining("ignoredHazards = \"table-rewrite\"");
        assertThat(strict.status().applied()).containsExactly("a1");
    }

    @Test
    void the_reason_why_a_hazard_is_ignored_is_kept_in_the_history() {
        RevisionOptions accepting = new RevisionOptions(true, Isolation.DEFAULT, Set.of("table-rewrite"))
                .withBecause("the table has\nten rows");
        Migrator migrator = migrator(LintSettings.DEFAULT, accepting, REWRITE);

        migrator.upgrade();

        assertThat(migrator.history())
                .extracting(HistoryEntry::guards)
                .filteredOn(Objects::nonNull)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("ignored table-rewrite, because the table has")
                .endsWith("ten rows");
    }

    @Test
    void a_reason_without_an_ignored_hazard_is_refused() {
        RevisionOptions odd = RevisionOptions.DEFAULT.withBecause("I say so");

        assertThatThrownBy(() -> migrator(LintSettings.DEFAULT, odd, REWRITE).upgrade())
                .hasMessageContaining("it states why hazards are ignored, but ignores none");
    }

    @Test
    void a_rule_that_does_not_exist_is_refused() {
        RevisionOptions unknown = new RevisionOptions(true, Isolation.DEFAULT, Set.of("table-rewrit"));

        assertThatThrownBy(
                        () -> migrator(LintSettings.DEFAULT, unknown, REWRITE).upgrade())
                .hasMessageContaining("Revision a2")
                .hasMessageContaining("There is no lint rule \"table-rewrit\".")
                .hasMessageContaining("table-rewrite");
    }

    @Test
    void a_script_has_the_hazards_as_comments() {
        String script =
                migrator(LintSettings.DEFAULT, RevisionOptions.DEFAULT, REWRITE).scriptUpgrade("a1:a2");

        assertThat(script).contains("""
            -- WARNING table-rewrite: change type of district.rate\
            """).contains("""
                    --   district and its indexes are rewritten, and the table cannot be read meanwhile.\
                    """);
        assertThat(migrator(LintSettings.DEFAULT, RevisionOptions.DEFAULT, REWRITE)
                        .scriptUpgrade("heads"))
                .doesNotContain("WARNING");
    }

    @Test
    void a_downgrade_is_not_told_that_it_loses_data() {
        Migrator migrator = migrator(
                LintSettings.DEFAULT,
                RevisionOptions.DEFAULT,
                op -> op.alterTable("district", t -> t.addColumn("name", varchar(20))));
        migrator.upgrade();

        assertThat(rules(migrator.previewDowngrade("base").revisions())).isEmpty();
    }

    @Test
    void a_revision_runs_at_the_isolation_that_it_asks_for() {
        RevisionOptions serializable = new RevisionOptions(true, Isolation.SERIALIZABLE, Set.of());
        Migrator migrator = migrator(LintSettings.DEFAULT, serializable, op -> {
            op.setLocal("work_mem", "13MB");
            op.execute("create table seen as select current_setting('transaction_isolation') as isolation,"
                    + " current_setting('work_mem') as memory");
        });

        migrator.upgrade();

        assertThat(database.jdbc()
                        .sql("select isolation || ' ' || memory from seen")
                        .query(String.class)
                        .single())
                .isEqualTo("serializable 13MB");
        assertThat(migrator.scriptUpgrade("a1:a2"))
                .contains("\nbegin isolation level serializable;\nset local work_mem");
    }

    @Test
    void an_isolation_without_a_transaction_is_refused() {
        RevisionOptions odd = new RevisionOptions(false, Isolation.REPEATABLE_READ, Set.of());

        assertThatThrownBy(() -> migrator(LintSettings.DEFAULT, odd, REWRITE).upgrade())
                .hasMessageContaining("Revision a2, upgrade: it has an isolation level, but is not transactional.");
    }

    private static List<LintRule> rules(List<PreparedRevision> revisions) {
        return revisions.stream()
                .flatMap(revision -> revision.hazards().stream())
                .map(Hazard::rule)
                .toList();
    }

    private Migrator migrator(LintSettings lint, RevisionOptions manner, Consumer<Operations> second) {
        return Migrator.builder(database.dataSource())
                .scripts(List.of(
                        script(RevisionHeader.of("a1"), RevisionOptions.DEFAULT, CREATE),
                        script(RevisionHeader.of("a2", "a1"), manner, second)))
                .settings(MigratorSettings.DEFAULT.withLint(lint))
                .build();
    }

    private static RevisionDefinition script(RevisionHeader header, RevisionOptions manner, Consumer<Operations> body) {
        return new RevisionDefinition(header, manner, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                body.accept(op);
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
    }
}
