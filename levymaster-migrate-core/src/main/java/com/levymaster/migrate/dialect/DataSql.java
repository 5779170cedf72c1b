package com.levymaster.migrate.dialect;

import com.levymaster.migrate.operation.DataOperation;
import java.util.List;
import java.util.stream.Collectors;

/** Rows, and text that only the database understands. */
interface DataSql extends Family, DataOperation.Visitor<List<Statement>> {

    @Override
    default List<Statement> insertRows(DataOperation.InsertRows operation) {
        return Rows.insert(operation);
    }

    @Override
    default List<Statement> deleteRows(DataOperation.DeleteRows operation) {
        return Rows.delete(operation);
    }

    @Override
    default List<Statement> truncate(DataOperation.Truncate operation) {
        String tables = operation.tables().stream().map(Identifiers::quote).collect(Collectors.joining(", "));
        return Family.one("truncate table " + tables + (operation.cascade() ? " cascade" : ""));
    }

    @Override
    default List<Statement> executeSql(DataOperation.ExecuteSql operation) {
        return Splitter.statements(operation.sql());
    }

    @Override
    default List<Statement> runData(DataOperation.RunData operation) {
        return List.of(Statement.comment("data step '" + operation.description()
                + "' is Java and has no SQL: run this revision with the application, or write the step by hand here"));
    }
}
