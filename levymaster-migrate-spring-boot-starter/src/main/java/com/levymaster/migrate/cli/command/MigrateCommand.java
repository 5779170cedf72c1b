package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.autogenerate.Draft;
import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = {
            "Compares the entities with the database, and writes the revision that makes the database match.",
            "Review it before it runs. If there is nothing to do, no file is written."
        })
final class MigrateCommand extends DbCommand {

    @Mixin
    NewRevisionOptions revision = new NewRevisionOptions();

    @Mixin
    AutogenerateOptionsMixin comparison = new AutogenerateOptionsMixin();

    @Option(names = "--head", paramLabel = "TARGET", description = "Its parent: head by default.")
    List<String> heads = new ArrayList<>();

    @Option(names = "--no-try", description = "Do not try the revision on the database before it is written.")
    boolean noTry;

    @Option(names = "--sql", description = "Write a SQL file, to src/main/resources/db/revisions.")
    boolean sql;

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        RevisionGraph graph = migrator.graph();
        RevisionHeader header = graph.newHeader(revision.request(NewRevisionOptions.parents(graph, heads), ""));
        Project project = db().project();
        Project.TargetPackage target = sql ? null : target(project, graph);
        AutogenerateOptions options = comparison.options(db().application().autogenerateOptions());
        EntityComparisonService service = new EntityComparisonService(db(), comparison);
        Comparison difference = migrator.withoutRepeatables(service.tried(
                service.compareInteractively(migrator, options), migrator, noTry ? options.untried() : options));
        if (!comparison.noDatabase) {
            migrator.status()
                    .adoptable()
                    .ifPresent(found -> terminal().err().println("Warning: the database has " + found + "."));
        }
        Optional<Draft> draft =
                new Autogenerate(options).draft(difference, header, target == null ? "" : target.packageName());
        Path file = draft.map(d -> target == null
                        ? d.writeSqlTo(project.resourceDirectory(graph))
                        : d.writeTo(target.sourceDirectory()))
                .orElse(null);
        if (file == null
                && db().application().model(comparison.unit).schema().tables().isEmpty()) {
            throw EntityModels.none();
        }
        if (json()) {
            terminal().json(json(difference, header, file));
        } else {
            print(difference, header, file);
        }
        return ExitCode.DONE;
    }

    private static Project.TargetPackage target(Project project, RevisionGraph graph) {
        return graph.isEmpty() ? project.initialPackage(graph) : project.targetPackage(graph);
    }

    private void print(Comparison comparison, RevisionHeader header, @Nullable Path file) {
        comparison.warnings().forEach(warning -> terminal().err().println("Warning: " + warning));
        if (!comparison.unmapped().isEmpty()) {
            terminal()
                    .err()
                    .println("No entity uses " + String.join(", ", names(comparison))
                            + "; kept (--include-unmapped drops it).");
        }
        KeptLine.of(comparison.kept()).ifPresent(terminal().err()::println);
        if (file == null) {
            terminal().line("The database matches the entities. No file was written.");
            return;
        }
        comparison.operations().stream()
                .map(Operation::describe)
                .forEach(step -> terminal().line("  " + step));
        new RevisionWriter(db()).print(header, file);
    }

    private static List<String> names(Comparison comparison) {
        return comparison.unmapped().stream().map(Object::toString).toList();
    }

    private static Map<String, @Nullable Object> json(
            Comparison comparison, RevisionHeader header, @Nullable Path file) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", file == null ? null : header.id());
        json.put("file", file == null ? null : file.toString());
        json.put(
                "operations",
                comparison.operations().stream().map(Operation::describe).toList());
        json.put("warnings", comparison.warnings());
        json.put("unmapped", names(comparison));
        json.put("kept", KeptLine.json(comparison.kept()));
        return json;
    }
}
