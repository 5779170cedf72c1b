package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.command.ScratchServer;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that compare the entities with the database. */
public final class AutogenerateOptionsMixin {

    public static final String NO_DATABASE = "--no-database";

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            description = "Which persistence unit, where the application has several.")
    @Nullable
    String unit;

    @Option(
            names = NO_DATABASE,
            description = "Ask no database: compare with what the revisions themselves say that they make.")
    boolean noDatabase;

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description = "With --no-database: let the revisions run on a database that is made beside this one for it,"
                    + " and dropped again.")
    @Nullable
    String scratchUrl;

    @Option(
            names = "--include",
            paramLabel = "TABLE",
            description = "Look at these tables only; * stands for anything. May be repeated.")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "TABLE",
            description = "Do not look at these tables; * stands for anything. May be repeated.")
    List<String> exclude = new ArrayList<>();

    @Option(names = "--include-unmapped", description = "Drop tables, sequences and enum types that no entity uses.")
    boolean includeUnmapped;

    @Option(names = "--allow-destructive", description = "Draft also what loses data.")
    boolean allowDestructive;

    @Option(
            names = "--rename",
            paramLabel = "TABLE.OLD=NEW",
            description = "A column was renamed, and not dropped and added. May be repeated.")
    Map<String, String> renames = new LinkedHashMap<>();

    @Option(
            names = "--rename-table",
            paramLabel = "OLD=NEW",
            description = "A table was renamed, and not dropped and created. May be repeated.")
    Map<String, String> tableRenames = new LinkedHashMap<>();

    @Option(
            names = "--drop",
            paramLabel = "TABLE[.COLUMN]",
            description = "It really goes, although something alike comes. May be repeated.")
    List<String> dropped = new ArrayList<>();

    @Option(names = "--no-input", description = "Ask no questions on a terminal: stop where one would be asked.")
    boolean noInput;

    /** The one that is said, as whoever is configured. */
    @Nullable
    ScratchServer scratch(@Nullable ScratchServer configured) {
        return scratchUrl == null
                ? configured
                : configured == null
                        ? new ScratchServer(scratchUrl, null, null)
                        : new ScratchServer(scratchUrl, configured.user(), configured.password());
    }

    AutogenerateOptions options(AutogenerateOptions configured) {
        List<RenameHint> hints = new ArrayList<>();
        renames.forEach((from, to) -> hints.add(column(from, to)));
        tableRenames.forEach((from, to) -> hints.add(
                RenameHint.table(name(from).renamed(to), name(from).name(), "--rename-table " + from + "=" + to)));
        AutogenerateOptions options = configured
                .withFilter(configured.filter().including(include).excluding(exclude))
                .withRenames(hints)
                .withDropped(Set.copyOf(dropped));
        options = includeUnmapped ? options.includingUnmapped() : options;
        return allowDestructive ? options.allowingDestructive() : options;
    }

    private static RenameHint column(String from, String to) {
        int dot = from.lastIndexOf('.');
        if (dot <= 0 || dot == from.length() - 1 || to.isBlank()) {
            throw new MigrationException(
                    "--rename " + from + "=" + to + " does not say which column.", "write --rename table.old=new.");
        }
        return RenameHint.column(
                name(from.substring(0, dot)), to, from.substring(dot + 1), "--rename " + from + "=" + to);
    }

    private static ObjectName name(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? ObjectName.of(text) : ObjectName.of(text.substring(0, dot), text.substring(dot + 1));
    }
}
