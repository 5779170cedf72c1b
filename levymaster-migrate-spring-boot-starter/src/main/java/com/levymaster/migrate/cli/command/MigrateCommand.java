package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autoconfigure.EntityModels;
import com.levymaster.migrate.autogenerate.Autogenerate;
import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
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

    @Option(
            names = "--phased",
            description =
                    "Write drops, renames, changes of type and not null as a contract revision of their own, after one"
                            + " that prepares them beside the previous build.")
    boolean phased;

    @Option(names = "--sql", description = "Write a SQL file, to src/main/resources/db/revisions.")
    boolean sql;

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public @Nullable String optionConflict() {
        return phased && sql ? "--phased and --sql exclude each other: a SQL file has no safe forms" : null;
    }

    @Override
    public Integer call() {
        Migrator migrator = migrator();
        RevisionGraph graph = migrator.graph();
        RevisionHeader header = graph.newHeader(revision.request(revision.parents(graph, heads), ""));
        Project project = db().project();
        Project.TargetPackage target = sql ? null : target(project, graph, header.module());
        AutogenerateOptions options = comparison.options(db().application().autogenerateOptions());
        EntityComparisonService service = new EntityComparisonService(db(), comparison);
        Comparison difference = migrator.withoutRepeatables(service.tried(
                service.compareInteractively(migrator, options), migrator, noTry ? options.untried() : options));
        if (!comparison.noDatabase) {
            migrator.status()
                    .adoptable()
                    .ifPresent(found -> terminal().err().println("Warning: the database has " + found + "."));
        }
        List<Draft> drafts = drafts(options, difference, header, target == null ? "" : target.packageName());
        Map<RevisionHeader, Path> files = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            files.put(
                    draft.revision().header(),
                    target == null
                            ? draft.writeSqlTo(project.resourceDirectory(graph))
                            : draft.writeTo(target.sourceDirectory()));
        }
        if (files.isEmpty()
                && db().application().model(comparison.unit).schema().tables().isEmpty()) {
            throw EntityModels.none();
        }
        if (json()) {
            terminal().json(json(difference, files));
        } else {
            print(difference, files);
        }
        return ExitCode.DONE;
    }

    private List<Draft> drafts(
            AutogenerateOptions options, Comparison difference, RevisionHeader header, String packageName) {
        Autogenerate autogenerate = new Autogenerate(options);
        boolean split = phased || options.has(Choice.PHASED);
        if (split && sql) {
            terminal().err().println("Warning: not split into phases, since a SQL file has no safe forms.");
        }
        if (!split || sql) {
            return autogenerate.draft(difference, header, packageName).stream().toList();
        }
        return autogenerate.draftPhased(difference, header, NewRevisionOptions.randomId(), packageName);
    }

    private static Project.TargetPackage target(Project project, RevisionGraph graph, String module) {
        return graph.isEmpty() ? project.initialPackage(graph) : project.targetPackage(graph, module);
    }

    private void print(Comparison comparison, Map<RevisionHeader, Path> files) {
        comparison.warnings().forEach(warning -> terminal().err().println("Warning: " + warning));
        if (!comparison.unmapped().isEmpty()) {
            terminal()
                    .err()
                    .println("No entity uses " + String.join(", ", names(comparison))
                            + "; kept (--include-unmapped drops it).");
        }
        KeptLine.of(comparison.kept()).ifPresent(terminal().err()::println);
        if (files.isEmpty()) {
            terminal().line("The database matches the entities. No file was written.");
            return;
        }
        comparison.operations().stream()
                .map(Operation::describe)
                .forEach(step -> terminal().line("  " + step));
        files.forEach(new RevisionWriter(db())::print);
    }

    private static List<String> names(Comparison comparison) {
        return comparison.unmapped().stream().map(Object::toString).toList();
    }

    private static Map<String, @Nullable Object> json(Comparison comparison, Map<RevisionHeader, Path> files) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        List<RevisionHeader> written = List.copyOf(files.keySet());
        json.put("id", written.isEmpty() ? null : written.get(0).id());
        json.put("file", written.isEmpty() ? null : String.valueOf(files.get(written.get(0))));
        if (written.size() > 1) {
            json.put("contract", Map.of("id", written.get(1).id(), "file", String.valueOf(files.get(written.get(1)))));
        }
        json.put(
                "operations",
                comparison.operations().stream().map(Operation::describe).toList());
        json.put("warnings", comparison.warnings());
        json.put("unmapped", names(comparison));
        json.put("kept", KeptLine.json(comparison.kept()));
        return json;
    }
}
