package com.levymaster.migrate.cli.command;

import static com.levymaster.migrate.cli.Transcript.assertGolden;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.cli.Counties;
import com.levymaster.migrate.cli.Shell;
import com.levymaster.migrate.cli.Transcript;
import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {

    private static final GivenRows ROWS = new GivenRows(
            "1a2b3c4d5e6f",
            "1a2b3c4d5e6f.sql",
            List.of("insert into tax_district (name) values ('Kennewick')"),
            List.of("select count(*) = 1 from tax_district"));

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @Test
    void a_history_is_verified_and_what_it_breaks_is_told() {
        Transcript good = Shell.on(database, Counties.hurting()).giving(ROWS).run("verify");
        Transcript broken = Shell.on(database, Counties.forgetting()).run("verify");

        assertGolden("verify", good, broken);
        assertThat(good.code()).isZero();
        assertThat(broken.code()).isEqualTo(1);
    }

    @Test
    void json_has_the_same() {
        assertThat(Shell.on(database, Counties.forgetting())
                        .run("verify --json")
                        .out())
                .contains(
                        "\"revisions\":[\"1a2b3c4d5e6f\",\"3c5e7f90a1b2\"]",
                        "\"broken\":[{\"revision\":\"6f8091a2b3c4\"",
                        "\"details\":[\"drop index ix_tax_district_name of tax_district\"]");
    }
}
