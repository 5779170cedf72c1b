package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.enumType;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.plan.PlanPreview;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A plan of several revisions says the same in a preview, in a script and in a run. */
class PreviewEqualsRunTest {

    /** What the runner says for itself. */
    private static final String BOOKKEEPING = "(?m)^set (local )?(lock_timeout|levymaster_migrate\\.revision) = .*;\n";

    private static final List<Consumer<Operations>> BODIES = List.of(
            op -> {
                op.types().createEnum("status", "OPEN", "CLOSED");
                op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.column("name", varchar(120)).notNull();
                    t.primaryKey("pk_county").on("id");
                });
                op.insert("county").columns("id", "name").row(1, "Benton").keyedBy("id");
            },
            op -> {
                op.createTable("tax district", t -> {
                    t.column("id", bigint()).notNull();
                    t.column("county_id", bigint());
                    t.column("Rate", numeric(10, 4)).defaultValue(0);
                    t.column("status", enumType("status")).defaultValue("OPEN");
                    t.primaryKey("pk_district").on("id");
                    t.foreignKey("fk_district_county").on("county_id").references("county", "id");
                    t.index("ix_district_county").on("county_id");
                });
                op.types().removeEnumValue("status", "CLOSED");
            },
            op -> {
                op.alterTable("tax district", t -> {
                    t.changeType("Rate").from(numeric(10, 4)).to(numeric(12, 6));
                    t.addCheck("ck_rate").that("\"Rate\" >= 0").notValid();
                });
                op.autocommit(() -> op.alterTable(
                        "tax district", t -> t.addIndex("ix_rate").on("Rate").concurrently()));
                op.convertColumn("county", "name")
                        .from(varchar(120))
                        .to(varchar(60))
                        .using("left(name, 60)")
                        .reversedUsing("name");
                op.renameTable("tax district").to("tax_district");
            });

    @AutoClose
    private final TestDatabase run = TestDatabase.create();

    @Test
    void in_a_preview_a_script_and_a_run() {
        Migrator migrator = migrator(run);
        List<String> previewed = previewed(migrator.previewUpgrade());
        assertThat(previewed(migrator.previewOffline("heads"))).isEqualTo(previewed);
        String script = migrator.scriptUpgrade("heads");
        int at = 0;
        for (String statement : previewed) {
            int found = script.indexOf(statement, at);
            assertThat(found).as(statement).isNotNegative();
            at = found;
        }

        migrator.upgrade();

        assertThat(kept()).isEqualTo(String.join(";\n", previewed));
    }

    private static List<String> previewed(PlanPreview preview) {
        return preview.revisions().stream()
                .flatMap(revision -> revision.steps().stream())
                .flatMap(step -> step.statements().stream())
                .map(SqlStatement::sql)
                .toList();
    }

    private String kept() {
        List<String> kept = run.jdbc()
                .sql("select sql from levymaster_history where event = 'upgrade' order by id")
                .query(String.class)
                .list();
        return String.join(";\n", kept).replaceAll(BOOKKEEPING, "");
    }

    private static Migrator migrator(TestDatabase database) {
        List<RevisionDefinition> scripts = new ArrayList<>();
        for (int i = 0; i < BODIES.size(); i++) {
            Consumer<Operations> body = BODIES.get(i);
            RevisionHeader header = i == 0 ? RevisionHeader.of("r0") : RevisionHeader.of("r" + i, "r" + (i - 1));
            scripts.add(new RevisionDefinition(header, true, () -> new Migration() {
                @Override
                public void upgrade(Operations op) {
                    body.accept(op);
                }

                @Override
                public void downgrade(Operations op) {
                    op.undo(this::upgrade);
                }
            }));
        }
        return Migrator.builder(database.dataSource())
                .scripts(scripts)
                .settings(MigratorSettings.DEFAULT.withHistorySql(true))
                .build();
    }
}
