package com.levymaster.migrate.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.Adoption.SourceFile;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.command.AdoptionOptions;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.Compiled;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema does not hold, the source of an adopted database does: inspected, rendered, compiled, run, it is alike. */
class AdoptedFingerprintTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table p (a int, b int, c int); create table k (c int, a int not null, z int) inherits (p)",
                "create table p (a int not null, b int); create table k (b text, z int, a int not null); alter table k"
                        + " drop b, add b int; alter table k inherit p",
                "create table p (a int, b int) partition by list (a); create table q (b int, a int);"
                        + " alter table p attach partition q for values in (1); create index i on p (b)",
                "create table p (a int, b int, constraint u unique (a, b)) partition by list (a);"
                        + " create table q (a int, b int, constraint own unique (a, b)); create index own_i on q (b);"
                        + " alter table p attach partition q for values in (1); create index i on p (b)",
                "create table t (a int, b int); grant select (a), update (b) on t to pg_monitor;"
                        + " grant insert (b) on t to pg_read_all_data with grant option",
                "create table t (a int); revoke insert, truncate on t from current_user; create sequence s; revoke"
                        + " usage on sequence s from current_user; create function f() returns int language sql as 'select"
                        + " 1'; revoke execute on function f() from public, current_user; grant execute on function f() to"
                        + " pg_monitor",
                "create table t (); create materialized view m as select 1 as a; create unique index on m (a); create"
                        + " index m_twice on m ((a * 2)) with (fillfactor = 70); comment on index m_twice is 'x'; comment"
                        + " on column m.a is 'y'; create view v as select a as x, 2 as y from m; comment on column v.x is"
                        + " 'c'; comment on view v is 'd'",
                "create table t (a bit varying default b'101', b bit(3) default b'101', c bit varying default '11')"
            })
    void a_structure_comes_back(String sql) throws SQLException {
        assertAlike(sql);
    }

    @Test
    void a_not_null_that_is_inherited_and_own_keeps_both() throws SQLException {
        try (TestDatabase database = TestDatabase.create()) {
            assumeTrue(database.version() >= 18);
        }
        assertAlike("create table p (a int not null); create table k (z int) inherits (p);"
                + " alter table k alter a set not null;"
                + " create table l (a int not null, z int); alter table l inherit p;"
                + " create table q (a int not null) partition by list (a);"
                + " create table r partition of q default; alter table r alter a set not null");
        assertAlike("create table p (a int constraint nn_p not null); create table k (a int constraint nn_k not null, z"
                + " int) inherits (p); create table l (z int constraint nn_z not null) inherits (p)");
    }

    @Test
    void a_name_that_only_the_creation_of_a_partition_gives_is_listed() throws SQLException {
        try (TestDatabase live = TestDatabase.create()) {
            assumeTrue(live.version() >= 18);
            live.execute("create table q (a int constraint nn_q not null) partition by list (a);"
                    + " create table r partition of q (constraint nn_r not null a) default");

            assertThat(adopted(live).differences()).anyMatch(difference -> difference.contains("nn_r"));
        }
    }

    @Test
    void the_full_world_comes_back_apart_from_the_positions_of_sequences() throws SQLException {
        assertAlike(World.FULL.sql(), "position");
    }

    private static void assertAlike(String sql, String... ignored) throws SQLException {
        try (TestDatabase live = TestDatabase.create().execute(sql);
                TestDatabase fresh = TestDatabase.create()) {
            Adoption adoption = adopted(live);
            assertThat(adoption.differences()).isEmpty();
            Migrator.builder(fresh.dataSource())
                    .migrations(compiled(adoption))
                    .build()
                    .upgrade();

            assertThat(fingerprint(live)
                            .without(ignored)
                            .differences(fingerprint(fresh).without(ignored)))
                    .isEmpty();
        }
    }

    private static Adoption adopted(TestDatabase live) {
        return Migrator.builder(live.dataSource())
                .build()
                .previewAdoption(new AdoptionOptions(
                        null,
                        new Target(
                                "p",
                                RevisionTemplate.DEFAULT,
                                RevisionRequest.of("ba5e", "baseline").on(List.of("base")),
                                Path.of("")),
                        new ScratchServer(live.url(), live.user(), live.password()),
                        false));
    }

    private static CatalogFingerprint fingerprint(TestDatabase database) throws SQLException {
        try (Connection connection = database.connection()) {
            return new CatalogFingerprint(CatalogFingerprint.of(connection).lines().stream()
                    .filter(line -> !line.contains("levymaster_"))
                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    private static Migration compiled(Adoption adoption) {
        Map<String, String> sources = new HashMap<>();
        for (SourceFile file : adoption.files()) {
            sources.put("p." + file.fileName().replace(".java", ""), file.text());
        }
        return Compiled.of(sources).migration("p.Rba5e_Baseline");
    }
}
