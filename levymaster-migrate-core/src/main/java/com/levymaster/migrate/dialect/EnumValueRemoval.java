package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.TypeOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes a value from an enum type, for which PostgreSQL has no statement: renames the old type, creates a new one
 * under the original name, and converts the columns. Expressions that use the values of the type are dropped before
 * and recreated afterwards.
 */
final class EnumValueRemoval {

    private final ServerVersion server;
    private final DatabaseSchema before;
    private final EnumType type;
    private final TypeOperation.RemoveEnumValue operation;
    private final List<SqlStatement> statements = new ArrayList<>();

    EnumValueRemoval(ServerVersion server, DatabaseSchema before, TypeOperation.RemoveEnumValue operation) {
        this.server = server;
        this.before = before;
        this.operation = operation;
        EnumType known = before.enums().get(before.resolve(operation.name()));
        if (known == null || !known.labels().contains(operation.label())) {
            throw new MigrationException(
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
        Map<ObjectName, Dependents> dependents = dependents();
        String oldName = TemporaryNames.unused(
                type.name().name(),
                "_old",
                n -> before.enums().containsKey(type.name().renamed(n)));
        dependents.forEach((table, dropped) -> statements.addAll(dropped.drop(table)));
        add("alter type " + quote(type.name()) + " rename to " + quote(oldName));
        add(create(type.withLabels(
                type.labels().stream().filter(l -> !l.equals(operation.label())).toList())));
        if (type.comment() != null) {
            statements.add(CommentStatements.on("type", quote(type.name()), type.comment()));
        }
        before.tables().values().forEach(this::convertColumns);
        add("drop type " + quote(type.name().renamed(oldName)));
        dependents.forEach((table, dropped) ->
                statements.addAll(dropped.withoutForeignKeys().create(server, table)));
        dependents.forEach(
                (table, dropped) -> statements.addAll(dropped.foreignKeys().create(server, table)));
        return statements;
    }

    private void convertColumns(Table table) {
        for (Column column : table.columns()) {
            if (usesType(column)) {
                convert(table.name(), column);
            }
        }
    }

    private void convert(ObjectName table, Column column) {
        if (column.defaultValue() != null) {
            alter(table, column, "drop default");
        }
        alter(table, column, "type " + TypeText.of(column.type()) + " using " + using(column));
        if (column.defaultValue() != null) {
            alter(table, column, "set default " + Literals.literal(defaultAfter(table, column)));
        }
    }

    /** The default after the removal, which may itself be the removed value. */
    private DefaultValue defaultAfter(ObjectName table, Column column) {
        return operation
                .applyTo(before)
                .catalog()
                .table(table)
                .flatMap(t -> t.column(column.name()))
                .map(Column::defaultValue)
                .orElseThrow();
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

    /**
     * The objects to drop and recreate: foreign keys, and constraints and indexes with expressions. Other keys follow
     * a change of type automatically.
     */
    private Map<ObjectName, Dependents> dependents() {
        Map<ObjectName, Dependents> all = new LinkedHashMap<>();
        for (Table table : before.tables().values()) {
            List<Constraint> constraints = new ArrayList<>(table.constraints(ForeignKey.class)
                    .filter(key -> usesType(table, key.columns()))
                    .toList());
            List<Index> indexes = new ArrayList<>();
            for (Column column : table.columns().stream().filter(this::usesType).toList()) {
                Dependents of = Dependents.of(before, table, column.name());
                of.constraints().stream()
                        .filter(EnumValueRemoval::hasExpression)
                        .forEach(c -> addOnce(constraints, c));
                of.indexes().stream().filter(EnumValueRemoval::hasExpression).forEach(i -> addOnce(indexes, i));
            }
            if (!constraints.isEmpty() || !indexes.isEmpty()) {
                all.put(table.name(), new Dependents(constraints, indexes));
            }
        }
        return all;
    }

    private static <T> void addOnce(List<T> list, T element) {
        if (!list.contains(element)) {
            list.add(element);
        }
    }

    private static boolean hasExpression(Constraint constraint) {
        return constraint instanceof Constraint.Check || constraint instanceof Constraint.Exclusion;
    }

    private static boolean hasExpression(Index index) {
        return index.where() != null || index.keys().stream().anyMatch(p -> p.expression() != null);
    }

    private boolean usesType(Table table, List<String> columns) {
        return table.columns().stream().filter(c -> columns.contains(c.name())).anyMatch(this::usesType);
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

    private void alter(ObjectName table, Column column, String action) {
        statements.add(ColumnClause.alter(table, column.name(), action));
    }

    private void add(String sql) {
        statements.add(SqlStatement.of(sql));
    }
}
