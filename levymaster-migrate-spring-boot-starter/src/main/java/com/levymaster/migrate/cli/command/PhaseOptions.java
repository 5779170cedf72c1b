package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.command.ContractPolicy;
import com.levymaster.migrate.command.Migrator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which phases an upgrade runs. */
final class PhaseOptions {

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description = "expand leaves out contract revisions, contract runs them, too. Default: expand.")
    @Nullable
    PhaseName phase;

    /** The names of the phases on the command line. */
    enum PhaseName {
        expand,
        contract
    }

    boolean isContract() {
        return phase == PhaseName.contract;
    }

    /** Returns the migrator that upgrades as the option says, or as the application is configured. */
    Migrator of(Migrator migrator, boolean besideOlderBuilds) {
        if (phase == null) {
            return migrator;
        }
        ContractPolicy contract =
                besideOlderBuilds ? ContractPolicy.RUN_BESIDE_OLDER_BUILDS : ContractPolicy.RUN;
        return migrator.withSettings(migrator.settings().withContract(isContract() ? contract : ContractPolicy.WAIT));
    }
}
