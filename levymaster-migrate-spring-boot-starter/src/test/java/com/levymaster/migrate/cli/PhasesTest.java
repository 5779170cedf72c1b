package com.levymaster.migrate.cli;

import static com.levymaster.migrate.Types.integer;
import static com.levymaster.migrate.Types.text;
import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhasesTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Shell shell = Shell.on(database, new CreateParcel(), new AddNumber(), new DropCode());

    @BeforeEach
    void begin() {
        assertThat(shell.run("upgrade 3f1a00c2d4b1").code()).isZero();
    }

    @Test
    void a_contract_revision_waits_for_its_phase_and_every_command_says_so() {
        assertGolden(
                "phases",
                shell.run("upgrade"),
                shell.run("current"),
                shell.run("plan"),
                shell.run("history"),
                shell.run("check"),
                shell.run("plan --phase contract --no-sql"),
                shell.run("upgrade --phase contract"),
                shell.run("upgrade --phase contract --beside-older-builds"),
                shell.run("downgrade -1 --allow-data-loss"));
    }

    @Test
    void json_has_the_phase_and_what_waits() {
        shell.run("upgrade");

        assertThat(shell.run("current --json").out()).contains("\"upToDate\":true", "\"waiting\":[\"9b7e10d2c3a4\"]");
        assertThat(shell.run("history --json").out()).contains("\"phase\":\"contract\"");
        assertThat(shell.run("current --check-heads").code()).isZero();
        assertThat(shell.run("show 9b7e10d2c3a4").out()).contains("Phase: contract");
        assertThat(shell.run("history --graph").out()).contains("contract");
        assertThat(shell.run("plan --phase contract --json").out()).contains("\"phase\":\"contract\"");
    }

    @Test
    void ignoring_older_builds_requires_the_contract_phase() {
        assertThat(shell.run("upgrade --beside-older-builds").code()).isEqualTo(2);
        assertThat(shell.run("upgrade --phase later").code()).isEqualTo(2);
        assertThat(shell.run("migrate -m x --phased --sql").code()).isEqualTo(2);
    }

    @Revision(id = "3f1a00c2d4b1", message = "create parcel")
    static class CreateParcel implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.createTable("parcel", t -> {
                t.column("id", integer()).notNull();
                t.column("code", text());
                t.primaryKey("pk_parcel").on("id");
            });
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(id = "6c2d51e8f0a7", downRevision = "3f1a00c2d4b1", message = "add number")
    static class AddNumber implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("parcel", t -> t.addColumn("number", text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }

    @Revision(
            id = "9b7e10d2c3a4",
            downRevision = "6c2d51e8f0a7",
            message = "drop code",
            phase = Phase.CONTRACT,
            ignoredHazards = "data-loss")
    static class DropCode implements Migration {

        @Override
        public void upgrade(Operations op) {
            op.alterTable("parcel", t -> t.dropColumn("code").was(text()));
        }

        @Override
        public void downgrade(Operations op) {
            op.undo(this::upgrade);
        }
    }
}
