package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.DataOperation;
import java.util.List;
import java.util.stream.Collectors;

/** Compiles operations on rows, and raw SQL. */
interface DataCompiler extends CompilerContext, DataOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> insertRows(DataOperation.InsertRows operation) {
        return operation.source() == null
                ? RowStatements.insert(operation)
                : List.of(StreamedRows.insert(operation, operation.source()));
    }

    @Override
    default List<SqlStatement> deleteRows(DataOperation.DeleteRows operation) {
        return operation.source() == null
                ? RowStatements.delete(operation)
                : List.of(StreamedRows.delete(operation, operation.source()));
    }

    @Override
    default List<SqlStatement> truncate(DataOperation.Truncate operation) {
        String tables = operation.tables().stream().map(Identifiers::quote).collect(Collectors.joining(", "));
        return CompilerContext.one("truncate table " + tables + (operation.cascade() ? " cascade" : ""));
    }

    @Override
    default List<SqlStatement> executeSql(DataOperation.ExecuteSql operation) {
        return operation.rows() == null
                ? StatementSplitter.statements(operation.sql())
                : List.of(new SqlStatement(operation.sql(), true, RowText.of(operation.rows())));
    }

    @Override
    default List<SqlStatement> runJava(DataOperation.RunJava operation) {
        return List.of(
                SqlStatement.comment(
                        "data step '" + operation.description()
                                + "' is Java and has no SQL: run this revision with the application, or write the SQL of the step here by hand"));
    }

    @Override
    default List<SqlStatement> backfill(Backfill operation) {
        return BackfillStatements.script(operation);
    }
}
