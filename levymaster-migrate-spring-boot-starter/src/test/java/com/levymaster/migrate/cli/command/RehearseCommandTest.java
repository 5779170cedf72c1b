package com.levymaster.migrate.cli.command;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.Counties;
import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RehearseCommandTest {

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @Test
    void what_an_upgrade_would_do_is_measured_and_nothing_is_left() {
        Shell shell = Shell.on(database, Counties.hurting());
        shell.run("upgrade 1a2b3c4d5e6f");
        database.execute(
                "insert into tax_district (name) select 'District ' || n from generate_series(1, 5000) n",
                "analyze tax_district");

        Transcript rehearsed = shell.run("rehearse");
        assertThat(shell.run("plan --rehearse --json").out())
                .contains(
                        "\"mode\":\"ACCESS EXCLUSIVE\"",
                        "\"rewrites\":[\"index pk_tax_district\",\"tax_district\"]",
                        "\"stopped\":null");
        Transcript onClone = shell.run("rehearse +1 --url " + database.url());
        shell.run("upgrade");

        assertThat(rehearsed.code()).isZero();
        assertThat(onClone.code()).isZero();
        assertGolden("rehearse", rehearsed, shell.run("rehearse"));
    }
}
