package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.TableOperation;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** Tables as a whole. */
interface TableSql extends Family, TableOperation.Visitor<List<Statement>> {

    @Override
    default List<Statement> createTable(TableOperation.CreateTable operation) {
        Table table = operation.table();
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(TableText.create(server(), table)));
        for (Column column : table.columns()) {
            statements.addAll(ColumnText.extras(server(), table.name(), column));
        }
        for (Constraint constraint : ConstraintText.ordered(table)) {
            if (!ConstraintText.isValidated(constraint)) {
                statements.add(Statement.of("alter table " + quote(table.name()) + " add "
                        + ConstraintText.definition(server(), constraint)));
            }
        }
        for (Index index : table.indexes().values()) {
            statements.add(Statement.of(IndexText.create(server(), table.name(), index, false)));
        }
        statements.addAll(comments(table));
        return statements;
    }

    @Override
    default List<Statement> dropTable(TableOperation.DropTable operation) {
        return Family.one("drop table " + quote(operation.name()) + (operation.cascade() ? " cascade" : ""));
    }

    @Override
    default List<Statement> renameTable(TableOperation.RenameTable operation) {
        return Family.one("alter table " + quote(operation.name()) + " rename to " + quote(operation.to()));
    }

    @Override
    default List<Statement> moveTable(TableOperation.MoveTable operation) {
        String schema = operation.toSchema();
        String to = schema == null ? before().get().defaultName() : schema;
        return Family.one("alter table " + quote(operation.name()) + " set schema " + quote(to));
    }

    private static List<Statement> comments(Table table) {
        ObjectName name = table.name();
        List<Statement> comments = new ArrayList<>();
        if (table.comment() != null) {
            comments.add(Comment.on("table", quote(name), table.comment()));
        }
        for (Column column : table.columns()) {
            if (column.comment() != null) {
                comments.add(Comment.onColumn(name, column.name(), column.comment()));
            }
        }
        for (Constraint constraint : ConstraintText.ordered(table)) {
            if (constraint.comment() != null) {
                comments.add(Comment.onConstraint(name, constraint.name(), constraint.comment()));
            }
        }
        for (Index index : table.indexes().values()) {
            if (index.comment() != null) {
                comments.add(Comment.onIndex(name, index.name(), index.comment()));
            }
        }
        return comments;
    }
}
