package com.levymaster.migrate.plan;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeDefault;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.DefinitionOperation.OptionKind;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.StorageOperation.ChangeTablespace;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.plan.ExpectedName.Kind;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.DefaultValue;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.InheritanceEffects;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import com.levymaster.migrate.sql.SqlTokens.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of a step that have to be there or to be free, of objects that a schema does not hold. */
final class NamedObjects {

    private NamedObjects() {}

    /** Returns the names that the server has to be asked about. */
    static Stream<ExpectedName> of(Operation step, DatabaseSchema before) {
        return Stream.concat(
                NamedRelations.missing(step, before).stream().map(name -> ExpectedName.there(Kind.RELATION, name)),
                others(step, before));
    }

    private static Stream<ExpectedName> others(Operation step, DatabaseSchema before) {
        if (step instanceof ChangeDefinition change) {
            return defined(change, before);
        }
        if (step instanceof ChangeOption change) {
            return change.kind() == OptionKind.INDEX && table(change, before).isEmpty()
                    ? Stream.of(ExpectedName.there(Kind.INDEX, change.relation()))
                    : Stream.empty();
        }
        if (step instanceof CreateExtension create) {
            return Stream.of(ExpectedName.there(
                    Kind.EXTENSION, ObjectName.of(create.extension().name())));
        }
        if (step instanceof ChangeTablespace change) {
            return tablespace(change.to());
        }
        if (step instanceof CreateIndex create) {
            return tablespace(create.index().tablespace());
        }
        if (step instanceof CreateTable create) {
            return Stream.concat(
                    tablespaces(create.table()), sequences(create.table().columns(), before));
        }
        if (step instanceof AddColumn add) {
            return sequences(List.of(add.column()), before);
        }
        if (step instanceof ChangeNullability change) {
            return keysBelow(change, before);
        }
        return step instanceof ChangeDefault change ? sequences(change.to(), before) : Stream.empty();
    }

    private static Stream<ExpectedName> keysBelow(ChangeNullability change, DatabaseSchema before) {
        return change.nullable() && before.serverVersion() >= 18
                ? InheritanceEffects.children(before, before.resolve(change.table())).stream()
                        .filter(child -> child.primaryKey()
                                .filter(key -> key.columns().contains(change.column()))
                                .isPresent())
                        .map(child -> new ExpectedName(
                                Kind.INHERITED_NOT_NULL, ObjectName.of(change.column()), child.name(), true))
                : Stream.empty();
    }

    private static Stream<ExpectedName> defined(ChangeDefinition change, DatabaseSchema before) {
        DefinedObject object = change.object();
        Kind kind = switch (object.kind()) {
            case FUNCTION, PROCEDURE -> null;
            case TRIGGER -> Kind.TRIGGER;
            case POLICY -> Kind.POLICY;
            case STATISTICS -> Kind.STATISTICS;
            case PUBLICATION -> Kind.PUBLICATION;
            case RANGE_TYPE -> Kind.TYPE;
        };
        if (kind == null) {
            return Stream.empty();
        }
        boolean isNew = change.isCreated();
        ObjectName name = object.kind().isOnTable() || kind == Kind.PUBLICATION
                ? ObjectName.of(object.name().name())
                : object.name();
        return Stream.concat(
                Stream.of(new ExpectedName(kind, name, object.table(), isNew)),
                kind == Kind.TYPE && isNew ? multirange(object.name(), change.to(), before) : Stream.empty());
    }

    /** Since PostgreSQL 14, a range type has a multirange type. The server shortens long names. */
    private static Stream<ExpectedName> multirange(
            ObjectName range, @Nullable String definition, DatabaseSchema before) {
        String name = range.name();
        boolean isStated = definition == null
                || SqlTokens.flat(definition).tokens().stream().anyMatch(token -> token.is("multirange_type_name"));
        return before.serverVersion() < 14 || isStated || name.length() > 40
                ? Stream.empty()
                : Stream.of(new ExpectedName(
                        Kind.TYPE,
                        range.renamed(
                                name.contains("range")
                                        ? name.replaceFirst("range", "multirange")
                                        : name + "_multirange"),
                        null,
                        true));
    }

    /** The table of the index whose option changes. */
    static Optional<Table> table(ChangeOption change, DatabaseSchema before) {
        ObjectName index = before.resolve(change.relation());
        return before.tables().values().stream()
                .filter(table -> Objects.equals(table.name().schema(), index.schema()))
                .filter(table -> table.indexes().containsKey(index.name())
                        || table.constraints().containsKey(index.name()))
                .findFirst();
    }

    private static Stream<ExpectedName> tablespaces(Table table) {
        return Stream.concat(
                tablespace(table.options().tablespace()),
                table.indexes().values().stream().map(Index::tablespace).flatMap(NamedObjects::tablespace));
    }

    private static Stream<ExpectedName> tablespace(@Nullable String name) {
        return name == null ? Stream.empty() : Stream.of(ExpectedName.there(Kind.TABLESPACE, ObjectName.of(name)));
    }

    /** An identity of the same table brings a sequence, whose name the server chooses. */
    private static Stream<ExpectedName> sequences(List<Column> columns, DatabaseSchema before) {
        return columns.stream().anyMatch(column -> column.identity() != null)
                ? Stream.empty()
                : columns.stream().flatMap(column -> sequences(column.defaultValue(), before));
    }

    private static Stream<ExpectedName> sequences(@Nullable DefaultValue value, DatabaseSchema before) {
        return value instanceof DefaultValue.Expression expression
                ? sequences(SqlTokens.flat(expression.sql()).tokens())
                        .filter(name -> !before.sequences().containsKey(before.resolve(name)))
                        .map(name -> ExpectedName.there(Kind.SEQUENCE, name))
                : Stream.empty();
    }

    /** What the server looks for when the default is set: {@code nextval('name')}, but not {@code nextval('name'::text)}. */
    private static Stream<ObjectName> sequences(List<Token> tokens) {
        List<ObjectName> names = new ArrayList<>();
        for (int i = 0; i + 3 < tokens.size(); i++) {
            Token literal = tokens.get(i + 2);
            boolean isName = tokens.get(i).is("nextval")
                    && tokens.get(i + 1).is("(")
                    && literal.kind() == TokenKind.STRING
                    && literal.text().startsWith("'")
                    && (tokens.get(i + 3).is(")")
                            || tokens.get(i + 3).is("::")
                                    && i + 4 < tokens.size()
                                    && tokens.get(i + 4).is("regclass"));
            if (isName) {
                String text = literal.text();
                name(text.substring(1, text.length() - 1).replace("''", "'")).ifPresent(names::add);
            }
        }
        return names.stream();
    }

    private static Optional<ObjectName> name(String text) {
        List<String> parts = SqlTokens.flat(text).tokens().stream()
                .filter(token -> !token.is("."))
                .map(Token::identifier)
                .toList();
        if (parts.contains("") || parts.isEmpty() || parts.size() > 2) {
            return Optional.empty();
        }
        return Optional.of(parts.size() == 1 ? ObjectName.of(parts.get(0)) : ObjectName.of(parts.get(0), parts.get(1)));
    }
}
