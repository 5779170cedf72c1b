package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TypeOperation.AlterDomain;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.sql.Keywords;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks domains whose constraints make the server read or write the rows of their tables. */
final class DomainChecks {

    private DomainChecks() {}

    static List<Hazard> check(Operation step, LintContext context) {
        if (!(step instanceof AlterDomain alter) || !context.isInUse(alter.to().name())) {
            return List.of();
        }
        Domain to = alter.to();
        DatabaseSchema schema = context.before().get();
        Domain from = alter.from() == null ? schema.domains().get(schema.resolve(to.name())) : alter.from();
        Map<String, String> before = from == null ? Map.of() : from.checks();
        List<String> code = new ArrayList<>();
        to.checks().forEach((name, check) -> {
            if (!check.equals(before.get(name))) {
                code.addAll(added(sqlName(to.name()), Keywords.quoted(name), check, before.containsKey(name)));
            }
        });
        return code.isEmpty() || !isUsed(to.name(), schema)
                ? List.of()
                : List.of(scanned(step, to.name(), code.toArray(String[]::new)));
    }

    private static List<String> added(String domain, String name, String check, boolean replaced) {
        String alter = "alter domain " + domain;
        return Stream.of(
                        replaced ? alter + " drop constraint " + name : "",
                        alter + " add constraint " + name + " check (" + check + ") not valid",
                        alter + " validate constraint " + name)
                .filter(sql -> !sql.isEmpty())
                .map(RemedyCode::execute)
                .toList();
    }

    /** {@code alter domain … add constraint …} in raw SQL. */
    static Optional<Hazard> check(Operation step, SqlTokens sql, LintContext context) {
        ObjectName name = sql.at(0, "alter", "domain") ? SqlChecks.table(sql, 2) : null;
        if (name == null || !context.isInUse(name)) {
            return Optional.empty();
        }
        int at = name.schema() == null ? 3 : 5;
        boolean checked = sql.at(at, "add") && !SqlChecks.has(sql, "not", "valid");
        if (!checked || !isUsed(name, context.before().get())) {
            return Optional.empty();
        }
        String text = sql.between(0, sql.tokens().size());
        String[] code = sql.at(at + 1, "constraint") && at + 2 < sql.tokens().size()
                ? new String[] {
                    RemedyCode.execute(text + " not valid"),
                    RemedyCode.execute(sql.between(0, at) + " validate constraint "
                            + sql.tokens().get(at + 2).text())
                }
                : new String[] {RemedyCode.execute(text + " not valid")};
        return Optional.of(scanned(step, name, code));
    }

    private static Hazard scanned(Operation step, ObjectName domain, String... code) {
        return new Hazard(
                Rule.TABLE_SCAN,
                step,
                "All rows of all tables with columns of " + domain
                        + " are read, and the tables cannot be written to meanwhile.",
                RemedyCode.lines("add it as not valid, and validate it in a separate revision", code));
    }

    /** Whether a column of the domain is known; also true if the domain itself is not known. */
    private static boolean isUsed(ObjectName name, DatabaseSchema schema) {
        ObjectName resolved = schema.resolve(name);
        return !schema.domains().containsKey(resolved)
                || schema.tables().values().stream()
                        .flatMap(table -> table.columns().stream())
                        .anyMatch(column -> column.type() instanceof ColumnType.UserDefined user
                                && schema.resolve(user.name()).equals(resolved));
    }

    /** A column whose type is a domain with checks: the server writes every row to check it, also without a default. */
    static Optional<Hazard> added(AddColumn add, LintContext context) {
        if (!(add.column().type() instanceof ColumnType.UserDefined user)
                || add.column().generated() != null) {
            return Optional.empty();
        }
        DatabaseSchema schema = context.before().get();
        Domain domain = schema.domains().get(schema.resolve(user.name()));
        if (domain == null || domain.checks().isEmpty() && domain.nullable()) {
            return Optional.empty();
        }
        List<String> code = new ArrayList<>();
        String column = add.column().name();
        code.add(RemedyCode.step(
                add.table(), "addColumn(" + RemedyCode.string(column) + ", " + RemedyCode.type(domain.type()) + ")"));
        domain.checks().forEach((name, check) -> {
            String constraint = RemedyCode.string("ck_" + add.table().name() + "_" + name);
            code.add(RemedyCode.step(
                    add.table(),
                    "addCheck(" + constraint + ").that(" + RemedyCode.sql(of(column, check)) + ").notValid()"));
            code.add(RemedyCode.step(add.table(), "validateConstraint(" + constraint + ")"));
        });
        return Optional.of(new Hazard(
                Rule.TABLE_REWRITE,
                add,
                "Each row is checked by the domain " + user.name() + ": " + add.table()
                        + " is rewritten and cannot be read meanwhile.",
                RemedyCode.lines(
                        "add a column of its base type with the check of the domain, each line in a separate revision",
                        code.toArray(String[]::new))));
    }

    /** The check of a domain as that of a column. */
    private static String of(String column, String check) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Token token : SqlTokens.flat(check).tokens()) {
            text.append(check, at, token.start()).append(token.is("value") ? Keywords.quoted(column) : token.text());
            at = token.end();
        }
        return text.append(check.substring(at)).toString();
    }

    private static String sqlName(ObjectName name) {
        return (name.schema() == null ? "" : Keywords.quoted(name.schema()) + ".") + Keywords.quoted(name.name());
    }
}
