package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes statements conditional on the existence of an object, with {@code if [not] exists} where PostgreSQL supports
 * it, otherwise in a {@code do} block.
 */
final class ExistenceClauses {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\".]+)";
    private static final String QUALIFIED = NAME + "(?:\\." + NAME + ")?";

    /**
     * Relations share their names: {@code create table if not exists} is also skipped if an index has the name. They are
     * created in a block that looks for their own kind, except in an autocommit block, where none is possible.
     */
    private static final Pattern CREATE = Pattern.compile("(?s)(create (?:unique )?index concurrently"
            + "|create (?:schema|extension)"
            + "|alter table " + QUALIFIED + " add column|alter type " + QUALIFIED + " add value) (.*)");

    private static final Pattern DROP = Pattern.compile(
            "(?s)(drop (?:table|index(?: concurrently)?|sequence|type|domain"
                    + "|schema|extension|view|materialized view)|alter (?:index|sequence|view|materialized view)) (.*)");

    private static final Pattern DROP_PART =
            Pattern.compile("(?s)alter table (" + QUALIFIED + ") drop (column|constraint) (.*)");

    private static final Pattern RENAME_TABLE =
            Pattern.compile("(?s)alter table (" + QUALIFIED + " (?:rename to|set schema) .*)");

    private ExistenceClauses() {}

    static List<SqlStatement> ifNotExists(Operation create, List<SqlStatement> statements) {
        Matcher matcher = CREATE.matcher(first(statements));
        boolean supported = matcher.matches()
                && (statements.size() == 1 || !statements.get(0).transactional());
        if (!supported) {
            return List.of(block("if not (" + exists(create) + ") then", statements));
        }
        String sql = matcher.group(1) + " if not exists " + matcher.group(2);
        return withFirst(statements, sql);
    }

    static List<SqlStatement> ifExists(Operation drop, List<SqlStatement> statements) {
        String sql = first(statements);
        Matcher part = DROP_PART.matcher(sql);
        Matcher table = RENAME_TABLE.matcher(sql);
        Matcher object = DROP.matcher(sql);
        if (statements.size() == 1 && part.matches()) {
            return withFirst(
                    statements,
                    "alter table if exists " + part.group(1) + " drop " + part.group(2) + " if exists "
                            + part.group(3));
        }
        if (statements.size() == 1 && table.matches()) {
            return withFirst(statements, "alter table if exists " + table.group(1));
        }
        if (statements.size() == 1 && object.matches()) {
            return withFirst(statements, object.group(1) + " if exists " + object.group(2));
        }
        return List.of(block("if " + exists(drop) + " then", statements));
    }

    /** A block of PL/pgSQL with an exception handler, which implies a savepoint. */
    static List<SqlStatement> savepoint(List<SqlStatement> steps, List<SqlStatement> onFailure) {
        StringBuilder body = new StringBuilder("begin\n").append(executed(steps, "  "));
        if (!onFailure.isEmpty()) {
            body.append("exception when others then\n").append(executed(onFailure, "  "));
        }
        return List.of(anonymous(body.append("end").toString()));
    }

    private static SqlStatement block(String condition, List<SqlStatement> statements) {
        if (statements.isEmpty()) {
            return SqlStatement.comment("nothing to do");
        }
        return anonymous("begin\n  " + condition + "\n" + executed(statements, "    ") + "  end if;\nend");
    }

    static SqlStatement anonymous(String body) {
        String tag = delimiter(body, "do");
        return SqlStatement.of("do " + tag + "\n" + body + "\n" + tag);
    }

    /** One {@code execute} per statement, as lines of PL/pgSQL. */
    static String executed(List<SqlStatement> statements, String indent) {
        StringBuilder text = new StringBuilder();
        for (SqlStatement statement : statements) {
            if (!statement.transactional()) {
                throw new MigrationException(
                        "This statement cannot run in a block and therefore cannot be conditional: " + statement.sql(),
                        "check in Java with op.inspector(), or remove the condition");
            }
            text.append(indent)
                    .append(
                            statement.isComment()
                                    ? statement.sql() + "\n"
                                    : "execute " + dollarQuoted(statement.sql()) + ";\n");
        }
        return text.toString();
    }

    static String dollarQuoted(String sql) {
        String tag = delimiter(sql, "sql");
        return tag + sql + tag;
    }

    private static String delimiter(String text, String name) {
        String tag = "$" + name + "$";
        for (int i = 2; text.contains(tag); i++) {
            tag = "$" + name + i + "$";
        }
        return tag;
    }

    private static String first(List<SqlStatement> statements) {
        return statements.isEmpty() ? "" : statements.get(0).sql();
    }

    private static List<SqlStatement> withFirst(List<SqlStatement> statements, String sql) {
        List<SqlStatement> all = new ArrayList<>(statements);
        all.set(0, new SqlStatement(sql, statements.get(0).transactional()));
        return all;
    }

    private static String exists(Operation operation) {
        AffectedObject affected = AffectedObject.of(operation)
                .orElseThrow(() -> new MigrationException(
                        "This operation cannot be conditional: " + operation.describe() + ".",
                        "check in Java with op.inspector() instead"));
        ObjectName object = affected.object();
        String name = Literals.quoted(quote(object));
        return switch (affected.kind()) {
            case TABLE -> relation(name, "r", "p", "f");
            case SEQUENCE -> relation(name, "S");
            case VIEW -> relation(name, "v", "m");
            case INDEX -> relation(Literals.quoted(quote(object.renamed(part(affected)))), "i", "I");
            case TYPE -> "to_regtype(" + name + ") is not null";
            case SCHEMA -> "to_regnamespace(" + name + ") is not null";
            case EXTENSION -> row("pg_extension where extname = " + Literals.quoted(object.name()));
            case COLUMN, ATTRIBUTE ->
                row("pg_attribute where attrelid = to_regclass(" + name + ") and attname = "
                        + Literals.quoted(part(affected)) + " and not attisdropped");
            case CONSTRAINT ->
                row("pg_constraint where conrelid = to_regclass(" + name + ") and conname = "
                        + Literals.quoted(part(affected)));
            case ENUM_VALUE ->
                row("pg_enum where enumtypid = to_regtype(" + name + ") and enumlabel = "
                        + Literals.quoted(part(affected)));
        };
    }

    /** @param name the quoted name, as a literal */
    private static String relation(String name, String... kinds) {
        String letters = Stream.of(kinds).map(Literals::quoted).collect(Collectors.joining(", "));
        return row("pg_class where oid = to_regclass(" + name + ") and relkind in (" + letters + ")");
    }

    private static String row(String from) {
        return "exists (select from pg_catalog." + from + ")";
    }

    private static String part(AffectedObject affected) {
        return Objects.requireNonNull(affected.part());
    }
}
