package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.ComparedPart;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.ComparisonMode;
import com.levymaster.migrate.autogenerate.DesiredModel;
import com.levymaster.migrate.autogenerate.Draft;
import com.levymaster.migrate.autogenerate.KeptPart;
import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Type;
import org.hibernate.usertype.UserTypeSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that was made by hand differs from its entities only in what the entities state. */
class ExistingDatabaseTest {

    private static final UnaryOperator<DatabaseSchema> BY_HAND = actual -> DatabaseSchema.empty(actual.defaultName());

    @AutoClose
    private static final TestDatabase database = TestDatabase.keepingConnections();

    @BeforeEach
    void create() {
        database.empty();
        database.execute(
                "create table district (code text not null, id serial8 constraint the_key primary key, levy numeric(12, 4)"
                        + " not null default 0, kind varchar(8) not null default 'CITY' collate \"C\", area real, active boolean"
                        + " default true, seen timestamptz, at timestamp(6), rolls smallint[], half int not null default 1,"
                        + " doubled bigint generated always as (half * 2) stored, street varchar(80) not null default '')",
                "comment on table district is 'taxing districts'",
                "comment on column district.code is 'as the state assigns it'",
                "create unique index on district (lower(code))",
                "create index on district (kind) where active",
                "alter table district add constraint positive check (levy >= 0), add unique (code, kind)",
                "create sequence parcel_seq start 1000 increment 50",
                "create table parcel (id bigint, tenant int default 1, district_id bigint references district"
                        + " on delete cascade deferrable, uid uuid not null default gen_random_uuid(), other_id bigint"
                        + " references parcel_old, primary key (id, tenant))"
                                .replace(" references parcel_old", " references district"),
                "create index parcel_district on parcel (district_id)",
                "create view totals as select district_id as id, count(*) as n from parcel group by 1",
                "create materialized view frozen as select * from totals",
                "create table label (id uuid primary key default gen_random_uuid(), note text not null)");
    }

    private static final Class<?>[] ENTITIES = {District.class, Parcel.class, Totals.class, Label.class};

    @Entity(name = "District")
    @Table(name = "district")
    static class District {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String code;
        BigDecimal levy;

        @Enumerated(EnumType.STRING)
        Kind kind;

        double area;
        boolean active;
        Instant seen;
        LocalDateTime at;
        short[] rolls;
        short half;

        @Generated
        @Column(insertable = false, updatable = false)
        Long doubled;

        @Embedded
        Address address;
    }

    @Entity(name = "UniqueDistrict")
    @Table(name = "district")
    static class UniqueDistrict extends Numbered {
        @Column(unique = true)
        String code;
    }

    @Entity(name = "StatedDistrict")
    @Table(name = "district", indexes = @jakarta.persistence.Index(name = "by_kind", columnList = "kind, code"))
    static class StatedDistrict extends Numbered {
        @Column(length = 40)
        String code;

        @Column(precision = 12, scale = 6)
        BigDecimal levy;

        @Enumerated(EnumType.STRING)
        @org.hibernate.annotations.ColumnDefault("'FIRE'")
        Kind kind;

        @Column(nullable = false)
        boolean active;

        @Column(nullable = false)
        Instant seen;
    }

    @MappedSuperclass
    static class Numbered {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;
    }

    @Entity(name = "Filtered")
    @Table(name = "label")
    static class Filtered {
        @Id
        UUID id;

        @Type(Unnamed.class)
        String filter;
    }

    @Entity(name = "Fresh")
    @Table(name = "fresh")
    static class Fresh {
        @Id
        UUID id;

        @Type(Unnamed.class)
        String filter;
    }

    /** A type of an application that only names a code of JDBC. */
    static final class Unnamed extends UserTypeSupport<String> {
        Unnamed() {
            super(String.class, Types.OTHER);
        }
    }

    @Embeddable
    record Address(String street) {}

    enum Kind {
        CITY,
        FIRE
    }

    @Entity(name = "Parcel")
    @Table(name = "parcel")
    static class Parcel {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        @SequenceGenerator(name = "parcel_seq", sequenceName = "parcel_seq")
        Long id;

        Integer tenant;

        @ManyToOne
        District district;

        UUID uid;
        Long otherId;
    }

    @Entity(name = "Totals")
    @Immutable
    @Table(name = "totals")
    static class Totals {
        @Id
        Long id;

        Long n;
    }

    @Entity(name = "Frozen")
    @Immutable
    @Table(name = "frozen")
    static class Frozen {
        @Id
        Long id;

        @ManyToOne
        Totals total;
    }

    @Entity(name = "Label")
    @Table(name = "label")
    static class Label {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        UUID id;
    }

    @Test
    void what_the_entities_do_not_state_is_kept_and_counted() {
        Comparison comparison = compare(AutogenerateOptions.DEFAULT, BY_HAND, ENTITIES);

        assertThat(comparison.operations()).isEmpty();
        assertThat(comparison.warnings()).isEmpty();
        assertThat(comparison.unmapped()).isEmpty();
        assertThat(comparison.kept())
                .extracting(KeptPart::toString)
                .contains(
                        "column label.note",
                        "size of a type district.street",
                        "size of a type district.area",
                        "size of a type district.half",
                        "nullability district.active",
                        "nullability district.code",
                        "default district.kind",
                        "collation district.kind",
                        "comment of district",
                        "comment district.code",
                        "index district_lower_idx of district",
                        "index parcel_district of parcel",
                        "unique constraint district_code_kind_key of district",
                        "check positive of district",
                        "missing check of an enum for district.kind",
                        "option of a foreign key parcel_district_id_fkey of parcel",
                        "foreign key parcel_other_id_fkey of parcel",
                        "primary key parcel_pkey of parcel",
                        "start of a sequence parcel_seq")
                .hasSize(35);
    }

    @Test
    void what_revisions_made_or_the_strict_mode_compares_is_changed_to_what_the_entities_state() {
        List<String> strict = described(compare(AutogenerateOptions.DEFAULT.strictly(), BY_HAND, ENTITIES));
        List<String> made = described(compare(AutogenerateOptions.DEFAULT, actual -> actual, ENTITIES));

        assertThat(strict)
                .contains(
                        "drop index parcel_district of parcel",
                        "drop constraint positive of district",
                        "drop default of district.levy")
                .doesNotContain("create table totals");
        assertThat(made).containsExactlyInAnyOrderElementsOf(strict);
    }

    @Test
    void each_kind_of_part_is_compared_as_its_mode_says() {
        AutogenerateOptions options = AutogenerateOptions.DEFAULT.withModes(
                Map.of(ComparedPart.INDEX, ComparisonMode.ALWAYS, ComparedPart.UNIQUE, ComparisonMode.NEVER));
        database.execute("alter table district drop constraint district_code_kind_key");

        assertThat(described(compare(options, BY_HAND, UniqueDistrict.class)))
                .containsExactly(
                        "drop index district_kind_idx of district", "drop index district_lower_idx of district");
        assertThat(described(compare(AutogenerateOptions.DEFAULT, BY_HAND, UniqueDistrict.class)))
                .containsExactly("add unique constraint uq_district_code on district");
    }

    @Test
    void what_the_entities_state_is_compared_whoever_made_it() {
        assertThat(described(compare(AutogenerateOptions.DEFAULT, BY_HAND, StatedDistrict.class)))
                .containsExactlyInAnyOrder(
                        "execute update district set active = false where active is null",
                        "set not null on district.active",
                        "change type of district.code to character varying(40)",
                        "set default of district.kind",
                        "change type of district.levy to numeric(12,6)",
                        "execute update district set seen = current_timestamp where seen is …",
                        "set not null on district.seen",
                        "create index by_kind on district");
    }

    @Test
    void an_entity_of_a_view_creates_no_table_and_tells_of_columns_that_the_view_lacks() {
        database.execute(
                "drop view totals cascade",
                "create view totals as select 1::bigint as id",
                "create materialized view frozen as select 1::bigint as id");

        Comparison comparison = read(AutogenerateOptions.DEFAULT, BY_HAND, Totals.class, Frozen.class);

        assertThat(comparison.operations()).isEmpty();
        assertThat(comparison.warnings())
                .containsExactly(
                        "An entity maps the column total_id of frozen, which is no table and does not have it; change its"
                                + " definition with op.views() or op.execute(…)",
                        "An entity maps the column n of totals, which is no table and does not have it; change its"
                                + " definition with op.views() or op.execute(…)");
    }

    @Entity(name = "Tagged")
    @Table(name = "tagged")
    static class Tagged {
        @Id
        Long id;

        @ElementCollection
        @CollectionTable(name = "tag", joinColumns = @JoinColumn(name = "item_id"))
        @Column(name = "tag")
        Set<String> tags;
    }

    @Test
    void a_set_whose_table_has_a_primary_key_requires_no_unique_constraint_besides() {
        database.execute(
                "create table tagged (id bigint primary key)",
                "create table tag (item_id bigint references tagged, tag varchar(40), primary key (item_id, tag))");

        assertThat(described(compare(AutogenerateOptions.DEFAULT, BY_HAND, Tagged.class)))
                .isEmpty();
        database.execute("alter table tag drop constraint tag_pkey");
        assertThat(described(compare(AutogenerateOptions.DEFAULT, BY_HAND, Tagged.class)))
                .hasSize(1);
    }

    /** In Hibernate, columns of equal names are equal, whatever their table. */
    @Test
    void what_the_entity_of_another_table_states_about_a_column_of_that_name_does_not_count() {
        database.execute("create table half (id uuid primary key, half bigint, doubled bigint not null default 1)");

        assertThat(described(compare(AutogenerateOptions.DEFAULT, BY_HAND, District.class, Half.class)))
                .containsExactly("execute update half set half = 0 where half is null", "set not null on half.half");
    }

    @Entity(name = "Half")
    @Table(name = "half")
    static class Half {
        @Id
        UUID id;

        @Column(nullable = false)
        Long half;

        Long doubled;
    }

    @Test
    void a_column_of_a_type_without_a_name_is_left_out_by_name() {
        database.execute("alter table label add filter jsonb");

        Comparison comparison = read(AutogenerateOptions.DEFAULT, BY_HAND, Filtered.class, Fresh.class);

        assertThat(described(comparison)).containsExactly("create table fresh");
        assertThat(comparison.warnings())
                .containsExactly(
                        "The column fresh.filter is not compared, because Hibernate has no name for its type; state one with"
                                + " @Column(columnDefinition = …)",
                        "The column label.filter is not compared, because Hibernate has no name for its type; state one with"
                                + " @Column(columnDefinition = …)");
    }

    @Test
    void after_an_adoption_a_changed_entity_gives_a_revision_of_just_that_change_up_and_down() {
        Migration baseline = adopted();
        Migrator migrator =
                Migrator.builder(database.dataSource()).migrations(baseline).build();
        AutogenerateOptions options = AutogenerateOptions.DEFAULT;
        DesiredModel changed =
                MappedEntities.model(database, District.class, Parcel.class, Totals.class, NotedLabel.class);
        assertThat(migrator.compareEntities(MappedEntities.model(database, ENTITIES), options)
                        .operations())
                .isEmpty();

        Comparison comparison = migrator.compareEntities(changed, options);
        assertThat(described(comparison)).containsExactly("add column label.remark character varying(255)");
        Draft draft = new Autogenerate(options)
                .draft(comparison, RevisionHeader.of("4ema", "ba5e").withMessage("remark"), "p")
                .orElseThrow();
        Migration remark = Compiled.of(Map.of("p.R4ema_Remark", draft.source())).migration("p.R4ema_Remark");
        Migrator next = Migrator.builder(database.dataSource())
                .migrations(baseline, remark)
                .build();

        assertThat(next.upgrade().after()).containsExactly("4ema");
        assertThat(next.compareEntities(changed, options).operations()).isEmpty();
        assertThat(next.downgrade("ba5e").after()).containsExactly("ba5e");
        assertThat(next.compareEntities(MappedEntities.model(database, ENTITIES), options)
                        .operations())
                .isEmpty();
    }

    @Entity(name = "NotedLabel")
    @Table(name = "label")
    static class NotedLabel {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        UUID id;

        String remark;
    }

    private static Migration adopted() {
        Target target = new Target(
                "p",
                RevisionTemplate.DEFAULT,
                RevisionRequest.of("ba5e", "baseline").on(List.of("base")),
                Path.of(""));
        Adoption adoption = Migrator.builder(database.dataSource())
                .build()
                .adopt(new AdoptionOptions(null, target, null, true), planned -> {});
        return Compiled.of(Map.of("p.Rba5e_Baseline", adoption.files().get(0).text()))
                .migration("p.Rba5e_Baseline");
    }

    private static Comparison compare(
            AutogenerateOptions options, UnaryOperator<DatabaseSchema> made, Class<?>... entities) {
        MappedEntities.validate(database, entities);
        return read(options, made, entities);
    }

    private static Comparison read(
            AutogenerateOptions options, UnaryOperator<DatabaseSchema> made, Class<?>... entities) {
        try (Connection connection = database.connection()) {
            return new Autogenerate(options).compare(MappedEntities.model(database, entities), connection, made);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> described(Comparison comparison) {
        return comparison.operations().stream().map(Operation::describe).toList();
    }
}
