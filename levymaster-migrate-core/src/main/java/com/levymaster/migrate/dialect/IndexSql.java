package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.qualified;
import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.IndexOperation;
import com.levymaster.migrate.schema.Index;
import java.util.ArrayList;
import java.util.List;

/** Indexes. */
interface IndexSql extends Family, IndexOperation.Visitor<List<Statement>> {

    @Override
    default List<Statement> createIndex(IndexOperation.CreateIndex operation) {
        Index index = operation.index();
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(
                IndexText.create(server(), operation.table(), index, operation.concurrently()),
                !operation.concurrently()));
        if (index.comment() != null) {
            statements.add(Comment.onIndex(operation.table(), index.name(), index.comment()));
        }
        return statements;
    }

    @Override
    default List<Statement> dropIndex(IndexOperation.DropIndex operation) {
        String name = qualified(operation.table().schema(), operation.name());
        return List.of(
                operation.concurrently()
                        ? Statement.alone("drop index concurrently " + name)
                        : Statement.of("drop index " + name));
    }

    @Override
    default List<Statement> renameIndex(IndexOperation.RenameIndex operation) {
        String name = qualified(operation.table().schema(), operation.from());
        return Family.one("alter index " + name + " rename to " + quote(operation.to()));
    }
}
