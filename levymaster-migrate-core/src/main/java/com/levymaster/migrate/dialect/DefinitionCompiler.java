package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.DefinitionOperation;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.sql.SqlTokens;
import com.levymaster.migrate.sql.SqlTokens.Token;
import java.util.List;

/** Compiles objects known by their definition, options of indexes and views, row security and default privileges. */
interface DefinitionCompiler extends CompilerContext, DefinitionOperation.Visitor<List<SqlStatement>> {

    /** A routine is replaced in place and so keeps its privileges; other objects are dropped and created. */
    @Override
    default List<SqlStatement> changeDefinition(DefinitionOperation.ChangeDefinition operation) {
        DefinedObject object = operation.object();
        String reference = object.kind().keyword() + " " + dropped(object);
        if (operation.to() == null) {
            return CompilerContext.one("drop " + reference);
        }
        String create = object.kind().keyword() + " " + created(object) + " "
                + operation.to().strip();
        if (operation.isCreated()) {
            return CompilerContext.one("create " + create);
        }
        return object.kind().isRoutine()
                ? CompilerContext.one("create or replace " + create)
                : List.of(DefinitionReplacement.block(object, reference, "create " + create));
    }

    @Override
    default List<SqlStatement> changeOption(DefinitionOperation.ChangeOption operation) {
        String to = operation.to();
        return CompilerContext.one("alter " + operation.kind().keyword() + " " + quote(operation.relation())
                + (to == null
                        ? " reset (" + StorageParameters.name(operation.option()) + ")"
                        : " set (" + StorageParameters.assignment(operation.option(), to) + ")"));
    }

    @Override
    default List<SqlStatement> changeRowSecurity(DefinitionOperation.ChangeRowSecurity operation) {
        return CompilerContext.one(
                "alter table " + quote(operation.table()) + " " + operation.to().keyword() + " row level security");
    }

    @Override
    default List<SqlStatement> changeDefaultPrivileges(DefinitionOperation.ChangeDefaultPrivileges operation) {
        String schema = operation.schema();
        return CompilerContext.one("alter default privileges "
                + (schema == null ? "" : "in schema " + quote(schema) + " ")
                + (operation.grant() ? "grant " : "revoke ")
                + PrivilegeCompiler.privileges(server(), operation.privileges()) + " on " + operation.objects()
                + (operation.grant() ? " to " : " from ") + PrivilegeCompiler.role(operation.role()));
    }

    private static String created(DefinedObject object) {
        return switch (object.kind()) {
            case FUNCTION, PROCEDURE -> quote(object.name()) + object.arguments();
            case POLICY -> dropped(object);
            case TRIGGER -> quote(object.name().name());
            case STATISTICS, PUBLICATION -> quote(object.name());
            case RANGE_TYPE -> quote(object.name()) + " as range";
        };
    }

    private static String dropped(DefinedObject object) {
        return switch (object.kind()) {
            case FUNCTION, PROCEDURE -> quote(object.name()) + withoutDefaults(String.valueOf(object.arguments()));
            case POLICY, TRIGGER ->
                quote(object.name().name()) + (object.table() == null ? "" : " on " + quote(object.table()));
            case STATISTICS, PUBLICATION, RANGE_TYPE -> quote(object.name());
        };
    }

    /** Arguments as {@code drop function} requires them: without {@code default 1} and {@code = 1}. */
    private static String withoutDefaults(String arguments) {
        SqlTokens tokens = SqlTokens.of(arguments.substring(1, arguments.length() - 1));
        StringBuilder text = new StringBuilder("(");
        int start = 0;
        int brackets = 0;
        for (int i = 0; i <= tokens.tokens().size(); i++) {
            String token =
                    i == tokens.tokens().size() ? "," : tokens.tokens().get(i).text();
            brackets += token.equals("[") ? 1 : token.equals("]") ? -1 : 0;
            if (token.equals(",") && brackets == 0) {
                text.append(start == 0 ? "" : ", ").append(tokens.between(start, endOfArgument(tokens, start, i)));
                start = i + 1;
            }
        }
        return text.append(')').toString();
    }

    private static int endOfArgument(SqlTokens tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = tokens.tokens().get(i);
            if (token.is("default") || token.is("=") || token.is(":=")) {
                return i;
            }
        }
        return to;
    }
}
