package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "revision",
        description = "Writes the source of a new revision without steps, beside the others. Uses no database.")
final class RevisionCommand extends DbCommand {

    @Mixin
    NewRevisionOptions options = new NewRevisionOptions();

    @Option(
            names = "--head",
            paramLabel = "TARGET",
            description = "Its parent: head by default; base for a new root; several make a merge.")
    List<String> heads = new ArrayList<>();

    @Option(
            names = "--depends-on",
            paramLabel = "TARGET",
            description = "A revision of another branch that must be applied before. May be repeated.")
    List<String> dependsOn = new ArrayList<>();

    @Option(names = "--sql", description = "Write a SQL file, to src/main/resources/db/revisions.")
    boolean sql;

    @Option(names = "--autogenerate", hidden = true)
    boolean autogenerate;

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public boolean usesDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        if (autogenerate) {
            throw new MigrationException(
                    "`db revision` writes a revision without steps. Nothing was written.",
                    "use `db migrate`, which drafts the steps from the entities.");
        }
        RevisionGraph graph = migrator().graph();
        RevisionRequest request =
                options.request(options.parents(graph, heads), "").dependingOn(dependsOn);
        RevisionWriter writer = new RevisionWriter(db());
        return sql ? writer.writeEmptySql(graph, request) : writer.writeEmpty(graph, request);
    }
}
