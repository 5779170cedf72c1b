package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.Isolation;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.CopyRows;
import com.levymaster.migrate.revision.Phase;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sql.SqlStatements;
import com.levymaster.migrate.sql.SqlStatements.Statement;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one SQL file; finds all its faults. */
final class SqlRevisionParser {

    private static final Pattern ATTRIBUTE = Pattern.compile("--\\s*(\\w+)\\s*:\\s*(.*?)\\s*");
    private static final Pattern MARKER = Pattern.compile("(?i)--\\s*(upgrade|downgrade|autocommit|transaction)\\s*");
    private static final Pattern SECTION = Pattern.compile("(?i)--\\s*(upgrade|downgrade)\\s*");
    /** What follows stands in another file, from its first line on. */
    private static final Pattern SOURCE = Pattern.compile("--#source (.*?)\\s*");

    /** What a file is; a file of callbacks or of rows has statements only. In one of another tool comments mean nothing. */
    enum FileKind {
        REVISION,
        REPEATABLE,
        /** A repeatable as it was recorded: nobody can correct it, and what was accepted once still is. */
        RECORDED,
        CALLBACK,
        ROWS,
        FOREIGN,
        /** Without placeholders. */
        FOREIGN_LITERAL;

        boolean isForeign() {
            return this == FOREIGN || this == FOREIGN_LITERAL;
        }

        boolean isRepeatable() {
            return this == REPEATABLE || this == RECORDED;
        }
    }

    private final FileKind kind;
    private final String file;
    private final String original;
    private final SqlFileText read;
    private final String text;
    private final List<String> faults;
    private final Map<Attribute, String> header = new EnumMap<>(Attribute.class);
    private final List<SqlStep> upgrade = new ArrayList<>();
    private final List<SqlStep> downgrade = new ArrayList<>();
    private @Nullable List<SqlStep> section;
    private boolean hasSections;
    private boolean hasDowngrade;
    private boolean autocommit;
    private String source;
    private int firstLine = 1;

    /** @param faults to which those of this file are added, each with its line */
    SqlRevisionParser(
            FileKind kind, String file, SqlFileText read, Map<String, String> placeholders, List<String> faults) {
        this.kind = kind;
        this.section = kind == FileKind.REVISION ? null : upgrade;
        this.file = file;
        this.source = file;
        this.faults = faults;
        this.read = read;
        this.original = read.text();
        this.text = replacesNone(kind, original) ? original : replaced(original, placeholders);
    }

    static boolean replacesNone(FileKind kind, String text) {
        if (kind.isForeign()) {
            return kind == FileKind.FOREIGN_LITERAL;
        }
        for (Iterator<Token> tokens = SqlTokens.scan(text); tokens.hasNext(); ) {
            Token token = tokens.next();
            Matcher attribute = ATTRIBUTE.matcher(token.text());
            if (token.kind() != TokenKind.COMMENT && !token.is(";")
                    || SECTION.matcher(token.text()).matches()) {
                return false;
            }
            if (attribute.matches() && Attribute.PLACEHOLDERS.name().equalsIgnoreCase(attribute.group(1))) {
                return attribute.group(2).equalsIgnoreCase("false");
            }
        }
        return false;
    }

    /** Returns the revision; it is complete only if no fault was added. */
    SqlRevision parse() {
        try {
            SqlStatements.of(text).forEach(this::read);
            checkHeader();
            checkRows();
        } catch (MigrationException e) {
            faults.add(file + ": " + e.problem());
        }
        String reason = header.getOrDefault(Attribute.IRREVERSIBLE, file + " has no section `-- downgrade`");
        return new SqlRevision(file, original, header(), options(), upgrade, hasDowngrade ? downgrade : null, reason);
    }

    private void checkHeader() {
        if (kind == FileKind.REVISION
                && header.getOrDefault(Attribute.REVISION, "").isEmpty()) {
            fault(0, "the header lacks `-- revision: ID`");
        }
        String id = header.getOrDefault(Attribute.REVISION, "");
        if (kind == FileKind.REVISION && id.matches(".*[\\s,/].*")) {
            fault(0, "the revision id `" + id + "` is not one word: the rest belongs in `-- message:`");
        }
        if (hasDowngrade && header.containsKey(Attribute.IRREVERSIBLE)) {
            fault(0, "it is irreversible, and has a section `-- downgrade`");
        }
        header.keySet().stream().filter(each -> !isAllowed(each)).forEach(each -> {
            String known = kind.isRepeatable()
                    ? "a repeatable has no such attribute"
                    : (kind == FileKind.ROWS ? "a file of rows" : "a callback") + " has no header";
            fault(0, each.name().toLowerCase(Locale.ROOT) + ": " + known);
        });
    }

    /** The values of placeholders may have made another statement of what was a copy. */
    private void checkRows() {
        long used = Stream.concat(upgrade.stream(), downgrade.stream())
                .filter(step -> step.rows() != null)
                .count();
        if (faults.isEmpty() && used < read.rows().size()) {
            fault(0, "it has rows that no `copy … from stdin` reads once its placeholders have their values");
        }
    }

    private boolean isAllowed(Attribute attribute) {
        return switch (kind) {
            case REVISION -> attribute != Attribute.REPEATABLE;
            case REPEATABLE, RECORDED ->
                Set.of(
                                Attribute.REPEATABLE,
                                Attribute.DEPENDS_ON,
                                Attribute.MESSAGE,
                                Attribute.IGNORED_HAZARDS,
                                Attribute.BECAUSE,
                                Attribute.PLACEHOLDERS)
                        .contains(attribute);
            case CALLBACK -> attribute == Attribute.PLACEHOLDERS;
            case ROWS, FOREIGN, FOREIGN_LITERAL -> false;
        };
    }

    private String replaced(String given, Map<String, String> placeholders) {
        Matcher matcher = Placeholders.PATTERN.matcher(given);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value = placeholders.get(matcher.group(1));
            if (value == null && !SqlStatements.isComment(given, matcher.start())) {
                faults.add(at(SqlStatements.line(given, matcher.start())) + withoutValue(matcher.group(1)));
            }
            matcher.appendReplacement(result, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(result).toString();
    }

    static String withoutValue(String placeholder) {
        return "the placeholder ${" + placeholder + "} has no value: levymaster.migrate.sql.placeholders."
                + placeholder;
    }

    private void read(Statement statement) {
        if (!kind.isForeign()) {
            statement.before().forEach(this::comment);
            statement.within().forEach(this::markerWithin);
        }
        if (!statement.text().isEmpty()) {
            add(statement);
        }
    }

    private void comment(Token comment) {
        Matcher other = SOURCE.matcher(comment.text());
        if (other.matches()) {
            source = other.group(1);
            firstLine = SqlStatements.line(text, comment.start()) + 1;
            return;
        }
        Matcher marker = MARKER.matcher(comment.text());
        Matcher attribute = ATTRIBUTE.matcher(comment.text());
        if (marker.matches()) {
            begin(marker.group(1).toLowerCase(Locale.ROOT), comment);
        } else if (isInHeader() && attribute.matches()) {
            attribute(attribute.group(1), attribute.group(2), comment);
        }
    }

    /** One of another name is a comment. */
    private void attribute(String name, String value, Token comment) {
        Optional<Attribute> known = Arrays.stream(Attribute.values())
                .filter(each -> each.name().equalsIgnoreCase(name))
                .findFirst();
        if (known.isPresent()) {
            put(known.get(), value, comment);
        } else if (kind == FileKind.REVISION || kind == FileKind.REPEATABLE) {
            Attribute.meant(name)
                    .ifPresent(meant -> fault(
                            comment.start(),
                            "`-- " + name + ":` has no meaning: write `-- "
                                    + meant.name().toLowerCase(Locale.ROOT) + ":`, or a comment without the colon"));
        }
    }

    private boolean isInHeader() {
        return !hasSections && upgrade.isEmpty();
    }

    private void put(Attribute attribute, String value, Token comment) {
        if (attribute == Attribute.PLACEHOLDERS
                && kind != FileKind.RECORDED
                && !value.equalsIgnoreCase("true")
                && !value.equalsIgnoreCase("false")) {
            fault(comment.start(), "placeholders is `" + value + "`: it must be true or false");
        }
        if (header.putIfAbsent(attribute, value) != null) {
            fault(comment.start(), attribute.name().toLowerCase(Locale.ROOT) + " is given twice");
        }
    }

    private void begin(String marker, Token comment) {
        boolean isSection = marker.endsWith("grade");
        if (kind == FileKind.CALLBACK || kind == FileKind.ROWS || kind.isRepeatable() && !isSection) {
            String what = kind == FileKind.ROWS
                    ? "file of rows"
                    : kind.isRepeatable() ? "repeatable" : kind.name().toLowerCase(Locale.ROOT);
            fault(comment.start(), "`-- " + marker + "` has no meaning in a " + what);
            return;
        }
        switch (marker) {
            case "upgrade", "downgrade" -> {
                boolean down = marker.equals("downgrade");
                if (down ? hasDowngrade : hasSections || !upgrade.isEmpty()) {
                    fault(comment.start(), "the section `-- " + marker + "` must stand once, the upgrade first");
                }
                hasSections = true;
                section = down ? downgrade : upgrade;
                hasDowngrade |= down;
                autocommit = false;
            }
            default -> autocommit = marker.equals("autocommit");
        }
    }

    /** Without this, a downgrade would become the rest of a statement of the upgrade. */
    private void markerWithin(Token comment) {
        if (MARKER.matcher(comment.text()).matches()) {
            fault(comment.start(), "the statement before `" + comment.text().strip() + "` lacks its semicolon");
        }
    }

    private void add(Statement statement) {
        Optional<String> problem = kind == FileKind.RECORDED ? Optional.empty() : StatementFault.of(statement);
        if (section == null) {
            fault(statement.start(), "a statement stands before `-- upgrade`");
        } else if (problem.isPresent()) {
            fault(statement.start(), problem.get());
        } else if (kind == FileKind.ROWS && statement.rows() != null) {
            fault(statement.start(), "rows are given by `insert`, not by `copy`");
        } else if (kind == FileKind.CALLBACK && statement.rows() != null) {
            fault(statement.start(), "a callback has no rows: use `insert` instead of `copy`");
        } else {
            int line = SqlStatements.line(text, statement.start()) - firstLine + 1;
            String rows = statement.rows();
            CopyRows copied = rows == null ? null : read.rows(rows);
            section.add(new SqlStep(statement.text(), source + ":" + line, autocommit, copied));
        }
    }

    private RevisionHeader header() {
        if (kind != FileKind.REVISION) {
            String name = file.substring(file.lastIndexOf('/') + 1).replaceAll("^R__|\\.sql$", "");
            return RevisionHeader.ofRepeatable(
                    header.getOrDefault(Attribute.REPEATABLE, name),
                    list(Attribute.DEPENDS_ON),
                    header.getOrDefault(Attribute.MESSAGE, ""));
        }
        return new RevisionHeader(
                header.getOrDefault(Attribute.REVISION, ""),
                list(Attribute.DOWN_REVISION),
                list(Attribute.DEPENDS_ON),
                list(Attribute.LABELS),
                header.getOrDefault(Attribute.MESSAGE, ""),
                list(Attribute.REPLACES),
                phase(),
                header.getOrDefault(Attribute.MODULE, ""));
    }

    private Phase phase() {
        String value = header.getOrDefault(Attribute.PHASE, "expand");
        Optional<Phase> known = Arrays.stream(Phase.values())
                .filter(each -> each.name().equalsIgnoreCase(value))
                .findFirst();
        if (known.isEmpty()) {
            fault(0, "phase is `" + value + "`: it must be expand or contract");
        }
        return known.orElse(Phase.EXPAND);
    }

    private RevisionOptions options() {
        String isolation = header.getOrDefault(Attribute.ISOLATION, "default").replace(' ', '_');
        boolean known =
                Arrays.stream(Isolation.values()).anyMatch(each -> each.name().equalsIgnoreCase(isolation));
        if (!known) {
            fault(0, "`" + isolation + "` is no isolation level");
        }
        return new RevisionOptions(
                        !header.getOrDefault(Attribute.TRANSACTIONAL, "true").equalsIgnoreCase("false"),
                        known ? Isolation.valueOf(isolation.toUpperCase(Locale.ROOT)) : Isolation.DEFAULT,
                        Set.copyOf(list(Attribute.IGNORED_HAZARDS)),
                        header.getOrDefault(Attribute.ADOPTED, "false").equalsIgnoreCase("true"))
                .withBecause(header.getOrDefault(Attribute.BECAUSE, ""));
    }

    private List<String> list(Attribute attribute) {
        return Arrays.stream(header.getOrDefault(attribute, "").split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private void fault(int index, String problem) {
        faults.add(at(SqlStatements.line(text, index)) + problem);
    }

    private String at(int line) {
        return file + ":" + line + ": ";
    }
}
