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
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes a value from an enum type, for which PostgreSQL has no statement: renames the old type, creates a new one
 * under the original name with the other values that it has at that moment, and converts the columns.
 */
final class EnumValueRemoval {

    private final DatabaseSchema before;
    private final TypeOperation.RemoveEnumValue operation;

    EnumValueRemoval(DatabaseSchema before, TypeOperation.RemoveEnumValue operation) {
        this.before = before;
        this.operation = operation;
    }

    static String create(EnumType type) {
        String labels = type.labels().stream().map(Literals::quoted).collect(Collectors.joining(", "));
        return "create type " + quote(type.name()) + " as enum (" + labels + ")";
    }

    List<SqlStatement> statements() {
        validate();
        String oldName = TemporaryNames.unused(
                operation.name().name(),
                "_levymaster_old",
                n -> before.enums().containsKey(before.resolve(operation.name().renamed(n))));
        return List.of(TypeDependents.replacing(operation, oldName));
    }

    private boolean usesType(Column column) {
        return isRemovalType(column.type() instanceof ColumnType.Array array ? array.element() : column.type());
    }

    private boolean isRemovalType(@Nullable ColumnType other) {
        return other instanceof ColumnType.UserDefined user
                && before.resolve(user.name()).equals(before.resolve(operation.name()));
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
                    "Value '" + operation.label() + "' cannot be removed from enum " + operation.name()
                            + ": domains are based on it: " + String.join(", ", domains) + ".",
                    "change the columns of these domains to the enum itself and drop the domains first");
        }
        EnumType type = before.enums().get(before.resolve(operation.name()));
        if (type != null && operation.replacement() != null && !type.labels().contains(operation.replacement())) {
            throw new MigrationException(
                    "The replacement '" + operation.replacement() + "' is not a value of enum " + operation.name()
                            + ": " + type.labels() + ".",
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
                    "Value '" + operation.label() + "' cannot be removed from enum " + operation.name()
                            + ": it is the default of " + String.join(", ", columns) + ".",
                    "change the default first, or name a replacement for the value");
        }
    }
}
