package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.SettingOperation;
import java.util.List;

/** How tables and columns are kept. */
interface SettingSql extends Family, SettingOperation.Visitor<List<Statement>> {

    /** There is no word for the tablespace that a database is in. */
    String DEFAULT_TABLESPACE = """
            begin
              execute %s || (select quote_ident(spcname) from pg_catalog.pg_tablespace t
                join pg_catalog.pg_database d on d.dattablespace = t.oid where d.datname = current_database());
            end""";

    @Override
    default List<Statement> changeStorageParameter(SettingOperation.ChangeStorageParameter operation) {
        String to = operation.to();
        return Family.one("alter table " + quote(operation.table())
                + (to == null
                        ? " reset (" + Storage.name(operation.parameter()) + ")"
                        : " set (" + Storage.assignment(operation.parameter(), to) + ")"));
    }

    @Override
    default List<Statement> changeLogging(SettingOperation.ChangeLogging operation) {
        return Family.one(
                "alter table " + quote(operation.table()) + " set " + (operation.unlogged() ? "unlogged" : "logged"));
    }

    @Override
    default List<Statement> changeTablespace(SettingOperation.ChangeTablespace operation) {
        String to = operation.to();
        String alter = "alter table " + quote(operation.table()) + " set tablespace ";
        return to == null
                ? List.of(Guard.anonymous(DEFAULT_TABLESPACE.formatted(Literals.quoted(alter))))
                : Family.one(alter + quote(to));
    }

    @Override
    default List<Statement> changeStatistics(SettingOperation.ChangeStatistics operation) {
        return List.of(ColumnText.statistics(operation.table(), operation.column(), operation.to()));
    }

    @Override
    default List<Statement> changeStorage(SettingOperation.ChangeStorage operation) {
        return List.of(ColumnText.storage(server(), operation.table(), operation.column(), operation.to()));
    }
}
