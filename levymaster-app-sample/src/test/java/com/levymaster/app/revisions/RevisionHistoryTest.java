package com.levymaster.app.revisions;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Walks the history up and down on a database of its own, without Spring's context. */
class RevisionHistoryTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final JdbcClient jdbc = database.jdbc();

    private final Migrator migrator = migrator(database);

    private static Migrator migrator(TestDatabase target) {
        return Migrator.builder(target.dataSource())
                .migrations(
                        new R1a2b3c4d5e6f_InitialMigration(),
                        new R2a3b4c5d6e7f_AddSearchIndexToPropertyTable(),
                        new R3b8d0e51c2f7_LetScheduledReportsNameTheirTemplate(),
                        new R4f19a6c27d3e_IndexAuditLogByRecord(),
                        new R3c5e7f90a1b2_KeepLevyRatesAsExactNumbers(),
                        new R5d60b7e8f1a4_AddImportSourceToImportLog(),
                        new R6e71c8f902b5_MergeReportingAndLevy(),
                        new R7f82d90a13c6_LoadBentonCounty())
                .build();
    }

    @Test
    void every_revision_can_be_taken_back_and_applied_again() {
        migrator.upgrade();
        List<String> catalogAtHead = catalog();

        List.of("6e71c8f902b5", "5d60b7e8f1a4", "3c5e7f90a1b2", "3b8d0e51c2f7", "2a3b4c5d6e7f", "1a2b3c4d5e6f", "base")
                .forEach(migrator::downgrade);
        assertThat(catalog()).isEmpty();

        migrator.upgrade();
        assertThat(catalog()).isEqualTo(catalogAtHead);
    }

    @Test
    void the_county_is_loaded_with_a_log_of_each_import() {
        migrator.upgrade();

        assertThat(logs())
                .containsExactly(
                        "tax_districts.csv TAX_DISTRICT 12",
                        "tax_codes.csv TAX_CODE 6",
                        "levy_rates.csv RATE 6",
                        "properties.csv PROPERTY 6");
        migrator.downgrade("6e71c8f902b5");
        assertThat(logs()).isEmpty();
        assertThat(jdbc.sql("select count(*) from tax_district")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_levy_rate_survives_the_change_of_its_type_and_the_way_back() {
        migrator.upgrade("2a3b4c5d6e7f");
        database.execute("""
                insert into tax_district (district_code, district_name, year, created_at, updated_at)
                values ('CNTY', 'Benton County', 2024, now(), now());
                insert into levy_rate (tax_district_id, year, levy_rate, levy_amount, assessed_value_basis, created_at, updated_at)
                select id, 2024, 1.0099, 27270000.25, 27000000000, now(), now() from tax_district
                """);

        migrator.upgrade("3c5e7f90a1b2");
        assertThat(jdbc.sql("select levy_rate from levy_rate").query().singleValue())
                .isEqualTo(new BigDecimal("1.009900"));

        migrator.downgrade("2a3b4c5d6e7f");
        assertThat(jdbc.sql("select levy_rate from levy_rate").query().singleValue())
                .isEqualTo(1.0099);
    }

    @Test
    void a_column_that_was_added_by_hand_is_kept_with_its_values() {
        migrator.upgrade("3c5e7f90a1b2");
        database.execute("alter table import_log add column import_source varchar(50)", """
                insert into import_log (filename, import_source, year, created_at, updated_at)
                values ('from-the-county.csv', 'by hand', 2024, now(), now())
                """);

        migrator.upgrade();

        assertThat(jdbc.sql("select import_source from import_log where year = 2024")
                        .query(String.class)
                        .single())
                .isEqualTo("by hand");
    }

    @Test
    void the_database_of_alembic_is_adopted_keeps_its_rows_and_equals_a_new_one() throws IOException {
        database.execute(Files.readString(Path.of("src", "test", "resources", "alembic", "production.sql")));
        List<String> before = rows();

        migrator.adopt(
                AdoptionOptions.compiled("alembic"),
                adoption -> assertThat(adoption.files()).isEmpty());
        assertThat(migrator.status().applied()).containsExactly("1a2b3c4d5e6f", "2a3b4c5d6e7f");
        migrator.upgrade();

        assertThat(jdbc.sql("select district_name from tax_district where district_code = 'KENN' and year = 2025")
                        .query(String.class)
                        .single())
                .isEqualTo("Kennewick, as the county keeps it");
        try (TestDatabase fresh = TestDatabase.create()) {
            migrator(fresh).upgrade();
            assertThat(CatalogSnapshot.of(database).without("alembic_version")).isEqualTo(CatalogSnapshot.of(fresh));
        }
        migrator.downgrade("2a3b4c5d6e7f");
        assertThat(rows()).isEqualTo(before);
    }

    /** All rows of the application's tables, as text. */
    private List<String> rows() {
        List<String> tables = jdbc.sql("""
                        select quote_ident(table_name) from information_schema.tables
                        where table_schema = 'public' and table_name not like 'levymaster%' order by 1
                        """).query(String.class).list();
        return tables.stream()
                .flatMap(table -> jdbc
                        .sql("select '" + table + " ' || to_jsonb(t)::text from " + table + " t order by 1")
                        .query(String.class)
                        .list()
                        .stream())
                .toList();
    }

    private List<String> logs() {
        return jdbc.sql("select filename || ' ' || import_type || ' ' || record_count from import_log order by id")
                .query(String.class)
                .list();
    }

    /** What the database says about the application's tables: column order aside, and without the library's own. */
    private List<String> catalog() {
        return jdbc.sql("""
                        select table_name || '.' || column_name || ' ' || udt_name || ' '
                          || coalesce(character_maximum_length, numeric_precision, 0) || ' ' || is_nullable || ' ' || is_identity
                        from information_schema.columns where table_schema = 'public' and table_name not like 'levymaster%'
                        union all
                        select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
                        from pg_constraint where connamespace = 'public'::regnamespace
                          and conrelid::regclass::text not like 'levymaster%'
                        union all
                        select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'levymaster%'
                        union all
                        select enumtypid::regtype || ' ' || enumlabel from pg_enum
                        order by 1
                        """).query(String.class).list();
    }
}
