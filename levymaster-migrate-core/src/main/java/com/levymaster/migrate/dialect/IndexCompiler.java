package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.qualified;
import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.schema.Index;
import java.util.ArrayList;
import java.util.List;

/** Compiles index operations. */
interface IndexCompiler extends CompilerContext, IndexOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> createIndex(IndexOperation.CreateIndex operation) {
        Index index = operation.index();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(new SqlStatement(
                IndexClause.create(server(), operation.table(), index, operation.concurrently(), operation.only()),
                !operation.concurrently()));
        if (index.comment() != null) {
            statements.add(CommentStatements.onIndex(operation.table(), index.name(), index.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropIndex(IndexOperation.DropIndex operation) {
        String name = qualified(operation.table().schema(), operation.name());
        return List.of(
                operation.concurrently()
                        ? SqlStatement.outsideTransaction("drop index concurrently " + name)
                        : SqlStatement.of("drop index " + name));
    }

    @Override
    default List<SqlStatement> renameIndex(IndexOperation.RenameIndex operation) {
        String name = qualified(operation.table().schema(), operation.from());
        return CompilerContext.one("alter index " + name + " rename to " + quote(operation.to()));
    }
}
