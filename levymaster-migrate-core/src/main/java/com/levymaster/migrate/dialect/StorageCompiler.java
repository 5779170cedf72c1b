package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.StorageOperation;
import com.levymaster.migrate.schema.effect.TypeStorage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles changes of storage: parameters, logging, tablespaces, statistics targets. */
interface StorageCompiler extends CompilerContext, StorageOperation.Visitor<List<SqlStatement>> {

    /** Moves a table to the default tablespace of the database, for which there is no keyword. */
    String DEFAULT_TABLESPACE = """
            begin
              execute %s || (select quote_ident(spcname) from pg_catalog.pg_tablespace t
                join pg_catalog.pg_database d on d.dattablespace = t.oid where d.datname = current_database());
            end""";

    @Override
    default List<SqlStatement> changeStorageParameter(StorageOperation.ChangeStorageParameter operation) {
        String to = operation.to();
        return CompilerContext.one("alter table " + quote(operation.table())
                + (to == null
                        ? " reset (" + StorageParameters.name(operation.parameter()) + ")"
                        : " set (" + StorageParameters.assignment(operation.parameter(), to) + ")"));
    }

    @Override
    default List<SqlStatement> setUnlogged(StorageOperation.SetUnlogged operation) {
        return CompilerContext.one(
                "alter table " + quote(operation.table()) + " set " + (operation.unlogged() ? "unlogged" : "logged"));
    }

    @Override
    default List<SqlStatement> changeTablespace(StorageOperation.ChangeTablespace operation) {
        String to = operation.to();
        String alter = "alter table " + quote(operation.table()) + " set tablespace ";
        return to == null
                ? List.of(ExistenceClauses.anonymous(DEFAULT_TABLESPACE.formatted(Literals.quoted(alter))))
                : CompilerContext.one(alter + quote(to));
    }

    @Override
    default List<SqlStatement> changeStatisticsTarget(StorageOperation.ChangeStatisticsTarget operation) {
        return List.of(ColumnClause.statistics(operation.table(), operation.column(), operation.to()));
    }

    @Override
    default List<SqlStatement> changeCompression(StorageOperation.ChangeCompression operation) {
        String compression = ColumnClause.compression(server(), operation.table(), operation.column(), operation.to());
        return List.of(ColumnClause.alter(operation.table(), operation.column(), "set " + compression));
    }

    @Override
    default List<SqlStatement> changeStorage(StorageOperation.ChangeStorage operation) {
        String to = operation.to() == null && server().major() < 16 ? storageOfType(operation) : operation.to();
        return List.of(ColumnClause.storage(server(), operation.table(), operation.column(), to));
    }

    /** Before PostgreSQL 16 there is no word for it; null if it is not known. */
    private @Nullable String storageOfType(StorageOperation.ChangeStorage operation) {
        return before().get()
                .catalog()
                .table(operation.table())
                .flatMap(table -> table.column(operation.column()))
                .map(column -> TypeStorage.of(column.type()))
                .filter(storage -> !storage.isEmpty())
                .orElse(null);
    }
}
