package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes a value from an enum type, for which PostgreSQL has no statement: renames the old type, creates a new one
 * under the original name, and converts the columns.
 */
final class EnumValueRemoval {

    private final DatabaseSchema before;
    private final EnumType type;
    private final TypeOperation.RemoveEnumValue operation;

    EnumValueRemoval(DatabaseSchema before, TypeOperation.RemoveEnumValue operation) {
        this.before = before;
        this.operation = operation;
        EnumType known = before.enums().get(before.resolve(operation.name()));
        if (known == null || !known.labels().contains(operation.label())) {
            throw new UnknownObjectException(
                    "Value '" + operation.label() + "' cannot be removed from enum " + operation.name()
                            + ", which is not known to have it at this point.",
                    "check the names, or make the step conditional with op.idempotent(…)");
        }
        this.type = known;
    }

    static String create(EnumType type) {
        String labels = type.labels().stream().map(Literals::quoted).collect(Collectors.joining(", "));
        return "create type " + quote(type.name()) + " as enum (" + labels + ")";
    }

    List<SqlStatement> statements() {
        validate();
        List<SqlStatement> first = new ArrayList<>();
        List<SqlStatement> replacement = new ArrayList<>();
        List<SqlStatement> defaults = new ArrayList<>();
        String oldName = TemporaryNames.unused(
                type.name().name(),
                "_old",
                n -> before.enums().containsKey(type.name().renamed(n)));
        replacement.add(SqlStatement.of("alter type " + quote(type.name()) + " rename to " + quote(oldName)));
        replacement.add(SqlStatement.of(create(type.withLabels(
                type.labels().stream().filter(l -> !l.equals(operation.label())).toList()))));
        if (type.comment() != null) {
            replacement.add(CommentStatements.on("type", quote(type.name()), type.comment()));
        }
        DatabaseSchema after = operation.applyTo(before);
        for (Table table : before.tables().values()) {
            for (Column column : table.columns().stream().filter(this::usesType).toList()) {
                DefaultValue value = defaultOf(after, table, column);
                if (value != null && !value.equals(column.defaultValue())) {
                    first.add(ColumnClause.alter(table.name(), column.name(), "drop default"));
                    defaults.add(
                            ColumnClause.alter(table.name(), column.name(), "set default " + Literals.literal(value)));
                }
                replacement.add(ColumnClause.alter(
                        table.name(), column.name(), "type " + TypeText.of(column.type()) + " using " + using(column)));
            }
        }
        replacement.add(SqlStatement.of("drop type " + quote(type.name().renamed(oldName))));
        replacement.addAll(defaults);
        return List.of(TypeDependents.replacing(type.name(), first, replacement));
    }

    private static @Nullable DefaultValue defaultOf(DatabaseSchema schema, Table table, Column column) {
        return schema.catalog()
                .table(table.name())
                .flatMap(t -> t.column(column.name()))
                .map(Column::defaultValue)
                .orElse(null);
    }

    private String using(Column column) {
        String name = quote(column.name());
        String to = TypeText.of(column.type());
        String replacement = operation.replacement();
        if (column.type() instanceof ColumnType.Array) {
            String text = name + "::text[]";
            return replacement == null ? text + "::" + to : replaced("array_replace", text, replacement) + "::" + to;
        }
        return replacement == null
                ? name + "::text::" + to
                : "(case " + name + "::text when " + Literals.quoted(operation.label()) + " then "
                        + Literals.quoted(replacement) + " else " + name + "::text end)::" + to;
    }

    private String replaced(String function, String text, String replacement) {
        return function + "(" + text + ", " + Literals.quoted(operation.label()) + ", " + Literals.quoted(replacement)
                + ")";
    }

    private boolean usesType(Column column) {
        return isRemovalType(column.type() instanceof ColumnType.Array array ? array.element() : column.type());
    }

    private boolean isRemovalType(@Nullable ColumnType other) {
        return other instanceof ColumnType.UserDefined user
                && before.resolve(user.name()).equals(before.resolve(type.name()));
    }

    private void validate() {
        if (operation.replacement() == null) {
            validateDefaults();
        }
        List<String> domains = before.domains().values().stream()
                .filter(d -> isRemovalType(d.type() instanceof ColumnType.Array array ? array.element() : d.type()))
                .map(Domain::name)
                .map(ObjectName::toString)
                .toList();
        if (!domains.isEmpty()) {
            throw new MigrationException(
                    "Value '" + operation.label() + "' cannot be removed from enum " + type.name()
                            + ": domains are based on it: " + String.join(", ", domains) + ".",
                    "change the columns of these domains to the enum itself and drop the domains first");
        }
        if (operation.replacement() != null && !type.labels().contains(operation.replacement())) {
            throw new MigrationException(
                    "The replacement '" + operation.replacement() + "' is not a value of enum " + type.name() + ": "
                            + type.labels() + ".",
                    "name one of its values, or add the value first");
        }
    }

    private void validateDefaults() {
        DefaultValue label = new DefaultValue.StringLiteral(operation.label());
        List<String> columns = before.tables().values().stream()
                .flatMap(t -> t.columns().stream()
                        .filter(c -> usesType(c) && label.equals(c.defaultValue()))
                        .map(c -> t.name() + "." + c.name()))
                .toList();
        if (!columns.isEmpty()) {
            throw new MigrationException(
                    "Value '" + operation.label() + "' cannot be removed from enum " + type.name()
                            + ": it is the default of " + String.join(", ", columns) + ".",
                    "change the default first, or name a replacement for the value");
        }
    }
}
