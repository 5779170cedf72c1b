package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.command.ContractPolicy;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.TenantMigrator;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.Phase;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which phases an upgrade runs. */
final class PhaseOptions {

    @Option(
            names = "--phase",
            paramLabel = "PHASE",
            description = "expand leaves contract revisions out; contract runs them too. Default: expand.")
    @Nullable
    String phase;

    @Option(
            names = "--beside-older-builds",
            description = "With --phase contract: run although instances of older builds may be connected.")
    boolean besideOlderBuilds;

    /** Returns the migrator that upgrades as the options say. */
    Migrator of(Migrator migrator) {
        return migrator.withSettings(migrator.settings().withContract(policy(migrator.settings().contract())));
    }

    private ContractPolicy policy(ContractPolicy configured) {
        Phase asked = phase == null ? null : parsed(phase);
        boolean contract = asked == null ? configured != ContractPolicy.WAIT : asked == Phase.CONTRACT;
        if (!contract && besideOlderBuilds) {
            throw new MigrationException(
                    "--beside-older-builds has no meaning without --phase contract.", "add --phase contract, or omit it.");
        }
        return !contract
                ? ContractPolicy.WAIT
                : besideOlderBuilds ? ContractPolicy.RUN_BESIDE_OLDER_BUILDS : ContractPolicy.RUN;
    }

    private static Phase parsed(String text) {
        return Arrays.stream(Phase.values())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new MigrationException(
                        "\"" + text.toLowerCase(Locale.ROOT) + "\" is no phase.", "use expand or contract."));
    }
}
