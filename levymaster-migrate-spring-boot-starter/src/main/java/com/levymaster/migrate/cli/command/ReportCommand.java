package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.actuate.endpoint.MigrationsPage;
import com.levymaster.migrate.cli.output.ExitCode;
import java.nio.file.Path;
import java.time.Instant;
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
    public Integer call() {
        CommandContext application = db().application();
        String page = MigrationsPage.of(application.title(), application.migrators(db().name), Instant.now());
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
