package com.levymaster.migrate.autogenerate;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.command.ContractPolicy;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Tables that were there before the revisions; each draft up, down, and with what both builds write meanwhile. */
@TestInstance(Lifecycle.PER_CLASS)
class PhasedDraftTest {

    private static final String MARKER = "<!-- phased: written by PhasedDraftTest -->";

    @AutoClose
    private final TestDatabase database = TestDatabase.keepingConnections();

    private final Consumer<Operations> parcel = op -> {
        op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.primaryKey("county_pkey").on("id");
        });
        op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.column("number", varchar(20)).notNull().defaultValue("none");
            t.column("county_id", bigint());
            t.primaryKey("parcel_pkey").on("id");
            t.unique("uq_parcel").on("number", "county_id");
            t.index("ix_parcel").on("number");
            t.check("ck_parcel").that("number <> ''");
            t.foreignKey("fk_parcel").on("county_id").references("county", "id");
        });
    };

    private AutogenerateOptions options = AutogenerateOptions.DEFAULT.allowingDestructive();
    private Migrator migrator = Migrator.builder(database.dataSource()).build();
    private Consumer<Operations> model = op -> {};

    @AfterEach
    void empty() {
        database.empty();
        options = AutogenerateOptions.DEFAULT.allowingDestructive();
    }

    private void parcelWithCode(String... rows) {
        database.execute(
                "create table county (id bigint primary key)",
                "insert into county values (1), (2)",
                "create table parcel (id bigint primary key, code varchar(20) not null default 'none' check (code <>"
                        + " ''), county_id bigint references county, constraint uq_parcel unique (code, county_id))",
                "alter table parcel rename constraint parcel_code_check to ck_parcel",
                "alter table parcel rename constraint parcel_county_id_fkey to fk_parcel",
                "create index ix_parcel on parcel (code)");
        database.execute(rows);
    }

    @Test
    void a_renamed_column_is_written_by_both_builds() {
        parcelWithCode("insert into parcel values (1, 'a', 1), (2, 'b', 2)");
        options =
                options.withRenames(List.of(RenameHint.column(ObjectName.of("parcel"), "number", "code", "--rename")));
        draft(parcel);

        migrator.upgrade();
        database.execute(
                "insert into parcel (id, code) values (3, 'old')",
                "insert into parcel (id, number) values (4, 'new')",
                "insert into parcel (id) values (5)",
                "update parcel set code = 'older' where id = 1",
                "update parcel set number = 'newer' where id = 2",
                "update parcel set county_id = 2 where id = 3");
        assertThat(rows("id || code || number")).isEqualTo("1olderolder 2newernewer 3oldold 4newnew 5nonenone");
        assertThat(differences()).isEmpty();
        assertThatThrownBy(() -> database.execute("insert into parcel (id, number) values (6, '')"))
                .hasMessageContaining("ck_parcel");

        contract();
        assertThat(rows("id || number")).isEqualTo("1older 2newer 3old 4new 5none");
        database.execute("insert into parcel (id) values (7)");
        assertThat(differences()).isEmpty();
        assertThat(leftovers()).isZero();

        migrator.downgrade("e1");
        database.execute("insert into parcel (id, code) values (8, 'again')");
        assertThat(rows("id || code || number"))
                .isEqualTo("1olderolder 2newernewer 3oldold 4newnew 5nonenone 7nonenone 8againagain");
        migrator.downgrade("a0");
        assertThat(rows("id || code")).isEqualTo("1older 2newer 3old 4new 5none 7none 8again");
        assertThat(constraints()).isEqualTo("ck_parcel fk_parcel ix_parcel parcel_pkey uq_parcel");
        assertThat(leftovers()).isZero();
    }

    @Test
    void a_renamed_column_of_another_schema_with_quoted_names() {
        database.execute(
                "create schema \"My Schema\"",
                "create table \"My Schema\".\"The Parcel\" (id bigint primary key, \"Old Code\" text not null)",
                "create index \"The Index\" on \"My Schema\".\"The Parcel\" (lower(\"Old Code\"))",
                "insert into \"My Schema\".\"The Parcel\" values (1, 'a')");
        options = options.withRenames(List.of(
                RenameHint.column(ObjectName.of("My Schema", "The Parcel"), "New Code", "Old Code", "--rename")));
        draft(op -> op.inSchema("My Schema").createTable("The Parcel", t -> {
            t.column("id", bigint()).notNull();
            t.column("New Code", text()).notNull();
            t.primaryKey("The Parcel_pkey").on("id");
            t.index("The Index").onExpression("lower(\"New Code\")");
        }));

        migrator.upgrade();
        database.execute(
                "insert into \"My Schema\".\"The Parcel\" (id, \"Old Code\") values (2, 'old')",
                "insert into \"My Schema\".\"The Parcel\" (id, \"New Code\") values (3, 'new')");
        contract();
        assertThat(differences()).isEmpty();
        migrator.downgrade("a0");
        assertThat(one("select string_agg(id || \"Old Code\", ' ' order by id) from \"My Schema\".\"The Parcel\""))
                .isEqualTo("1a 2old 3new");
    }

    @Test
    void a_dropped_column_is_optional_first() {
        database.execute(
                "create table parcel (id bigint primary key, code text not null)",
                "insert into parcel values (1, 'a')");
        options = options.strictly();
        draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.primaryKey("parcel_pkey").on("id");
        }));

        migrator.upgrade();
        database.execute("insert into parcel (id) values (2)", "insert into parcel values (3, 'old')");
        assertThat(differences()).isEmpty();
        contract();
        assertThat(columns()).isEqualTo("id");
        migrator.downgrade("e1");
        database.execute("insert into parcel (id) values (4)", "insert into parcel values (5, 'old')");
        migrator.downgrade("a0");
        assertThat(one("select count(*)::text from parcel where code is null")).isEqualTo("0");
    }

    @Test
    void a_dropped_table_is_one_contract_revision() {
        database.execute("create table parcel (id bigint primary key)", "create table county (id bigint primary key)");
        options = options.includingUnmapped();
        List<Draft> drafts = draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.primaryKey("parcel_pkey").on("id");
        }));

        assertThat(drafts).hasSize(1);
        assertThat(drafts.get(0).source()).contains("phase = Phase.CONTRACT").contains("op.dropTable(\"county\")");
        migrator.upgrade();
        assertThat(differences()).isEmpty();
        contract();
        assertThat(one("select to_regclass('county')::text")).isNull();
        migrator.downgrade("a0");
        assertThat(one("select to_regclass('county')::text")).isEqualTo("county");
    }

    @Test
    void a_renamed_table_is_written_through_a_view_of_its_former_name() {
        database.execute(
                "create table plot (id bigint primary key, code text default 'x')", "insert into plot values (1)");
        options = options.withRenames(List.of(RenameHint.table(ObjectName.of("parcel"), "plot", "--rename-table")));
        draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.column("code", text()).defaultValue("x");
            t.primaryKey("parcel_pkey").on("id");
        }));

        migrator.upgrade();
        database.execute(
                "insert into plot (id) values (2)",
                "insert into parcel (id) values (3)",
                "update plot set code = 'old' where id = 3",
                "insert into plot (id) values (2) on conflict (id) do update set code = 'again'");
        assertThat(rows("id || code")).isEqualTo("1x 2again 3old");
        assertThat(differences()).isEmpty();
        contract();
        assertThat(one("select to_regclass('plot')::text")).isNull();
        migrator.downgrade("e1");
        database.execute("insert into plot (id) values (4)");
        migrator.downgrade("a0");
        assertThat(one("select string_agg(id || code, ' ' order by id) from plot"))
                .isEqualTo("1x 2again 3old 4x");
    }

    @Test
    void a_changed_type_is_prepared_beside_the_old_one() {
        database.execute(
                "create table parcel (id bigint primary key, code integer not null default 7)",
                "create index ix_parcel on parcel (code)",
                "insert into parcel select g, g * 10 from generate_series(1, 3) g");
        draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.column("code", bigint()).notNull().defaultValue(7);
            t.primaryKey("parcel_pkey").on("id");
            t.index("ix_parcel").on("code");
        }));

        migrator.upgrade();
        database.execute("insert into parcel (id) values (4)", "update parcel set code = 11 where id = 1");
        assertThat(differences()).isEmpty();
        contract();
        assertThat(rows("id || ':' || code || pg_typeof(code)"))
                .isEqualTo("1:11bigint 2:20bigint 3:30bigint 4:7bigint");
        assertThat(differences()).isEmpty();
        assertThat(leftovers()).isZero();
        migrator.downgrade("e1");
        database.execute("update parcel set code = 12 where id = 1");
        migrator.downgrade("a0");
        assertThat(rows("id || ':' || code || pg_typeof(code)"))
                .isEqualTo("1:12integer 2:20integer 3:30integer 4:7integer");
        assertThat(leftovers()).isZero();
    }

    @Test
    void what_the_previous_build_leaves_null_is_filled_until_null_is_forbidden() {
        database.execute(
                "create table parcel (id bigint primary key, code text)",
                "insert into parcel values (1, null), (2, 'b')");
        draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.column("code", text()).notNull();
            t.column("size", integer()).notNull();
            t.primaryKey("parcel_pkey").on("id");
        }));

        migrator.upgrade();
        database.execute("insert into parcel (id) values (3)", "update parcel set code = null where id = 2");
        assertThat(one("select count(*)::text from parcel where code is null or size is null"))
                .isEqualTo("0");
        assertThat(differences()).isEmpty();
        contract();
        assertThat(differences()).isEmpty();
        assertThat(leftovers()).isZero();
        assertThatThrownBy(() -> database.execute("insert into parcel (id) values (4)"))
                .hasMessageContaining("not-null");
        migrator.downgrade("e1");
        database.execute("insert into parcel (id) values (4)");
        migrator.downgrade("a0");
        assertThat(columns()).isEqualTo("id code");
        assertThat(leftovers()).isZero();
    }

    @Test
    void an_expansion_that_was_interrupted_continues_and_can_be_reverted() {
        parcelWithCode("insert into parcel values (1, 'a', 1), (2, 'a', 1 + 1)");
        options =
                options.withRenames(List.of(RenameHint.column(ObjectName.of("parcel"), "number", "code", "--rename")));
        draft(parcel);
        database.execute(
                "create function fails() returns trigger language plpgsql as 'begin raise exception ''stop''; end'",
                "create trigger a before update on parcel for each row execute function fails()");
        Migrator impatient = migrator.withSettings(Revisions.IMPATIENT);

        assertThatThrownBy(impatient::upgrade).hasMessageContaining("backfill parcel number");
        assertThat(one("select count(*)::text from levymaster_version")).isEqualTo("1");
        database.execute("insert into parcel (id, code) values (3, 'meanwhile')");
        database.execute("drop trigger a on parcel");
        impatient.upgrade();
        assertThat(rows("id || number")).isEqualTo("1a 2a 3meanwhile");
        contract();
        migrator.downgrade("a0");
        assertThat(rows("id || code")).isEqualTo("1a 2a 3meanwhile");
    }

    @Test
    void what_is_written_while_a_renamed_column_is_filled_again_loses_nothing() {
        parcelWithCode("insert into parcel values (1, 'a', 1), (2, 'b', 1), (3, 'c', 1)");
        options =
                options.withRenames(List.of(RenameHint.column(ObjectName.of("parcel"), "number", "code", "--rename")));
        draft(parcel);
        migrator.upgrade();
        contract();
        revertHalf();

        database.execute(
                "update parcel set county_id = 2 where id = 1",
                "update parcel set number = 'new' where id = 2",
                "insert into parcel (id, number) values (4, 'd')");
        migrator.downgrade("e1");
        assertThat(rows("id || code || number")).isEqualTo("1aa 2newnew 3cc 4dd");
        database.execute("update parcel set code = 'old' where id = 1");
        migrator.downgrade("a0");
        assertThat(rows("id || code")).isEqualTo("1old 2new 3c 4d");
        assertThat(leftovers()).isZero();
    }

    @Test
    void what_is_written_while_a_column_of_the_former_type_is_filled_again_loses_nothing() {
        database.execute(
                "create table parcel (id bigint primary key, code integer, note text)",
                "insert into parcel select g, g * 10 from generate_series(1, 3) g");
        draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.column("code", bigint());
            t.column("note", text());
            t.primaryKey("parcel_pkey").on("id");
        }));
        migrator.upgrade();
        contract();
        revertHalf();

        database.execute(
                "update parcel set note = 'n' where id = 1",
                "update parcel set code = 21 where id = 2",
                "insert into parcel (id, code) values (4, 40), (5, null)");
        migrator.downgrade("e1");
        assertThat(rows("id || ':' || coalesce(code, 0)")).isEqualTo("1:10 2:21 3:30 4:40 5:0");
        migrator.downgrade("a0");
        assertThat(rows("id || ':' || coalesce(code, 0)")).isEqualTo("1:10 2:21 3:30 4:40 5:0");
        assertThat(leftovers()).isZero();
    }

    /** Reverts the contract revision until it fills the old column. */
    private void revertHalf() {
        database.execute(
                "create function fails() returns trigger language plpgsql as 'begin raise exception ''stop''; end'",
                "create trigger a before update on parcel for each row execute function fails()");
        Migrator impatient = migrator.withSettings(Revisions.IMPATIENT);
        assertThatThrownBy(() -> impatient.downgrade("e1")).hasMessageContaining("backfill parcel");
        database.execute("drop trigger a on parcel");
    }

    @Test
    void old_and_new_build_run_side_by_side_without_a_failed_request() throws Exception {
        database.execute(
                "create table parcel (id bigserial primary key, code text not null, area integer not null default 1,"
                        + " note text not null, owner text)",
                "create index ix_parcel on parcel (code)",
                "insert into parcel (code, note) select 'c' || g, 'n' from generate_series(1, 5000) g");
        options = options.strictly()
                .withRenames(List.of(RenameHint.column(ObjectName.of("parcel"), "number", "code", "--rename")));
        draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull().defaultSql("nextval('parcel_id_seq'::regclass)");
            t.column("number", text()).notNull();
            t.column("area", bigint()).notNull().defaultValue(1);
            t.column("owner", text()).notNull();
            t.primaryKey("parcel_pkey").on("id");
            t.index("ix_parcel").on("number");
        }));
        migrator = migrator.withSettings(migrator.settings().withApplication("levy", "1.1"));
        Migrator contracting = migrator.withSettings(migrator.settings().withContract(ContractPolicy.RUN));

        try (Traffic older = new Traffic(
                        database,
                        "levy 1.0",
                        List.of(
                                "insert into parcel (code, area, note, owner) values ('o', 2, 'n', null)",
                                "update parcel set code = code || 'x', owner = null where id = 1 + floor(random() *"
                                        + " 5000)",
                                "select id, code, area, note, owner from parcel where code = 'c7'"));
                Traffic newer = new Traffic(
                        database,
                        "levy 1.1",
                        List.of(
                                "insert into parcel (number, area, owner) values ('n', 3, 'me')",
                                "update parcel set number = number || 'y', area = area + 1 where id = 1 +"
                                        + " floor(random() * 5000)",
                                "select id, number, area, owner from parcel where number = 'c7' and owner is not"
                                        + " null"))) {
            older.start();
            older.awaitRequests(20);
            migrator.upgrade();
            newer.start();
            newer.awaitRequests(20);
            older.awaitRequests(20);
            assertThatThrownBy(contracting::upgrade).hasMessageContaining("Connected: levy 1.0");
            assertThat(one("select count(*)::text from parcel where code is distinct from number or owner is null"))
                    .isEqualTo("0");
            older.close();
            assertThat(contracting.upgrade().after()).containsExactly("c1");
            newer.awaitRequests(20);
            newer.close();
            assertThat(older.failures()).isEmpty();
            assertThat(newer.failures()).isEmpty();
        }
        assertThat(differences()).isEmpty();
        assertThat(leftovers()).isZero();
    }

    @Test
    void the_page_shows_the_revisions_of_a_renamed_column_as_they_are_drafted_and_run() throws IOException {
        database.execute(
                "create table parcel (id bigint primary key, code text not null)",
                "insert into parcel values (1, 'a')");
        options =
                options.withRenames(List.of(RenameHint.column(ObjectName.of("parcel"), "number", "code", "--rename")));
        List<Draft> drafts = draft(op -> op.createTable("parcel", t -> {
            t.column("id", bigint()).notNull();
            t.column("number", text()).notNull();
            t.primaryKey("parcel_pkey").on("id");
        }));

        StringBuilder shown = new StringBuilder();
        for (Draft draft : drafts) {
            String source = draft.source();
            String upgrade = source.substring(
                    source.indexOf("@Revision"), source.indexOf("    @Override\n    public void downgrade"));
            shown.append("```java\n").append(upgrade.strip()).append("\n```\n\n");
        }
        assertPage(shown.toString());
        migrator.upgrade();
        contract();
        migrator.downgrade("a0");
        assertThat(rows("id || code")).isEqualTo("1a");
    }

    @Test
    void what_cannot_be_split_is_refused_with_all_reasons() {
        database.execute(
                "create table parcel (id bigint primary key, code text)",
                "create table tax (id bigint primary key, parcel_id bigint references parcel)");
        options = options.withRenames(List.of(
                RenameHint.column(ObjectName.of("parcel"), "parcel_id", "id", "--rename"),
                RenameHint.column(ObjectName.of("tax"), "tax_id", "id", "--rename")));
        Consumer<Operations> renamed = op -> {
            op.createTable("parcel", t -> {
                t.column("parcel_id", bigint()).notNull();
                t.column("code", text());
                t.primaryKey("parcel_pkey").on("parcel_id");
            });
            op.createTable("tax", t -> {
                t.column("tax_id", bigint()).notNull();
                t.column("parcel_id", bigint());
                t.primaryKey("tax_pkey").on("tax_id");
                t.foreignKey("tax_parcel_id_fkey").on("parcel_id").references("parcel", "parcel_id");
            });
        };

        assertThatThrownBy(() -> draft(renamed))
                .hasMessageContaining("rename column parcel.id to parcel_id: it is part of the primary key")
                .hasMessageContaining("rename column tax.id to tax_id: it is part of the primary key")
                .hasMessageContaining("without --phased");
    }

    @Test
    void row_security_and_a_sequence_that_is_renamed_with_its_table_are_refused() {
        database.execute(
                "create table plot (id bigint primary key, code text)",
                "create sequence plot_seq",
                "create table tax (id bigint primary key, code text)",
                "alter table plot enable row level security",
                "alter table tax enable row level security");
        options = options.withRenames(List.of(
                RenameHint.table(ObjectName.of("parcel"), "plot", "--rename-table"),
                RenameHint.column(ObjectName.of("tax"), "number", "code", "--rename")));
        Consumer<Operations> renamed = op -> {
            op.sequences().create("parcel_seq");
            op.createTable("parcel", t -> {
                t.column("id", bigint()).notNull();
                t.column("code", text());
                t.primaryKey("parcel_pkey").on("id");
            });
            op.createTable("tax", t -> {
                t.column("id", bigint()).notNull();
                t.column("number", text());
                t.primaryKey("tax_pkey").on("id");
            });
        };

        assertThatThrownBy(() -> draft(renamed))
                .hasMessageContaining("rename table plot to parcel: it has row security")
                .hasMessageContaining("rename sequence plot_seq to parcel_seq: the previous build uses the old name")
                .hasMessageContaining("rename column tax.code to number: its table has row security");
    }

    private static void assertPage(String shown) throws IOException {
        Path file = Path.of("..", "docs", "safety.md");
        String page = Files.readString(file);
        int begin = page.indexOf(MARKER) + MARKER.length();
        int end = page.indexOf("<!-- end -->", begin);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(file, page.substring(0, begin) + "\n\n" + shown + page.substring(end));
        } else {
            assertThat(page.substring(begin, end).strip()).isEqualTo(shown.strip());
        }
    }

    private List<Draft> draft(Consumer<Operations> desired) {
        model = desired;
        migrator = migrator(List.of());
        migrator.upgrade();
        RevisionHeader header = RevisionHeader.of("e1", "a0").withMessage("change parcel");
        Comparison comparison = migrator.compareEntities(desiredModel(), options);
        List<Draft> drafts = new Autogenerate(options).draftPhased(comparison, header, "c1", "phased");
        migrator = migrator(drafts);
        return drafts;
    }

    private Migrator migrator(List<Draft> drafts) {
        Map<String, String> sources = new LinkedHashMap<>();
        drafts.forEach(draft -> sources.put("phased." + draft.revision().className(), draft.source()));
        List<RevisionDefinition> revisions = new ArrayList<>();
        revisions.add(Revisions.base("a0", op -> {}));
        if (!sources.isEmpty()) {
            Compiled compiled = Compiled.of(sources);
            sources.keySet().forEach(name -> revisions.add(RevisionDefinition.of(compiled.migration(name))));
        }
        return Migrator.builder(database.dataSource()).scripts(revisions).build();
    }

    private void contract() {
        migrator.withSettings(migrator.settings().withContract(ContractPolicy.RUN_BESIDE_OLDER_BUILDS))
                .upgrade();
    }

    private DesiredModel desiredModel() {
        return DesiredModel.of(OperationList.apply(Compiled.said(model), DatabaseSchema.empty("public")));
    }

    private List<String> differences() {
        AutogenerateOptions plain = AutogenerateOptions.DEFAULT.strictly();
        return migrator.compareEntities(desiredModel(), plain).operations().stream()
                .map(Object::toString)
                .toList();
    }

    private String rows(String expression) {
        return one("select string_agg(" + expression + ", ' ' order by id) from parcel");
    }

    private String columns() {
        return one("select string_agg(attname, ' ' order by attnum) from pg_attribute"
                + " where attrelid = 'parcel'::regclass and attnum > 0 and not attisdropped");
    }

    private String constraints() {
        return one("select string_agg(name, ' ' order by name) from (select conname::text as name from pg_constraint"
                + " where conrelid = 'parcel'::regclass and contype <> 'n' union select relname from pg_index"
                + " join pg_class on pg_class.oid = indexrelid where indrelid = 'parcel'::regclass) n");
    }

    private long leftovers() {
        return Long.parseLong(one("select ((select count(*) from pg_trigger where not tgisinternal) + (select count(*)"
                + " from pg_proc where proname like 'zz_levymaster%') + (select count(*) from pg_class where relname like"
                + " '%\\_levymaster'))::text"));
    }

    private String one(String sql) {
        try (Connection connection = database.connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
