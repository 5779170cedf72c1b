package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Writes domain definitions, and the minimal statements that change one definition into another. */
final class DomainClause {

    private DomainClause() {}

    static String create(ServerVersion server, Domain domain) {
        StringBuilder text = new StringBuilder("create domain ")
                .append(quote(domain.name()))
                .append(" as ")
                .append(TypeText.of(server, domain.type()));
        DefaultValue value = domain.defaultValue();
        text.append(value == null ? "" : " default " + ColumnClause.defaultValue(value));
        text.append(domain.nullable() ? "" : " not null");
        domain.checks().forEach((name, check) -> text.append(' ').append(check(name, check)));
        return text.toString();
    }

    static List<SqlStatement> alter(Supplier<DatabaseSchema> before, TypeOperation.AlterDomain operation) {
        Domain to = operation.to();
        Domain from = operation.from() == null ? known(before.get(), to) : operation.from();
        validate(from, to);
        List<SqlStatement> statements = new ArrayList<>();
        if (!Objects.equals(from.defaultValue(), to.defaultValue())) {
            DefaultValue value = to.defaultValue();
            statements.add(alter(to, value == null ? "drop default" : "set default " + Literals.literal(value)));
        }
        if (from.nullable() != to.nullable()) {
            statements.add(alter(to, (to.nullable() ? "drop" : "set") + " not null"));
        }
        statements.addAll(checks(from, to));
        if (!Objects.equals(from.comment(), to.comment())) {
            statements.add(CommentStatements.on("domain", quote(to.name()), to.comment()));
        }
        return statements;
    }

    private static List<SqlStatement> checks(Domain from, Domain to) {
        List<SqlStatement> statements = new ArrayList<>();
        for (Map.Entry<String, String> check : from.checks().entrySet()) {
            if (!check.getValue().equals(to.checks().get(check.getKey()))) {
                statements.add(alter(to, "drop constraint " + quote(check.getKey())));
            }
        }
        for (Map.Entry<String, String> check : to.checks().entrySet()) {
            if (!check.getValue().equals(from.checks().get(check.getKey()))) {
                statements.add(alter(to, "add " + check(check.getKey(), check.getValue())));
            }
        }
        return statements;
    }

    private static SqlStatement alter(Domain domain, String action) {
        return SqlStatement.of("alter domain " + quote(domain.name()) + " " + action);
    }

    private static String check(String name, String expression) {
        return "constraint " + quote(name) + " check (" + expression + ")";
    }

    private static Domain known(DatabaseSchema before, Domain to) {
        Domain domain = before.domains().get(before.resolve(to.name()));
        if (domain == null) {
            throw new UnknownObjectException(
                    "Domain " + to.name() + " is not known at this point, so its changes cannot be determined.",
                    "state its previous definition with alterDomain(…).from(…)");
        }
        return domain;
    }

    private static void validate(Domain from, Domain to) {
        if (!from.type().equals(to.type())) {
            throw new MigrationException(
                    "Domain " + to.name() + " cannot change its type from "
                            + from.type().display() + " to " + to.type().display() + ".",
                    "create another domain and change the columns to it");
        }
    }
}
