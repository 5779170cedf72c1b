package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.ViewOperation;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;

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
        return Family.one("create or replace view " + quote(operation.name()) + " as\n" + query(operation.to()));
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
