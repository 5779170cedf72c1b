package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.reliability.Revisions.after;
import static com.levymaster.migrate.reliability.Revisions.base;
import static com.levymaster.migrate.reliability.Revisions.migrator;
import static com.levymaster.migrate.reliability.Revisions.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.testing.TestDatabase;
import com.levymaster.migrate.testing.TestDatabase.Login;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables of other roles, which only their owner may change. Named after the row of the fault matrix. */
class OwnershipCheckTest {

    private TestDatabase database;

    @BeforeEach
    void freshDatabase() {
        database = TestDatabase.create();
    }

    @AfterEach
    void dropDatabase() {
        database.close();
    }

    @Test
    @Tag("row-48")
    void tables_of_other_roles_that_are_to_be_changed_are_named_together() {
        migrator(database.dataSource(), table("a1", "t"), table("a1", "b2", "u"))
                .upgrade();
        Login login = writer();
        RevisionDefinition creates = after("b2", "c3", op -> op.createTable("own", t -> t.column("id", bigint())));
        RevisionDefinition changes = after("c3", "d4", op -> {
            op.alterTable("own", t -> t.addColumn("name", text()));
            op.alterTable("t", t -> t.addColumn("name", text()));
            op.alterTable("u", t -> t.addIndex("ix_u_id").on("id"));
        });
        RevisionDefinition[] scripts = {table("a1", "t"), table("a1", "b2", "u"), creates, changes};

        assertThatThrownBy(migrator(login.dataSource(), scripts)::upgrade)
                .isInstanceOf(MissingPrivilegeException.class)
                .hasMessageContaining("Role " + login.user() + " does not own what is to be changed: table t of role "
                        + database.user() + " (revision d4")
                .hasMessageContaining(", u of role " + database.user() + " (revision d4")
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("grant " + database.user() + " to " + login.user());
        assertThat(database.jdbc()
                        .sql("select to_regclass('own') is null")
                        .query(Boolean.class)
                        .single())
                .isTrue();

        database.execute("alter table t owner to " + login.user(), "alter table u owner to " + login.user());

        assertThat(migrator(login.dataSource(), scripts).upgrade().after()).containsExactly("d4");
    }

    @Test
    @Tag("row-48")
    void tables_that_the_role_may_not_create_are_named_together() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        Login login = database.role();
        database.execute("grant all on levymaster_version, levymaster_history to " + login.user());
        RevisionDefinition[] scripts = {table("a1", "t"), table("a1", "b2", "u"), table("b2", "c3", "v")};

        assertThatThrownBy(migrator(login.dataSource(), scripts)::upgrade)
                .isInstanceOf(MissingPrivilegeException.class)
                .hasMessageContaining(
                        "Role " + login.user() + " may not create tables in its default schema: u (revision b2")
                .hasMessageContaining(", v (revision c3")
                .hasMessageContaining("Nothing was changed");

        database.execute("grant create on schema public to " + login.user());

        assertThat(migrator(login.dataSource(), scripts).upgrade().after()).containsExactly("c3");
    }

    @Test
    @Tag("row-48")
    void a_table_that_is_there_needs_no_right_to_create_it() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        Login login = database.role();
        database.execute("grant all on levymaster_version, levymaster_history to " + login.user());
        RevisionDefinition guarded = after("a1", "b2", op -> op.table("t").ifNotExists(t -> t.column("id", bigint())));

        assertThat(migrator(login.dataSource(), table("a1", "t"), guarded)
                        .upgrade()
                        .after())
                .containsExactly("b2");
    }

    @Test
    @Tag("row-48")
    void a_revision_that_makes_its_own_schema_is_left_to_run() {
        Login login = database.role();
        database.execute(
                "create schema own authorization " + login.user(),
                "grant create on database " + database.name() + " to " + login.user(),
                "alter role " + login.user() + " set search_path = made, public");
        RevisionDefinition makes = base("a1", op -> {
            op.createSchema("made");
            op.createTable("t", t -> t.column("id", bigint()));
        });
        MigratorSettings settings = MigratorSettings.DEFAULT.withTables(TableNames.DEFAULT.withSchema("own"));

        assertThat(migrator(login.dataSource(), settings, makes).upgrade().after())
                .containsExactly("a1");
        assertThat(database.jdbc()
                        .sql("select to_regclass('made.t') is not null")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    @Tag("row-48")
    void a_revision_that_takes_on_the_role_of_the_owner_is_left_to_run() {
        migrator(database.dataSource(), table("a1", "t")).upgrade();
        Login owner = writer();
        Login login = writer();
        database.execute(
                "alter table t owner to " + owner.user(),
                "alter role " + login.user() + " noinherit",
                "grant " + owner.user() + " to " + login.user());
        RevisionDefinition changes = after("a1", "b2", op -> {
            op.execute("set local role " + owner.user());
            op.alterTable("t", t -> t.addColumn("name", text()));
            op.execute("reset role");
        });

        assertThat(migrator(login.dataSource(), table("a1", "t"), changes)
                        .upgrade()
                        .after())
                .containsExactly("b2");
    }

    /** May write to all tables, and owns none. */
    private Login writer() {
        Login login = database.role();
        database.execute(
                "grant all on schema public to " + login.user(),
                "grant all on all tables in schema public to " + login.user());
        return login;
    }
}
