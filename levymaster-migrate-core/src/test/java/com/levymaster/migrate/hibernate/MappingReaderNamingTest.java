package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static com.levymaster.migrate.hibernate.DraftRoundTrip.assertNoDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.testing.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.annotations.Check;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the mapping leaves nameless is called as a convention says. */
class MappingReaderNamingTest {

    private static final NamingConvention POSTGRES = new NamingConvention(
            "{table}_pkey",
            "{table}_{columns}_fkey",
            "{table}_{columns}_key",
            "{table}_{columns}_idx",
            "{table}_{columns}_check");

    @AutoClose
    private static final TestDatabase database = TestDatabase.keepingConnections();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Entity(name = "county")
    static class County {

        @Id
        Long id;
    }

    @Entity(name = "district")
    @jakarta.persistence.Table(indexes = @Index(columnList = "code, rate"))
    static class District {

        @Id
        Long id;

        @Column(unique = true)
        String code;

        @Check(constraints = "rate > 0")
        int rate;

        @ManyToOne
        County county;
    }

    @Entity(name = "levy")
    @jakarta.persistence.Table(indexes = @Index(columnList = "code, rate"))
    static class Levy {

        @Id
        Long id;

        String code;
        int rate;
    }

    @Test
    void every_template_names_what_it_is_for() {
        DesiredModel model = MappedEntities.model(database, POSTGRES, County.class, District.class);

        DraftRoundTrip.run(
                database, DraftRoundTrip.compare(database, model, EVERYTHING).upgrade());

        assertThat(names())
                .containsExactly(
                        "county_pkey",
                        "district_code_key",
                        "district_code_rate_idx",
                        "district_county_id_fkey",
                        "district_pkey",
                        "district_rate_check");
        assertNoDifference(database, model);
    }

    @Test
    void another_convention_leaves_alone_what_has_its_name() {
        DesiredModel before = MappedEntities.model(database, County.class, District.class);
        DraftRoundTrip.run(
                database, DraftRoundTrip.compare(database, before, EVERYTHING).upgrade());
        List<String> names = names();

        assertNoDifference(database, MappedEntities.model(database, POSTGRES, County.class, District.class));

        assertThat(names()).isEqualTo(names).contains("ix_district_code_rate");
    }

    @Test
    void a_template_that_gives_two_tables_one_name_is_refused() {
        NamingConvention careless = new NamingConvention(
                "{table}_pkey", "{columns}_fkey", "{table}_{columns}_key", "{columns}_idx", "{columns}_check");

        DesiredModel model = MappedEntities.model(database, careless, County.class, District.class, Levy.class);

        assertThatThrownBy(() -> DraftRoundTrip.compare(database, model, EVERYTHING))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("the same name: code_rate_idx of district and levy.")
                .hasMessageContaining("put {table} into its template");
    }

    private static List<String> names() {
        return DraftRoundTrip.snapshot(database).tables().values().stream()
                .flatMap(MappingReaderNamingTest::names)
                .sorted()
                .toList();
    }

    private static Stream<String> names(Table table) {
        return Stream.concat(table.constraints().keySet().stream(), table.indexes().keySet().stream());
    }
}
