package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.cli.output.ExitCode;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.rehearse.Rehearsal;
import com.levymaster.migrate.rehearse.RehearsalSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine.Option;

/** Where and how a plan is rehearsed. */
final class RehearsalOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Rehearse on another database, such as a clone, as the same user unless the URL names one.")
    @Nullable
    String url;

    /** Rehearses, prints, and returns the exit code. */
    int run(DbCommand command, Migrator migrator, BiFunction<Migrator, RehearsalSettings, Rehearsal> rehearse) {
        RehearsalSettings settings = command.db().application().rehearsal();
        Migrator on = url == null ? migrator : migrator.withDataSource(clone(migrator, url), "--url");
        Rehearsal rehearsal = rehearse.apply(on, settings);
        RehearsalPrinter printer =
                new RehearsalPrinter(rehearsal, durations(command, migrator, rehearsal), settings.maxLock());
        if (command.json()) {
            command.terminal().json(printer.json());
        } else {
            printer.print(command.terminal());
        }
        return rehearsal.isWell() && rehearsal.over(settings.maxLock()).isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static DriverManagerDataSource clone(Migrator migrator, String url) {
        DriverManagerDataSource clone = new DriverManagerDataSource(url);
        ScratchServer own = ServerOfDataSource.of(migrator.dataSource());
        if (own != null && own.user() != null && !url.contains("user=")) {
            clone.setUsername(own.user());
            if (own.password() != null) {
                clone.setPassword(own.password());
            }
        }
        return clone;
    }

    /** What the revisions took before, in this database and in the others of the application that can be reached. */
    private Map<String, Map<String, Duration>> durations(DbCommand command, Migrator migrator, Rehearsal rehearsal) {
        Map<String, Map<String, Duration>> durations = new LinkedHashMap<>();
        List<String> ids = rehearsal.revisions().stream()
                .map(revision -> revision.revision().id())
                .toList();
        if (ids.isEmpty()) {
            return durations;
        }
        Map<String, Migrator> all = all(command);
        add(url == null ? "here" : "in " + name(migrator, all), migrator, ids, durations);
        all.forEach((name, other) -> {
            if (other.dataSource() != migrator.dataSource()) {
                add("in " + name, other, ids, durations);
            }
        });
        return durations;
    }

    /** What was rehearsed is told also if another database is not configured well. */
    private static Map<String, Migrator> all(DbCommand command) {
        try {
            return command.db().application().migrators(null);
        } catch (MigrationException | BeansException e) {
            return Map.of();
        }
    }

    /** The rehearsal ran elsewhere. */
    private static String name(Migrator migrator, Map<String, Migrator> all) {
        return all.entrySet().stream()
                .filter(entry -> all.size() > 1)
                .filter(entry -> entry.getValue().dataSource() == migrator.dataSource())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("the database");
    }

    /** A database that cannot be reached has nothing to tell. */
    private static void add(
            String where, Migrator migrator, List<String> ids, Map<String, Map<String, Duration>> durations) {
        try {
            migrator.lastDurations(ids)
                    .forEach((id, duration) -> durations
                            .computeIfAbsent(id, key -> new LinkedHashMap<>())
                            .put(where, duration));
        } catch (MigrationException e) {
            return;
        }
    }
}
