package com.levymaster.migrate.autogenerate;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.numeric;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.levymaster.migrate.diff.RenameCandidate;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AutogenerateTest {

    private static final RevisionHeader HEADER =
            RevisionHeader.of("7c1e5b0a", "5b0a91d3").withMessage("change it");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @Test
    void nothing_to_do_writes_nothing() {
        database.execute("create table county (id bigint primary key)");

        Comparison comparison = compare(AutogenerateOptions.DEFAULT, AutogenerateTest::county);

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(new Autogenerate(AutogenerateOptions.DEFAULT).draft(comparison, HEADER, ""))
                .isEmpty();
    }

    @Test
    void a_drop_beside_a_likely_match_is_ambiguous_and_fails_with_the_annotation_and_the_option() {
        database.execute("create table county (id bigint primary key, label varchar(20))");

        Comparison comparison = compare(AutogenerateOptions.DEFAULT, AutogenerateTest::countyWithName);

        assertThat(comparison.isAmbiguous()).isTrue();
        assertThat(comparison.isEmpty()).isFalse();
        assertThat(comparison.ambiguousRenames())
                .extracting(RenameCandidate::former, RenameCandidate::to)
                .containsExactly(tuple("county.label", "name"));
        assertThatThrownBy(comparison::operations).isInstanceOf(AmbiguousRenameException.class);
        assertThatThrownBy(() -> new Autogenerate(AutogenerateOptions.DEFAULT).draft(comparison, HEADER, ""))
                .isInstanceOf(AmbiguousRenameException.class)
                .hasMessageContaining("county.label is dropped and name is added")
                .hasMessageContaining("@RenamedFrom(\"label\")")
                .hasMessageContaining("--rename county.label=name")
                .hasMessageContaining("--drop county.label");
    }

    @Test
    void a_rename_that_was_said_keeps_the_rows_and_goes_back() {
        database.execute("create table county (id bigint primary key, label varchar(20))");
        RenameHint hint = RenameHint.column(ObjectName.of("county"), "name", "label", "--rename county.label=name");

        Comparison comparison =
                compare(AutogenerateOptions.DEFAULT.withRenames(List.of(hint)), AutogenerateTest::countyWithName);

        assertThat(described(comparison)).containsExactly("rename column county.label to name");
        assertThat(comparison.downgrade()).hasSize(1);
    }

    @Test
    void a_rename_that_was_done_is_reported_as_stale() {
        database.execute("create table county (id bigint primary key, name varchar(20))");
        RenameHint hint = RenameHint.column(ObjectName.of("county"), "name", "label", "@RenamedFrom on County.name");

        Comparison comparison =
                compare(AutogenerateOptions.DEFAULT.withRenames(List.of(hint)), AutogenerateTest::countyWithName);

        assertThat(comparison.warnings())
                .containsExactly("@RenamedFrom on County.name is obsolete: the column is already named county.name."
                        + " Delete it.");
    }

    @Test
    void data_is_lost_only_with_consent_and_the_rows_are_counted() {
        database.execute(
                "create table county (id bigint primary key, label text)",
                "insert into county values (1, 'Benton'), (2, null)");

        Comparison comparison = compare(AutogenerateOptions.DEFAULT, AutogenerateTest::county);

        assertThatThrownBy(() -> new Autogenerate(AutogenerateOptions.DEFAULT).draft(comparison, HEADER, ""))
                .isInstanceOf(DestructiveChangeException.class)
                .hasMessageContaining("the column county.label is dropped with its values in 1 row")
                .hasMessageContaining("--allow-destructive");
        String source = new Autogenerate(AutogenerateOptions.DEFAULT.allowingDestructive())
                .draft(comparison, HEADER, "")
                .map(Draft::source)
                .orElseThrow();
        assertThat(source)
                .contains("// REVIEW: the column county.label is dropped with its values in 1 row")
                .contains("t.dropColumn(\"label\").was(text());")
                .contains("t.addColumn(\"label\", text());");
    }

    @Test
    void a_required_column_comes_in_three_steps_where_rows_are() {
        database.execute("create table county (id bigint primary key)", "insert into county values (1)");

        Comparison comparison = compare(
                AutogenerateOptions.DEFAULT,
                op -> op.createTable("county", t -> {
                    t.column("id", bigint()).notNull();
                    t.column("name", varchar(20)).notNull();
                    t.primaryKey("pk_county").on("id");
                }));

        assertThat(described(comparison))
                .containsExactly(
                        "add column county.name character varying(20)",
                        "execute update county set name = '***' where name is null",
                        "set not null on county.name");
    }

    @Test
    void what_no_entity_maps_is_listed_and_stays() {
        database.execute(
                "create table county (id bigint primary key)",
                "create table legacy (x text)",
                "create sequence old_seq",
                "create table flyway_schema_history (x text)",
                "create table levymaster_version (x text)");

        Comparison comparison = compare(AutogenerateOptions.DEFAULT, AutogenerateTest::county);

        assertThat(comparison.isEmpty()).isTrue();
        assertThat(comparison.unmapped()).containsExactly(ObjectName.of("legacy"), ObjectName.of("old_seq"));
        assertThat(described(compare(AutogenerateOptions.DEFAULT.includingUnmapped(), AutogenerateTest::county)))
                .containsExactly("drop table legacy", "drop sequence old_seq");
    }

    @Test
    void filters_and_hooks_leave_out_what_they_name() {
        database.execute("create table county (id bigint primary key)", "create table tmp_x (x text)");
        AutogenerateOptions excluding = AutogenerateOptions.DEFAULT
                .includingUnmapped()
                .withFilter(ObjectFilter.all().excluding(Set.of("tmp_*")));
        AutogenerateOptions hooked = AutogenerateOptions.DEFAULT
                .includingUnmapped()
                .withHooks(List.of(new AutogenerateHook() {
                    @Override
                    public boolean includes(ObjectName object) {
                        return !object.name().equals("tmp_x");
                    }
                }));

        assertThat(compare(excluding, AutogenerateTest::county).isEmpty()).isTrue();
        assertThat(compare(hooked, AutogenerateTest::county).isEmpty()).isTrue();
    }

    @Test
    void a_hook_changes_the_operations_and_decides_on_types() {
        database.execute("create table county (id bigint primary key, name text)");
        AutogenerateOptions options = AutogenerateOptions.DEFAULT.withHooks(List.of(new AutogenerateHook() {
            @Override
            public List<Operation> revise(List<Operation> operations) {
                return List.of();
            }
        }));
        AutogenerateOptions sameTypes = AutogenerateOptions.DEFAULT.withHooks(List.of(new AutogenerateHook() {
            @Override
            public Optional<Boolean> typesDiffer(
                    ObjectName table,
                    com.levymaster.migrate.schema.Column actual,
                    com.levymaster.migrate.schema.Column desired) {
                return Optional.of(false);
            }
        }));

        assertThat(compare(options, AutogenerateTest::countyWithName).isEmpty()).isTrue();
        assertThat(compare(sameTypes, AutogenerateTest::countyWithName).isEmpty())
                .isTrue();
        assertThat(compare(AutogenerateOptions.DEFAULT, AutogenerateTest::countyWithName)
                        .isEmpty())
                .isFalse();
    }

    @Test
    void a_key_over_columns_that_allowed_null_is_undone_whole() {
        database.execute("create table county (id bigint)");
        Comparison comparison = compare(AutogenerateOptions.DEFAULT, AutogenerateTest::county);

        assertThat(described(comparison))
                .containsExactly("set not null on county.id", "add primary key pk_county on county");
        assertThat(comparison.downgrade())
                .extracting(step -> step.operation().describe())
                .containsExactly("drop constraint pk_county of county", "drop not null of county.id");
    }

    @Test
    void a_serial_column_becomes_an_identity_that_goes_on_counting() {
        database.execute("create table county (id bigserial primary key)", "insert into county values (default)");

        Comparison comparison = compare(
                AutogenerateOptions.DEFAULT.allowingDestructive(),
                op -> op.createTable("county", t -> {
                    t.column("id", bigint()).identity();
                    t.primaryKey("pk_county").on("id");
                }));

        assertThat(described(comparison))
                .containsExactly(
                        "set owner of sequence county_id_seq to none",
                        "drop default of county.id",
                        "set identity of county.id",
                        "execute select pg_catalog.setval(pg_catalog.pg_get_serial_sequence(…",
                        "drop sequence county_id_seq");
    }

    @Test
    void a_sequence_goes_on_counting_after_the_rows_of_its_table() {
        database.execute("create table county (id bigint primary key)", "insert into county values (7)");

        Comparison comparison = compare(AutogenerateOptions.DEFAULT, op -> {
            county(op);
            op.sequences().create("county_seq", s -> s.incrementBy(50));
        });

        assertThat(described(comparison))
                .containsExactly(
                        "create sequence county_seq",
                        "execute select pg_catalog.setval('***'::pg_catalog.regclass, used) …");
    }

    @Test
    void a_pattern_may_name_a_schema_and_holds_for_sequences_too() {
        AutogenerateOptions options = AutogenerateOptions.DEFAULT.withFilter(
                ObjectFilter.all().including(List.of("public.c*")).excluding(List.of("*_seq", "audit.*")));

        Comparison comparison = compare(options, op -> {
            county(op);
            op.sequences().create("county_seq");
            op.createTable("district", t -> t.column("id", bigint()));
            op.createSchema("audit");
            op.createTable("audit.county", t -> t.column("id", bigint()));
        });

        assertThat(described(comparison)).contains("create table county").noneMatch(step -> step.contains("district"));
        assertThat(described(comparison)).noneMatch(step -> step.contains("sequence"));
        assertThat(described(comparison)).doesNotContain("create table audit.county");
    }

    @Test
    void blanks_brackets_and_case_are_no_difference_where_no_server_can_be_asked() {
        DatabaseSchema known = schema(op -> op.createTable("county", t -> {
            t.column("code", bigint()).defaultSql("NEXTVAL('codes')");
            t.check("ck_code").that("(code > 0 AND code<10)");
            t.index("ix_code").onExpression("(Abs(code))").where("(code > 5)");
        }));
        DatabaseSchema wanted = schema(op -> op.createTable("county", t -> {
            t.column("code", bigint()).defaultSql("nextval('codes')");
            t.check("ck_code").that("code>0 and code < 10");
            t.index("ix_code").onExpression("abs( code )").where("code>5");
        }));

        Comparison comparison = new Autogenerate(AutogenerateOptions.DEFAULT).compare(DesiredModel.of(wanted), known);

        assertThat(described(comparison)).isEmpty();
        assertThat(described(new Autogenerate(AutogenerateOptions.DEFAULT)
                        .compare(DesiredModel.of(schema(AutogenerateTest::county)), schema(op -> {}))))
                .containsExactly("create table county");
    }

    @Test
    void a_role_that_may_not_read_or_make_temporary_tables_gets_a_clear_answer() throws SQLException {
        database.execute(
                "create table county (id bigint primary key, code int check (code > 0), rate numeric(8, 2) check (rate >= 0), name text)",
                "revoke temp on database " + database.name() + " from public",
                "insert into county values (1, 1, 5, 'Benton')");
        TestDatabase.Login login = database.role();
        Consumer<Operations> model = op -> op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("code", com.levymaster.migrate.Types.integer());
            t.primaryKey("pk_county").on("id");
            t.column("rate", numeric(8, 2));
            t.check("ck_county_code").that("(code>0)");
            t.check("ck_county_rate").that("rate >= 0");
        });
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password())) {
            Autogenerate autogenerate = new Autogenerate(AutogenerateOptions.DEFAULT);
            DesiredModel desired = DesiredModel.of(schema(model));
            assertThatThrownBy(() -> autogenerate.compare(desired, connection))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("The rows of county cannot be counted")
                    .hasMessageContaining("permission denied for table county");

            database.execute("grant select on county to public");
            Comparison comparison = autogenerate.compare(desired, connection);

            assertThat(described(comparison)).containsExactly("drop column county.name");
            assertThat(comparison.warnings()).singleElement().asString().contains("were compared as text");
        }
    }

    private Comparison compare(AutogenerateOptions options, Consumer<Operations> desired) {
        DatabaseSchema schema = schema(desired);
        try (Connection connection = database.connection()) {
            return new Autogenerate(options).compare(DesiredModel.of(schema), connection);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static DatabaseSchema schema(Consumer<Operations> body) {
        return OperationList.apply(Compiled.said(body), DatabaseSchema.empty("public"));
    }

    static void county(Operations op) {
        op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.primaryKey("pk_county").on("id");
        });
    }

    private static void countyWithName(Operations op) {
        op.createTable("county", t -> {
            t.column("id", bigint()).notNull();
            t.column("name", varchar(20));
            t.primaryKey("pk_county").on("id");
        });
    }

    private static List<String> described(Comparison comparison) {
        return comparison.operations().stream().map(Operation::describe).toList();
    }
}
