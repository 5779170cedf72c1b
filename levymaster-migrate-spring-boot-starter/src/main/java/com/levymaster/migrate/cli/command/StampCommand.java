package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.store.UnfinishedRevision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "stamp", description = "Marks revisions as applied or not applied, and runs nothing.")
final class StampCommand extends DbCommand {

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "head by default; base for none.")
    List<String> targets = new ArrayList<>();

    @Option(names = "--purge", description = "Delete all rows first, also those of unknown revisions.")
    boolean purge;

    @Option(
            names = "--tag",
            paramLabel = "TEXT",
            description = "Ignored, for compatibility with Alembic: a stamp runs no revision.")
    @Nullable
    String tag;

    @Mixin
    ScriptOptions script = new ScriptOptions();

    @Override
    public @Nullable String optionConflict() {
        return script.conflict(json());
    }

    @Override
    public Integer call() {
        String[] requested = targets.isEmpty() ? new String[] {"head"} : targets.toArray(String[]::new);
        Migrator migrator = db().migrator(tag);
        if (script.sql) {
            return script.write(terminal(), migrator.scriptStamp(requested));
        }
        List<UnfinishedRevision> before = migrator.status().unfinished();
        new RunReporter(db()).printStamped(purge ? migrator.stampPurging(requested) : migrator.stamp(requested));
        if (!before.isEmpty()) {
            warn(before, migrator.status().unfinished());
        }
        return ExitCode.DONE;
    }

    private void warn(List<UnfinishedRevision> before, List<UnfinishedRevision> after) {
        before.stream()
                .filter(unfinished ->
                        after.stream().noneMatch(other -> other.id().equals(unfinished.id())))
                .forEach(unfinished -> terminal()
                        .err()
                        .println("Warning: the " + unfinished
                                + ", is no longer recorded as partly committed; what it has"
                                + " committed stays in the database."));
    }
}
