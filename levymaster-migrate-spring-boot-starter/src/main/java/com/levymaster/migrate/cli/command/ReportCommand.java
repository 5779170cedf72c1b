package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.actuate.ObservedDatabase;
import com.levymaster.migrate.actuate.endpoint.MigrationsPage;
import com.levymaster.migrate.cli.output.ExitCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "report",
        description = "Writes a self-contained HTML page: the state of the database, the graph, pending revisions,"
                + " and the history. Reads only.")
final class ReportCommand extends DbCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes the page to a new file; stdout by default.")
    @Nullable
    Path output;

    @Override
    public boolean isForEachDatabase() {
        return false;
    }

    @Override
    public @Nullable String optionConflict() {
        return json() ? "The report is an HTML page: omit --json" : null;
    }

    @Override
    public Integer call() {
        CommandContext application = db().application();
        Map<String, ObservedDatabase> databases = new LinkedHashMap<>();
        application
                .migrators(db().name)
                .forEach((name, migrator) -> databases.put(
                        name,
                        new ObservedDatabase(
                                migrator,
                                application
                                        .of(migrator.settings().database())
                                        .tenants(migrator)
                                        .orElse(null))));
        String page = MigrationsPage.of(application.title(), databases, Instant.now(), false);
        Path file = output;
        if (file == null) {
            terminal().text(page);
        } else {
            OutputFile.write(file, page);
            terminal().line("Wrote " + file + ".");
        }
        return ExitCode.DONE;
    }
}
