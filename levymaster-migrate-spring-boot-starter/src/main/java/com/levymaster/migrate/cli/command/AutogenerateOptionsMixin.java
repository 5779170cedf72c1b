package com.levymaster.migrate.cli.command;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.AutogenerateOptions.Choice;
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
            description = "The persistence unit, if the application has several.")
    @Nullable
    String unit;

    @Option(names = NO_DATABASE, description = "Use no database: compare with the schema that the revisions produce.")
    boolean noDatabase;

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description =
                    "With --no-database: run the revisions on a temporary database of this server, and compare with"
                            + " that.")
    @Nullable
    String scratchUrl;

    @Option(
            names = "--include",
            paramLabel = "TABLE",
            description = "Compare only these tables; * matches anything. May be repeated.")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "TABLE",
            description = "Do not compare these tables; * matches anything. May be repeated.")
    List<String> exclude = new ArrayList<>();

    @Option(names = "--include-unmapped", description = "Drop tables, sequences and enum types that no entity uses.")
    boolean includeUnmapped;

    @Option(
            names = "--strict",
            description =
                    "Compare also what the mapping does not state, such as indexes, defaults and lengths that no revision"
                            + " made; otherwise they are kept, and counted.")
    boolean strict;

    @Option(names = "--allow-destructive", description = "Also draft operations that lose data.")
    boolean allowDestructive;

    @Option(
            names = "--rename",
            paramLabel = "TABLE.OLD=NEW",
            description = "A column was renamed; as TABLE.COLUMN.OLD=NEW, a value of an enum. May be repeated.")
    Map<String, String> renames = new LinkedHashMap<>();

    @Option(names = "--rename-table", paramLabel = "OLD=NEW", description = "A table was renamed. May be repeated.")
    Map<String, String> tableRenames = new LinkedHashMap<>();

    @Option(
            names = "--drop",
            paramLabel = "TABLE[.COLUMN]",
            description = "A table or column is dropped, although an added one is alike; a column also if its new type"
                    + " has no cast. May be repeated.")
    List<String> dropped = new ArrayList<>();

    @Option(
            names = "--convert-identity",
            description = "Make an identity of a serial column where the mapping has one; else both are accepted.")
    boolean convertIdentity;

    @Option(names = "--no-input", description = "Ask no questions; fail if an answer is needed.")
    boolean noInput;

    /** Returns the scratch server of the command line with the configured user, else the configured one. */
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
        return (strict ? configured.strictly() : configured)
                .with(Choice.UNMAPPED, includeUnmapped || configured.has(Choice.UNMAPPED))
                .with(Choice.CONVERT_IDENTITY, convertIdentity || configured.has(Choice.CONVERT_IDENTITY))
                .with(Choice.DESTRUCTIVE, allowDestructive || configured.has(Choice.DESTRUCTIVE))
                .withFilter(configured.filter().including(include).excluding(exclude))
                .withRenames(hints)
                .withDropped(Set.copyOf(dropped));
    }

    private static RenameHint column(String from, String to) {
        int dot = from.lastIndexOf('.');
        if (dot <= 0 || dot == from.length() - 1 || to.isBlank()) {
            throw new MigrationException(
                    "--rename " + from + "=" + to + " does not name a column.", "use --rename table.old=new.");
        }
        return RenameHint.column(
                name(from.substring(0, dot)), to, from.substring(dot + 1), "--rename " + from + "=" + to);
    }

    private static ObjectName name(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? ObjectName.of(text) : ObjectName.of(text.substring(0, dot), text.substring(dot + 1));
    }
}
