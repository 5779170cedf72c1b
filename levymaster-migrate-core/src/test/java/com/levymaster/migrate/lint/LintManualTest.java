package com.levymaster.migrate.lint;

import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page about lint: each rule with steps that break it. {@code -Dgolden=write} writes the page anew. */
class LintManualTest {

    private static final Path MANUAL = Path.of("../docs/lint.md");
    private static final String MARK = "<!-- rules: written by LintManualTest -->\n";

    private static final String BEFORE = """
        op.createTable("county", t -> {
            t.column("id", integer()).identity();
            t.primaryKey("pk_county").on("id");
        });
        op.createTable("district", t -> {
            t.column("id", bigint()).notNull();
            t.column("county_id", bigint());
            t.column("code", varchar(20));
            t.column("rate", numeric(10, 4));
            t.column("name", varchar(40)).notNull().defaultValue("");
            t.column("levy_total", numeric(12, 2)).generatedStored("id * 2");
            t.primaryKey("pk_district").on("id");
            t.foreignKey("fk_district_county").on("county_id").references("county", "id").initiallyDeferred();
            t.index("ix_district_name").onExpression("lower(name)");
            t.check("ck_district_name").that("length(name) < 41");
        });
        op.createTable("reading", t -> {
            t.column("id", bigint()).notNull();
            t.column("year", integer()).notNull();
            t.partitionBy("range (year)");
        });
        op.createTable("reading_2024", t -> t.partitionOf("reading", "for values from (2024) to (2025)"));
        op.createTable("reading_2025", t -> {
            t.column("id", bigint()).notNull();
            t.column("year", integer()).notNull();
        });
        op.createTable("office", t -> {
            t.column("id", bigint());
            t.column("district_id", bigint());
            t.index("ux_office_id").on("id").unique();
        });
        op.types().createEnum("status", "OPEN", "CLOSED");
        op.types().createDomain("percent", numeric(5, 2), d -> d.check("ck_percent", "value between 0 and 100"));
        op.createTable("rebate", t -> t.column("share", domain("percent")));
        """;

    private static final Map<Rule, String> EXAMPLES = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Rule.CONCURRENTLY_IN_TRANSACTION,
                    "op.alterTable(\"district\", t -> t.addIndex(\"ix_district_code\").on(\"code\").concurrently());"),
            Map.entry(Rule.VALIDATE_IN_SAME_TRANSACTION, """
                op.alterTable("district", t -> {
                    t.addCheck("ck_rate").that("rate > 0").notValid();
                    t.validateConstraint("ck_rate");
                });\
                """),
            Map.entry(Rule.ENUM_VALUE_USED_AT_ONCE, """
                op.types().addEnumValue("status", "HELD");
                op.alterTable("district", t -> t.addColumn("status", enumType("status")).defaultValue("HELD"));\
                """),
            Map.entry(
                    Rule.ADD_NOT_NULL_COLUMN,
                    "op.alterTable(\"district\", t -> t.addColumn(\"name\", text()).notNull());"),
            Map.entry(
                    Rule.TABLE_REWRITE,
                    "op.alterTable(\"district\", t -> t.changeType(\"rate\").from(numeric(10, 4)).to(numeric(12,"
                            + " 6)));"),
            Map.entry(Rule.TABLE_SCAN, "op.alterTable(\"district\", t -> t.setNotNull(\"code\"));"),
            Map.entry(
                    Rule.INDEX_BLOCKS_WRITES,
                    "op.alterTable(\"district\", t -> t.addIndex(\"ix_district_code\").on(\"code\"));"),
            Map.entry(
                    Rule.EXISTING_ROWS_MAY_VIOLATE,
                    "op.autocommit(() -> op.alterTable(\"district\", t ->"
                            + " t.addIndex(\"ux_code\").on(\"code\").unique().concurrently()));"),
            Map.entry(Rule.FOREIGN_KEY_WITHOUT_INDEX, """
                op.createTable("branch", t -> {
                    t.column("county_id", integer());
                    t.foreignKey("fk_branch_county").on("county_id").references("county", "id");
                });\
                """),
            Map.entry(Rule.FOREIGN_KEY_TYPES_DIFFER, """
                op.createTable("branch", t -> {
                    t.column("county_id", bigint());
                    t.foreignKey("fk_branch_county").on("county_id").references("county", "id");
                    t.index("ix_branch_county").on("county_id");
                });\
                """),
            Map.entry(Rule.DATA_LOSS, "op.alterTable(\"district\", t -> t.dropColumn(\"code\").was(varchar(20)));"),
            Map.entry(
                    Rule.BREAKS_RUNNING_APPLICATION,
                    "op.alterTable(\"district\", t -> t.renameColumn(\"rate\").to(\"levy_rate\"));"),
            Map.entry(Rule.CASCADE, "op.truncateCascade(\"district\");"),
            Map.entry(Rule.FULL_TABLE_UPDATE, "op.execute(\"update district set rate = 0\");"),
            Map.entry(Rule.DISCOURAGED_TYPE, "op.alterTable(\"district\", t -> t.addColumn(\"details\", json()));"),
            Map.entry(
                    Rule.UNSAFE_FUNCTION,
                    "op.execute(\"create function owner() returns text language sql security definer as 'select"
                            + " current_user'\");"),
            Map.entry(Rule.SECRET_IN_SQL, "op.execute(\"create role levy_reader password 'levy'\");"),
            Map.entry(Rule.INCOMPLETE_UNDO, "op.sequences().drop(\"notice_number\", s -> s.startWith(1000));"),
            Map.entry(
                    Rule.CONCURRENTLY_CORRUPTS_INDEX,
                    "op.autocommit(() -> op.alterTable(\"district\", t ->"
                            + " t.addIndex(\"ix_district_code\").on(\"code\").concurrently()));"),
            Map.entry(
                    Rule.INDEX_OF_MANY_COLUMNS,
                    "op.autocommit(() -> op.alterTable(\"district\", t ->"
                            + " t.addIndex(\"ix_district\").on(\"county_id\", \"code\", \"rate\","
                            + " \"id\").concurrently()));"),
            Map.entry(Rule.DEFAULT_DROPPED, """
                op.alterTable("district", t -> {
                    t.addColumn("kind", text()).notNull().defaultValue("SCHOOL");
                    t.changeDefault("kind").from("SCHOOL").toNone();
                });\
                """),
            Map.entry(Rule.NULL_ALLOWED, "op.alterTable(\"district\", t -> t.dropNotNull(\"name\"));"),
            Map.entry(Rule.ROW_SECURITY_HIDES_ROWS, "op.alterTable(\"district\", t -> t.enableRowSecurity());"),
            Map.entry(Rule.DETACH_BLOCKS, "op.execute(\"alter table reading detach partition reading_2024\");"),
            Map.entry(Rule.DEFERRED_CHECKS_PENDING, """
                op.insert("district").columns("id", "county_id").row(1, 1);
                op.alterTable("district", t -> t.addColumn("kind", text()));\
                """),
            Map.entry(Rule.LOCK_HELD_MEANWHILE, """
                op.alterTable("district", t -> t.addColumn("kind", text()));
                op.execute("update district set kind = 'SCHOOL' where rate > 0");\
                """),
            Map.entry(Rule.SEVERAL_TABLES_LOCKED, """
                op.alterTable("office", t -> t.addForeignKey("fk_office_district").on("district_id")
                        .references("district", "id").notValid());
                op.alterTable("district", t -> t.dropForeignKey("fk_district_county"));\
                """),
            Map.entry(Rule.GRANT_TO_PUBLIC, "op.grant(\"select\").onTable(\"district\").role(\"public\");")));

    @Test
    void the_page_shows_every_rule_and_what_it_says() throws IOException {
        Map<Rule, List<Hazard>> hazards = hazards();
        StringBuilder rules = new StringBuilder();
        for (Rule rule : Rule.values()) {
            rules.append(section(
                    rule,
                    hazards.getOrDefault(rule, List.of()).stream()
                            .filter(h -> h.rule() == rule)
                            .toList()));
        }
        String page = Files.readString(MANUAL);
        String written = page.substring(0, page.indexOf(MARK) + MARK.length()) + rules;
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(MANUAL, written);
        }
        assertThat(written).as("written anew with -Dgolden=write").isEqualTo(Files.readString(MANUAL));
    }

    /** Steps whose remedies are run besides those of the page. */
    private static final List<String> MORE = List.of(
            "op.alterTable(\"district\", t -> t.addUnique(\"ux_code\").on(\"code\"));",
            "op.alterTable(\"county\", t -> t.addCheck(\"ck_id\").that(\"id > 0\"));",
            "op.alterTable(\"district\", t -> t.addForeignKey(\"fk_county\").on(\"county_id\").references(\"county\","
                    + " \"id\").onDelete(com.levymaster.migrate.schema.ForeignKey.Action.CASCADE));",
            "op.alterTable(\"district\", t -> t.addColumn(\"key\", uuid()).defaultSql(\"gen_random_uuid()\"));",
            "op.execute(\"create unique index ux_rate on only public.district (rate desc) where rate > 0\");",
            "op.execute(\"alter table district alter code set not null, add constraint ck_rate check (rate > 0)\");",
            "op.execute(\"alter table district add unique (code, rate), alter column rate type numeric(12, 6)\");",
            "op.execute(\"alter table district add constraint fk foreign key (county_id) references county (id)\");",
            "op.execute(\"reindex (verbose) table district\");",
            "op.alterTable(\"reading\", t -> t.addIndex(\"ix_reading_id\").on(\"id\"));",
            "op.alterTable(\"district\", t -> t.addColumn(\"share\", domain(\"percent\")));",
            "op.alterTable(\"district\", t -> t.changeType(\"name\").from(varchar(40)).to(varchar(60)));",
            "op.execute(\"alter table district alter name type varchar(60)\");",
            "op.alterTable(\"office\", t -> t.addPrimaryKey(\"pk_office\").on(\"id\").usingIndex(\"ux_office_id\"));",
            "op.execute(\"alter table office add constraint pk_office primary key using index ux_office_id\");",
            "op.types().alterDomain(\"percent\", numeric(5, 2)).from(d -> d.check(\"ck_percent\", \"value between 0"
                    + " and 100\")).to(d -> { d.check(\"ck_percent\", \"value between 0 and 100\");"
                    + " d.check(\"ck_positive\", \"value > 0\"); });",
            "op.execute(\"alter domain percent add constraint ck_positive check (value > 0)\");",
            "op.execute(\"alter table reading attach partition reading_2025 for values from (2025) to (maxvalue)\");",
            "op.execute(\"alter type status rename value 'OPEN' to 'NEW'\");",
            "op.types().renameEnumValue(\"status\", \"OPEN\").to(\"NEW\");",
            "op.execute(\"alter table district enable row level security\");");

    @Test
    void the_code_of_every_remedy_runs() {
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put("Before", source("Before", BEFORE));
        Map<String, List<String>> revisions = new LinkedHashMap<>();
        EXAMPLES.forEach((rule, java) -> revisions.put(java, new ArrayList<>()));
        MORE.forEach(java -> revisions.put(java, new ArrayList<>()));
        hazards(List.copyOf(revisions.keySet())).forEach((java, hazards) -> {
            List<String> names = revisions.getOrDefault(java, List.of());
            if (java.equals(EXAMPLES.get(Rule.FOREIGN_KEY_WITHOUT_INDEX))) {
                names.add(add(sources, java));
            }
            hazards.stream()
                    .flatMap(hazard -> hazard.remedy().lines())
                    .map(String::strip)
                    .filter(line -> line.startsWith("op."))
                    .distinct()
                    .forEach(line -> names.add(add(sources, line)));
        });
        Compiled compiled = Compiled.leniently(sources);
        try (TestDatabase database = TestDatabase.create()) {
            revisions.forEach((java, names) -> {
                database.empty();
                List<RevisionDefinition> chain = new ArrayList<>();
                chain.add(base("Before", compiled.migration("Before")::upgrade));
                for (String name : names) {
                    chain.add(
                            after(chain.get(chain.size() - 1).header().id(), name, compiled.migration(name)::upgrade));
                }
                assertThatCode(() -> migrator(database.dataSource(), chain.toArray(RevisionDefinition[]::new))
                                .upgrade())
                        .as(java)
                        .doesNotThrowAnyException();
            });
        }
        assertThat(MORE)
                .allSatisfy(java -> assertThat(revisions.get(java)).as(java).isNotEmpty());
    }

    private static String add(Map<String, String> sources, String line) {
        String name = "Remedy" + sources.size();
        sources.put(name, source(name, line));
        return name;
    }

    private static Map<String, List<Hazard>> hazards(List<String> steps) {
        Map<String, String> sources = new HashMap<>();
        sources.put("Before", source("Before", BEFORE));
        for (int i = 0; i < steps.size(); i++) {
            sources.put("Steps" + i, source("Steps" + i, steps.get(i)));
        }
        Compiled compiled = Compiled.leniently(sources);
        DatabaseSchema before = OperationList.apply(
                Compiled.said(compiled.migration("Before")::upgrade), DatabaseSchema.empty("public"));
        Map<String, List<Hazard>> hazards = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Operation> recorded = Compiled.said(compiled.migration("Steps" + i)::upgrade);
            int version = steps.get(i).equals(EXAMPLES.get(Rule.CONCURRENTLY_CORRUPTS_INDEX)) ? 140_002 : 180_000;
            hazards.put(
                    steps.get(i), Lint.thorough(LintSettings.DEFAULT, version).revision(recorded, before));
        }
        return hazards;
    }

    private static Map<Rule, List<Hazard>> hazards() {
        Map<Rule, List<Hazard>> hazards = new EnumMap<>(Rule.class);
        Map<String, List<Hazard>> bySteps = hazards(List.copyOf(EXAMPLES.values()));
        EXAMPLES.forEach((rule, java) -> hazards.put(rule, bySteps.get(java)));
        return hazards;
    }

    private static String section(Rule rule, List<Hazard> hazards) {
        assertThat(hazards).as(rule.id()).isNotEmpty();
        return "\n### " + rule.id() + "\n\n" + rule.meaning() + " Severity: "
                + rule.severity().name().toLowerCase(Locale.ROOT) + "."
                + (rule.versions().startsWith("all") ? "" : " PostgreSQL " + rule.versions() + ".") + "\n\n```java\n"
                + EXAMPLES.get(rule)
                + "\n```\n\n```\n" + hazards.get(0).toString().replace(System.lineSeparator(), "\n") + "\n```\n";
    }

    private static String source(String name, String body) {
        return "import static com.levymaster.migrate.Types.*;\n"
                + "import com.levymaster.migrate.*;\n"
                + "import com.levymaster.migrate.op.*;\n"
                + "class "
                + name
                + " implements Migration {\npublic void upgrade(Operations op) {\n" + body
                + "\n}\npublic void downgrade(Operations op) {}\n}\n";
    }
}
