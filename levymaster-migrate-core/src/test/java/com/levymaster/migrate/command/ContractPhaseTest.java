package com.levymaster.migrate.command;

import static com.levymaster.migrate.Types.bigint;
import static com.levymaster.migrate.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class ContractPhaseTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Migrator first = migrator(new Create());
    private final Migrator second = migrator(new Create(), new Expand(), new Contract());
    private final Migrator third = migrator(new Create(), new Expand(), new Contract(), new Next());

    @Test
    void a_new_database_gets_all_revisions_as_no_older_build_uses_it() {
        assertThat(third.upgrade().after()).containsExactly("d4");
    }

    @Test
    void an_upgrade_leaves_out_the_contract_revision_and_is_up_to_date() {
        first.upgrade();

        assertThat(second.upgrade().after()).containsExactly("b2");
        assertThat(second.isUpToDate()).isTrue();
        assertThat(second.upgrade().isEmpty()).isTrue();
        second.validate();
        Status status = second.status();
        assertThat(status.pending()).isEmpty();
        assertThat(status.isUpToDate()).isTrue();
        assertThat(status.waiting()).extracting(RevisionHeader::id).containsExactly("c3");
        assertThat(status.waits())
                .contains("Contract revision c3 \"drop code\" waits until no older build of the application runs; then"
                        + " run `db upgrade --phase contract`");
    }

    @Test
    void a_target_that_names_the_contract_revision_is_refused() {
        first.upgrade();

        assertThatThrownBy(() -> second.upgrade("c3"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining(
                        "Contract revision c3 \"drop code\" waits until no older build of the application runs."
                                + " Nothing was changed.");
        assertThat(second.status().applied()).containsExactly("a1");
    }

    @Test
    void a_revision_after_a_waiting_contract_revision_is_refused_before_anything_runs() {
        first.upgrade();

        assertThatThrownBy(third::upgrade)
                .hasMessageContaining(
                        "c3 \"drop code\" waits until no older build of the application runs, but d4 \"next\""
                                + " comes after it. Nothing was changed.")
                .hasMessageContaining("db upgrade --phase contract");
        assertThat(third.status().applied()).containsExactly("a1");
        assertThat(third.isUpToDate()).isFalse();
        assertThat(third.status().pending()).hasSize(3);
        assertThatThrownBy(third::validate).isInstanceOf(PendingRevisionsException.class);

        assertThat(third.upgrade("b2").after()).containsExactly("b2");
        contracting(second, "1.1").upgrade();
        assertThat(third.upgrade().after()).containsExactly("d4");
    }

    @Test
    void a_first_upgrade_that_was_interrupted_is_completed_by_the_contract_phase() {
        third.upgrade("b2");

        assertThatThrownBy(third::upgrade).hasMessageContaining("as after a first start that was interrupted");
        assertThat(contracting(third, "1.1").upgrade().after()).containsExactly("d4");
    }

    @Test
    void a_target_that_names_a_contract_revision_is_not_reached_without_it() {
        first.upgrade();
        second.upgrade();

        second.validate();
        assertThatThrownBy(() -> second.validate("c3"))
                .isInstanceOf(PendingRevisionsException.class)
                .hasMessageContaining("c3");
    }

    @Test
    void the_contract_phase_runs_both_and_a_downgrade_reverts_both() {
        first.upgrade();

        assertThat(contracting(second, "1.1").upgrade().after()).containsExactly("c3");
        assertThat(second.downgrade("a1").after()).containsExactly("a1");
        assertThat(second.upgrade().after()).containsExactly("b2");
    }

    @Test
    void an_instance_of_an_older_build_keeps_the_contract_phase_from_running() throws SQLException {
        first.upgrade();
        second.upgrade();
        Migrator contracting = contracting(second, "1.10");

        try (Connection older = connection("levy 1.9")) {
            assertThat(older.isValid(5)).isTrue();
            assertThatThrownBy(contracting::upgrade)
                    .hasMessageContaining("until no build older than levy 1.10 is connected. Connected: levy 1.9")
                    .hasMessageContaining("--beside-older-builds");
        }
        try (Connection unnamed = connection("PostgreSQL JDBC Driver")) {
            assertThat(unnamed.isValid(5)).isTrue();
            assertThatThrownBy(contracting::upgrade).hasMessageContaining("Connected: PostgreSQL JDBC Driver");
        }
        assertThat(second.status().applied()).containsExactly("a1", "b2");

        try (Connection same = connection("levy 1.10");
                Connection newer = connection("levy 2.0-SNAPSHOT");
                Connection other = connection("psql")) {
            assertThat(List.of(same, newer, other)).allMatch(ContractPhaseTest::isValid);
            assertThat(contracting.upgrade().after()).containsExactly("c3");
        }
    }

    @Test
    void whoever_is_connected_may_be_ignored() throws SQLException {
        first.upgrade();

        try (Connection older = connection("levy 1.0")) {
            assertThat(older.isValid(5)).isTrue();
            Migrator certain = contracting(second, "1.1");
            certain = certain.withSettings(certain.settings().withContract(ContractPolicy.RUN_BESIDE_OLDER_BUILDS));
            assertThat(certain.upgrade().after()).containsExactly("c3");
        }
    }

    @Test
    void a_build_without_a_version_cannot_tell_which_are_older() {
        first.upgrade();
        Migrator nameless = second.withSettings(second.settings().withContract(ContractPolicy.RUN));

        assertThatThrownBy(nameless::upgrade)
                .hasMessageContaining("but it is not known which build this is. Nothing was changed.")
                .hasMessageContaining("spring.application.version");
    }

    @Test
    void names_of_builds_are_compared_by_their_versions() {
        BuildName own = BuildName.of("levy", "1.10.0");

        assertThat(own).isNotNull();
        assertThat(own.mayBeOlder("levy 1.9.3")).isTrue();
        assertThat(own.mayBeOlder("levy 1.10.0-SNAPSHOT")).isTrue();
        assertThat(own.mayBeOlder("levy 1.10.1")).isFalse();
        assertThat(own.mayBeOlder("levy a3f9c2")).isTrue();
        assertThat(own.mayBeOlder("levy-batch 1.0")).isFalse();
        assertThat(own.mayBeOlder("levymaster-migrate 4711@host")).isFalse();
        BuildName longest = BuildName.of("Abgabenverwaltung für Grundstücke ".repeat(3), "1.0");
        assertThat(longest).isNotNull();
        assertThat(longest.text()).hasSize(35).endsWith(" 1.0").isASCII();
        assertThat(BuildName.of("levy", null)).isNull();
    }

    @Test
    void long_names_and_versions_are_told_apart() {
        String application = "assessment-of-parcels-and-levies-of-the-whole-county";
        BuildName older = BuildName.of(application, "1.9.0");
        BuildName own = BuildName.of(application, "1.10.0");
        BuildName other = BuildName.of(application + "-batch", "1.9.0");
        assertThat(own).isNotNull();
        assertThat(own.mayBeOlder(older == null ? null : older.text())).isTrue();
        assertThat(own.mayBeOlder(other == null ? null : other.text())).isFalse();

        BuildName first = BuildName.of("levy", "1.4.0-20260301120000-7c1e5b0a9d");
        BuildName second = BuildName.of("levy", "1.4.0-20260301120000-7c1e5b0a9dff");
        BuildName third = BuildName.of("levy", "1.4.0-20260301120000-7c1e5b0a9d00");
        assertThat(second).isNotNull();
        assertThat(third).isNotNull();
        assertThat(third.text()).hasSizeLessThan(63);
        assertThat(third.mayBeOlder(third.text())).isFalse();
        assertThat(third.mayBeOlder(second.text())).isTrue();
        assertThat(third.mayBeOlder(first == null ? null : first.text())).isTrue();
    }

    @Test
    void a_script_leaves_the_contract_revision_out_and_says_so() {
        assertThat(second.scriptUpgrade("a1:head"))
                .contains("-- Left out: contract revision c3 \"drop code\"")
                .doesNotContain("drop column");
        assertThat(contracting(second, "1.1").scriptUpgrade("a1:head")).contains("drop column");
        assertThat(second.scriptUpgrade("head")).contains("drop column");
        assertThatThrownBy(() -> second.scriptUpgrade("a1:c3")).hasMessageContaining("c3 \"drop code\" waits");
        assertThat(second.scriptDowngrade("c3:a1")).contains("add column code");
    }

    @Test
    void an_interrupted_contract_revision_says_how_it_is_resumed() {
        first.upgrade();
        second.upgrade();
        Migrator failing = contracting(migrator(new Create(), new Expand(), new FailingContract()), "1.1");
        assertThatThrownBy(failing::upgrade).hasMessageContaining("c3");

        assertThat(second.isUpToDate()).isTrue();
        assertThat(second.status().problems())
                .singleElement()
                .asString()
                .contains("`db upgrade --phase contract` resumes it");
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(5);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection(String name) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", name);
        return new Driver().connect(database.url(), properties);
    }

    private static Migrator contracting(Migrator migrator, String version) {
        return migrator.withSettings(
                migrator.settings().withContract(ContractPolicy.RUN).withApplication("levy", version));
    }

    private Migrator migrator(Migration... migrations) {
        return Migrator.builder(database.dataSource()).migrations(migrations).build();
    }

    @Revision(id = "a1")
    static class Create implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("parcel", t -> {
                t.column("id", bigint()).notNull();
                t.column("code", varchar(10));
                t.primaryKey("pk_parcel").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "b2", downRevision = "a1", phase = Phase.EXPAND)
    static class Expand implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("parcel", t -> t.addColumn("number", varchar(10)));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "c3", downRevision = "b2", message = "drop code", phase = Phase.CONTRACT)
    static class Contract implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("parcel", t -> t.dropColumn("code").was(varchar(10)));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "c3", downRevision = "b2", message = "drop code", phase = Phase.CONTRACT)
    static class FailingContract implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.autocommit(() -> op.execute("create table done (id int)"));
            op.execute("select 1 / 0");
        }

        @Override
        public void downgrade(Operations op) {}
    }

    @Revision(id = "d4", downRevision = "c3", message = "next")
    static class Next implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("parcel", t -> t.addColumn("owner", varchar(10)));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
