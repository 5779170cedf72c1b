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

/** Compiles operations on whole tables. */
interface TableCompiler extends CompilerContext, TableOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createTable(TableOperation.CreateTable operation) {
        Table table = operation.table();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(SqlStatement.of(TableClause.create(server(), table)));
        for (Column column : table.columns()) {
            statements.addAll(ColumnClause.extras(server(), table.name(), column));
        }
        for (Constraint constraint : ConstraintClause.ordered(table)) {
            if (!ConstraintClause.isInTable(table, constraint)) {
                statements.add(SqlStatement.of("alter table " + quote(table.name()) + " add "
                        + ConstraintClause.definition(server(), constraint)));
            }
        }
        for (Index index : table.indexes().values()) {
            statements.add(SqlStatement.of(IndexClause.create(server(), table.name(), index, false, false)));
        }
        statements.addAll(comments(table));
        return statements;
    }

    @Override
    default List<SqlStatement> dropTable(TableOperation.DropTable operation) {
        return CompilerContext.one("drop table " + quote(operation.name()) + (operation.cascade() ? " cascade" : ""));
    }

    @Override
    default List<SqlStatement> renameTable(TableOperation.RenameTable operation) {
        return CompilerContext.one("alter table " + quote(operation.name()) + " rename to " + quote(operation.to()));
    }

    @Override
    default List<SqlStatement> moveTable(TableOperation.MoveTable operation) {
        String schema = operation.toSchema();
        String to = schema == null ? before().get().defaultName() : schema;
        return CompilerContext.one("alter table " + quote(operation.name()) + " set schema " + quote(to));
    }

    private static List<SqlStatement> comments(Table table) {
        ObjectName name = table.name();
        List<SqlStatement> comments = new ArrayList<>();
        if (table.comment() != null) {
            comments.add(CommentStatements.on("table", quote(name), table.comment()));
        }
        for (Column column : table.columns()) {
            if (column.comment() != null) {
                comments.add(CommentStatements.onColumn(name, column.name(), column.comment()));
            }
        }
        for (Constraint constraint : ConstraintClause.ordered(table)) {
            if (constraint.comment() != null) {
                comments.add(CommentStatements.onConstraint(name, constraint.name(), constraint.comment()));
            }
        }
        for (Index index : table.indexes().values()) {
            if (index.comment() != null) {
                comments.add(CommentStatements.onIndex(name, index.name(), index.comment()));
            }
        }
        return comments;
    }
}
