package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stamp", description = "Writes revisions as applied, or as not, and runs nothing.")
final class StampCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "head, if nothing is said; base for none at all.")
    List<String> targets = new ArrayList<>();

    @Option(names = "--purge", description = "Forget all rows first, also those that nobody knows.")
    boolean purge;

    @Option(names = "--tag", paramLabel = "TEXT", description = "Taken for Alembic's sake; a stamp runs no revision.")
    @Nullable
    String tag;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Override
    public Integer call() {
        String[] wanted = targets.isEmpty() ? new String[] {"head"} : targets.toArray(String[]::new);
        Migrator migrator = db().migrator(tag);
        if (script.sql) {
            return script.write(terminal(), migrator.scriptStamp(wanted));
        }
        new RunReporter(db()).sayStamped(purge ? migrator.stampPurging(wanted) : migrator.stamp(wanted));
        return ExitCode.DONE;
    }
}
