package com.levymaster.migrate.command;

import com.levymaster.migrate.command.TableShape.Column;
import com.levymaster.migrate.command.TableShape.Obstacle;
import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionTableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the version table and the history table with what this version reads and writes, and names all differences. */
final class TableShapeCheck {

    private static final String TEXT = "text";
    private static final String NUMBER = "bigint";
    private static final String TIME = "timestamp with time zone";
    private static final String IDENTITY = "generated always as identity";

    private static final Set<String> TEXTS = Set.of(TEXT, "character varying");
    private static final Set<String> NUMBERS = Set.of(NUMBER, "integer");

    private static final List<Expected> VERSION = List.of(
            new Expected("revision", TEXT, "not null", true),
            new Expected("applied_at", TIME, "not null default clock_timestamp()", false),
            new Expected("ordinal", NUMBER, IDENTITY, true));

    private static final List<Expected> HISTORY = List.of(
            new Expected("id", NUMBER, IDENTITY, true),
            new Expected("run", TEXT, "not null default 'unknown'", true),
            new Expected("event", TEXT, "not null default 'unknown'", true),
            new Expected("revision", TEXT, "not null default 'unknown'", true),
            new Expected("message", TEXT, "not null default ''", true),
            new Expected("recorded_at", TIME, "not null default clock_timestamp()", true),
            new Expected("duration_ms", NUMBER, "not null default 0", true),
            new Expected("checksum", TEXT, "", true),
            new Expected("operations", TEXT, "", true),
            new Expected("database_user", TEXT, "not null default session_user", true),
            new Expected("os_user", TEXT, "", true),
            new Expected("host", TEXT, "", true),
            new Expected("application", TEXT, "", true),
            new Expected("application_version", TEXT, "", true),
            new Expected("error", TEXT, "", true),
            new Expected("sql", TEXT, "", false),
            new Expected("step", TEXT, "", true));

    private static final Pattern LIMITED = Pattern.compile("\\((\\d+)\\)$");

    /** The lengths of those columns of text that have a limit. */
    private static final Map<String, Integer> LONGEST =
            Map.of("revision", 64, "event", 16, "run", 36, "step", 40, "checksum", 64, "database_user", 63);

    /** Columns whose values come from their default. */
    private static final Set<String> DEFAULTED = Set.of("applied_at", "recorded_at", "database_user");

    private final List<String> problems = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    private TableShapeCheck() {}

    /**
     * A column of this version.
     *
     * @param options what follows its type in {@code add column}
     * @param read whether it is read, and not only written
     */
    private record Expected(String name, String type, String options, boolean read) {

        /** Whether values may be longer than the limit of {@code character varying(n)}. */
        boolean isTooLongFor(String actual) {
            Matcher limited = LIMITED.matcher(actual);
            return limited.find() && Integer.parseInt(limited.group(1)) < LONGEST.getOrDefault(name, Integer.MAX_VALUE);
        }

        boolean accepts(String actual) {
            String bare = actual.replaceFirst("\\(.*\\)$", "");
            return type.equals(TEXT) && TEXTS.contains(bare)
                    || type.equals(NUMBER) && NUMBERS.contains(bare)
                    || type.equals(bare);
        }
    }

    /** @throws VersionTableException if a table cannot be read, or does not show all its rows; it names all differences */
    static void checkReading(ServerInfo server, TableNames tables) {
        if (!of(server, tables, false).problems.isEmpty()) {
            checkWriting(server, tables);
        }
    }

    /** @throws VersionTableException if a table cannot be read, or does not keep what is written */
    static void checkWriting(ServerInfo server, TableNames tables) {
        TableShapeCheck check = of(server, tables, true);
        if (!check.problems.isEmpty()) {
            throw VersionTableException.unexpected(check.problems, check.remedies);
        }
    }

    private static TableShapeCheck of(ServerInfo server, TableNames tables, boolean writing) {
        TableShapeCheck check = new TableShapeCheck();
        TableNames names = tables.withSchema(server.schema());
        Table version = new Table("version table", names.qualifiedVersion(), "levymaster.migrate.version-table");
        Table history = new Table("history table", names.qualifiedHistory(), "levymaster.migrate.history-table");
        check.check(version, server.versionShape(), VERSION, "revision", writing);
        check.check(history, server.historyShape(), HISTORY, null, writing);
        return check;
    }

    /** @param name quoted, with its schema */
    private record Table(String kind, String name, String property) {

        /** With the dot after it. */
        String schema() {
            return name.substring(0, name.indexOf("\".\"") + 2);
        }
    }

    private void check(Table table, TableShape shape, List<Expected> expected, @Nullable String key, boolean writing) {
        if (shape.kind() == null) {
            return;
        }
        List<String> faults = new ArrayList<>();
        if (!Set.of("r", "p").contains(shape.kind())) {
            faults.add("it is " + kind(shape.kind()) + ", not a table");
            remedies.add("drop it, or configure another name (" + table.property() + ")");
        } else {
            columns(table, shape, expected, writing, faults);
            rows(table, shape, faults);
            if (writing) {
                key(table, shape, key, faults);
                writes(table, shape, expected, faults);
            }
        }
        if (!faults.isEmpty()) {
            problems.add("The " + table.kind() + " " + table.name() + " is not as expected: "
                    + PrintableText.line(String.join("; ", faults)) + ".");
        }
    }

    private void columns(Table table, TableShape shape, List<Expected> expected, boolean writing, List<String> faults) {
        boolean foreign =
                expected.stream().noneMatch(e -> e.read() && shape.columns().containsKey(e.name()));
        for (Expected column : expected) {
            Column actual = shape.columns().get(column.name());
            if (!writing && !column.read()) {
                continue;
            }
            if (actual == null) {
                faults.add("column " + column.name() + " is missing");
                remedy(!foreign, table, "add column " + column.name() + " " + column.type() + " " + column.options());
            } else if (!column.accepts(actual.type()) || writing && column.isTooLongFor(actual.type())) {
                faults.add("column " + column.name() + " has type " + actual.type() + ", not " + column.type());
                remedy(
                        true,
                        table,
                        "alter column " + column.name() + " type " + column.type() + " using " + column.name() + "::"
                                + column.type());
            }
        }
        if (foreign) {
            remedies.add("if it belongs to another program, configure another name (" + table.property() + ")");
        }
    }

    private void rows(Table table, TableShape shape, List<String> faults) {
        if (shape.hidesRows()) {
            faults.add("row-level security applies to this role, so that rows can be hidden");
            remedies.add("alter table " + table.name() + " disable row level security, or give the role bypassrls");
        }
    }

    private void key(Table table, TableShape shape, @Nullable String key, List<String> faults) {
        if (key == null || !shape.columns().containsKey(key)) {
            return;
        }
        if (!shape.hasKey()) {
            faults.add("it has no primary key on " + key + ", so that a revision could be recorded twice");
            remedies.add("delete rows with a null or repeated " + key + ", then alter table " + table.name()
                    + " add primary key (" + key + ")");
        } else if (!shape.columns().get(key).required()) {
            faults.add("column " + key + " accepts null");
            remedies.add("delete rows with a null " + key + ", then alter table " + table.name() + " alter column "
                    + key + " set not null");
        }
    }

    private void writes(Table table, TableShape shape, List<Expected> expected, List<String> faults) {
        for (Column column : shape.columns().values()) {
            Expected ours = expected.stream()
                    .filter(e -> e.name().equals(column.name()))
                    .findFirst()
                    .orElse(null);
            if (!column.generated()) {
                ungenerated(table, column, ours, faults);
            }
        }
        for (Obstacle obstacle : shape.obstacles()) {
            String name = quoted(obstacle.name());
            faults.add(obstacle.kind() + " " + name + " " + obstacle.effect());
            remedies.add(
                    switch (obstacle.kind()) {
                        case "trigger" -> "alter table " + table.name() + " disable trigger " + name;
                        case "rule" -> "drop rule " + name + " on " + table.name();
                        case "index" -> "drop index " + table.schema() + name;
                        default -> "alter table " + table.name() + " drop constraint " + name;
                    });
        }
    }

    private void ungenerated(Table table, Column column, @Nullable Expected ours, List<String> faults) {
        if (ours == null) {
            if (column.required() && !column.name().equals("guards")) {
                faults.add("column " + column.name()
                        + ", which this version does not write, is not null and has no default");
                remedy(true, table, "alter column " + quoted(column.name()) + " drop not null");
            }
        } else if (ours.options().equals(IDENTITY)) {
            faults.add("column " + column.name() + " is no identity column");
            remedies.add("alter table " + table.name() + " alter column " + column.name()
                    + " set not null, alter column "
                    + column.name() + " add " + IDENTITY
                    + "; select pg_catalog.setval(pg_catalog.pg_get_serial_sequence('" + table.name()
                    + "', '" + column.name() + "'), pg_catalog.max(" + column.name() + ")) from " + table.name());
        } else if (column.required() && DEFAULTED.contains(column.name())) {
            String byDefault = ours.options().replaceFirst("^not null ", "");
            faults.add("column " + column.name() + " has no default");
            remedy(true, table, "alter column " + column.name() + " set " + byDefault);
        }
    }

    private void remedy(boolean given, Table table, String change) {
        if (given) {
            remedies.add("alter table " + table.name() + " " + change.strip());
        }
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String kind(String relkind) {
        return switch (relkind) {
            case "v" -> "a view";
            case "m" -> "a materialized view";
            case "f" -> "a foreign table";
            case "S" -> "a sequence";
            case "i", "I" -> "an index";
            default -> "a type";
        };
    }
}
