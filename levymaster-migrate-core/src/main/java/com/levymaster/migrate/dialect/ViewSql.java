package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.NamespaceOperation.GrantPrivileges;
import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.Grantable;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Views and materialised views. */
interface ViewSql extends Family, ViewOperation.Visitor<List<Statement>> {

    @Override
    default List<Statement> createView(ViewOperation.CreateView operation) {
        View view = operation.view();
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(
                "create " + kind(view.materialized()) + " " + quote(view.name()) + " as\n" + query(view.query())));
        if (view.comment() != null) {
            statements.add(Comment.on(kind(view.materialized()), quote(view.name()), view.comment()));
        }
        return statements;
    }

    @Override
    default List<Statement> dropView(ViewOperation.DropView operation) {
        return Family.one("drop " + kind(operation.materialized()) + " " + quote(operation.name()));
    }

    @Override
    default List<Statement> replaceView(ViewOperation.ReplaceView operation) {
        List<Statement> inPlace =
                Family.one("create or replace view " + quote(operation.name()) + " as\n" + query(operation.to()));
        return operation.columns() == null
                ? inPlace
                : Guard.otherwise(inPlace, "invalid_table_definition", anew(operation));
    }

    /** The view once more, with what people have said of it and who may read it. */
    private List<Statement> anew(ViewOperation.ReplaceView operation) {
        Schema schema = before().get();
        View known = schema.views().get(schema.resolve(operation.name()));
        View view = new View(operation.name(), operation.to(), false, known == null ? null : known.comment());
        List<Statement> statements = new ArrayList<>();
        statements.addAll(dropView(new ViewOperation.DropView(operation.name(), false, null)));
        statements.addAll(createView(new ViewOperation.CreateView(view)));
        Map<String, List<String>> privileges = new TreeMap<>();
        schema.grants().stream()
                .filter(g -> g.kind() == Grantable.TABLE && g.on().equals(schema.resolve(operation.name())))
                .forEach(g -> privileges
                        .computeIfAbsent(g.role(), role -> new ArrayList<>())
                        .add(g.privilege()));
        privileges.forEach((role, words) -> statements.add(
                NamespaceSql.grant(new GrantPrivileges(Grantable.TABLE, operation.name(), words, role))));
        return statements;
    }

    @Override
    default List<Statement> renameView(ViewOperation.RenameView operation) {
        return Family.one("alter " + kind(operation.materialized()) + " " + quote(operation.name()) + " rename to "
                + quote(operation.to()));
    }

    @Override
    default List<Statement> refreshView(ViewOperation.RefreshView operation) {
        return Family.one("refresh materialized view " + (operation.concurrently() ? "concurrently " : "")
                + quote(operation.name()));
    }

    private static String kind(boolean materialized) {
        return materialized ? "materialized view" : "view";
    }

    private static String query(String query) {
        return query.strip().replaceFirst(";\\s*$", "");
    }
}
