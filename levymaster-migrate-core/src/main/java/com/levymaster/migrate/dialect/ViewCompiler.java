package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compiles operations on views and materialized views. */
interface ViewCompiler extends CompilerContext, ViewOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createView(ViewOperation.CreateView operation) {
        View view = operation.view();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of(
                "create " + kind(view.materialized()) + " " + quote(view.name()) + " as\n" + query(view.query())));
        if (view.comment() != null) {
            statements.add(CommentStatements.on(kind(view.materialized()), quote(view.name()), view.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropView(ViewOperation.DropView operation) {
        return CompilerContext.one("drop " + kind(operation.materialized()) + " " + quote(operation.name()));
    }

    @Override
    default List<SqlStatement> replaceView(ViewOperation.ReplaceView operation) {
        List<SqlStatement> inPlace = CompilerContext.one(
                "create or replace view " + quote(operation.name()) + " as\n" + query(operation.to()));
        return operation.columns() == null
                ? inPlace
                : ExistenceClauses.otherwise(inPlace, "invalid_table_definition", recreated(operation));
    }

    /** Drops and recreates the view with its comment and privileges. */
    private List<SqlStatement> recreated(ViewOperation.ReplaceView operation) {
        DatabaseSchema schema = before().get();
        View known = schema.views().get(schema.resolve(operation.name()));
        View view = new View(operation.name(), operation.to(), false, known == null ? null : known.comment());
        List<SqlStatement> statements = new ArrayList<>();
        statements.addAll(dropView(new ViewOperation.DropView(operation.name(), false, null)));
        statements.addAll(createView(new ViewOperation.CreateView(view)));
        Map<String, List<String>> privileges = new TreeMap<>();
        schema.grants().stream()
                .filter(g -> g.kind() == GrantableKind.TABLE && g.on().equals(schema.resolve(operation.name())))
                .forEach(g -> privileges
                        .computeIfAbsent(g.role(), role -> new ArrayList<>())
                        .add(g.privilege()));
        privileges.forEach((role, names) -> statements.add(
                PrivilegeCompiler.grant(new GrantPrivileges(GrantableKind.TABLE, operation.name(), names, role))));
        return statements;
    }

    @Override
    default List<SqlStatement> renameView(ViewOperation.RenameView operation) {
        return CompilerContext.one("alter " + kind(operation.materialized()) + " " + quote(operation.name())
                + " rename to " + quote(operation.to()));
    }

    @Override
    default List<SqlStatement> refreshView(ViewOperation.RefreshView operation) {
        return CompilerContext.one("refresh materialized view " + (operation.concurrently() ? "concurrently " : "")
                + quote(operation.name()));
    }

    private static String kind(boolean materialized) {
        return materialized ? "materialized view" : "view";
    }

    private static String query(String query) {
        return query.strip().replaceFirst(";\\s*$", "");
    }
}
