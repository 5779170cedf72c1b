package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.levymaster.migrate.adopt.Adoption;
import com.levymaster.migrate.adopt.AdoptionRequest.Target;
import com.levymaster.migrate.render.RevisionTemplate;
import com.levymaster.migrate.revision.RevisionRequest;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineProofTest {

    private static final String TRIGGER_FUNCTION =
            "create function f() returns trigger language plpgsql as 'begin return new; end'";

    static Stream<Arguments> databases() {
        return Stream.of(
                arguments(
                        "constraint triggers",
                        List.of(
                                "create table t (id int)",
                                "create table other (id int)",
                                TRIGGER_FUNCTION,
                                "create constraint trigger late after insert on t deferrable initially deferred"
                                        + " for each row execute function f()",
                                "create constraint trigger between_both after update on t from other"
                                        + " for each row execute function f()",
                                "comment on constraint late on t is 'checked at the end'")),
                arguments(
                        "collations of another schema",
                        List.of(
                                "create schema \"S x\"",
                                "create collation \"S x\".ci (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                                "create table t (a text collate \"S x\".ci unique, b text)",
                                "create index i on t (b collate \"S x\".ci)",
                                "create type c as (a text collate \"S x\".ci)",
                                "create domain d as varchar(20) collate \"S x\".ci default 'x' constraint filled not null"
                                        + " constraint small check (length(value) < 9)",
                                "comment on domain d is 'collated'",
                                "create table u (d d, e d[])",
                                "create domain plain as int constraint filled not null")),
                arguments(
                        "typed tables",
                        List.of(
                                "create type address as (street text, no int)",
                                "create table t of address (primary key (no), street with options default 'x')")),
                arguments(
                        "an index of a partition that is attached to an incomplete one",
                        List.of(
                                "create table p (id int, v int) partition by list (id)",
                                "create table p1 partition of p for values in (1)",
                                "create table p2 partition of p for values in (2)",
                                "create index incomplete on only p (v)",
                                "create index attached on p1 (v)",
                                "alter index incomplete attach partition attached",
                                "create index complete on p (id)")),
                arguments(
                        "privileges that the owner has revoked from itself",
                        List.of(
                                "create table t (id int)",
                                "revoke truncate, delete on t from current_user",
                                "create table none (id int)",
                                "revoke all on none from current_user",
                                "create sequence s",
                                "revoke update on sequence s from current_user",
                                "create function g() returns int language sql as 'select 1'",
                                "revoke execute on function g() from current_user",
                                "create schema sub",
                                "revoke create on schema sub from current_user",
                                "alter default privileges revoke truncate on tables from current_user")),
                arguments(
                        "comments on extensions",
                        List.of(
                                "create table t (id int)",
                                "create extension hstore",
                                "comment on extension hstore is 'ours'",
                                "create extension citext",
                                "comment on extension citext is null")),
                arguments(
                        "publications of some columns after a dropped one",
                        List.of(
                                "create table t (gone int, id int primary key, v int)",
                                "alter table t drop column gone",
                                "create publication p for table t")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void a_baseline_gives_an_equal_database(String what, List<String> statements) {
        try (TestDatabase database = TestDatabase.create()) {
            statements.forEach(database::execute);
            if (what.startsWith("publications") && database.version() >= 15) {
                database.execute("alter publication p set table t (id, v) where (v > 3)");
            }
            assertProved(database);
        }
    }

    @Test
    void the_order_in_which_privileges_were_granted_makes_no_difference() {
        try (TestDatabase database = TestDatabase.create()) {
            List<String> roles = Stream.of(
                            database.role().user(), database.role().user())
                    .sorted()
                    .toList();
            database.execute("create table t (id int)", "create schema sub");
            for (String role : List.of(roles.get(1), roles.get(0))) {
                database.execute(
                        "grant select on t to " + role,
                        "grant update (id) on t to " + role,
                        "grant usage on schema sub to " + role,
                        "alter default privileges in schema sub grant select on tables to " + role);
            }
            assertProved(database);
            roles.forEach(role -> database.execute("drop owned by " + role));
        }
    }

    @Test
    void not_null_constraints_keep_their_names_and_what_they_have_not_checked() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create table t (id int primary key, a int not null, b int, \"C c\" int not null)");
            if (database.version() >= 18) {
                database.execute(
                        "insert into t values (1, 1, null, 1)",
                        "alter table t rename constraint t_a_not_null to has_a",
                        "alter table t rename constraint t_id_not_null to \"has an 'id' of 100%\"",
                        "alter table t add constraint has_b not null b not valid",
                        "create table parent (x int, y int constraint has_y not null)",
                        "create table child () inherits (parent)",
                        "create table alone (x int constraint has_x not null no inherit)",
                        "create table p (k int constraint has_k not null) partition by list (k)",
                        "create table p1 partition of p for values in (1)",
                        "create table p2 (k int constraint own_k not null)",
                        "alter table p attach partition p2 for values in (2)");
            }
            database.execute("alter table t rename to renamed");
            assertProved(database);
        }
    }

    @Test
    void an_incomplete_index_is_left_out_with_the_way_to_complete_it() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(
                    "create table p (id int) partition by list (id)",
                    "create table p1 partition of p for values in (1)",
                    "create index incomplete on only p (id)");

            assertThat(preview(database).remarks())
                    .containsExactly("The invalid index incomplete of p is left out: attach an index of each partition"
                            + " (alter index … attach partition …), or drop it.");
        }
    }

    private static void assertProved(TestDatabase database) {
        Adoption adoption = preview(database);
        assertThat(adoption.differences()).isEmpty();
        assertThat(adoption.proved()).isTrue();
    }

    private static Adoption preview(TestDatabase database) {
        Target target = new Target(
                "p",
                RevisionTemplate.DEFAULT,
                RevisionRequest.of("ba5e", "baseline").on(List.of("base")),
                Path.of(""));
        ScratchServer scratch = new ScratchServer(database.url(), database.user(), database.password());
        return Migrator.builder(database.dataSource())
                .build()
                .previewAdoption(new AdoptionOptions("existing", target, scratch, false));
    }
}
