package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.SettingOperation;
import java.util.List;

/** How tables and columns are kept. */
interface SettingSql extends Family, SettingOperation.Visitor<List<Statement>> {

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

    /** {@code pg_default} is where a database is by itself, whatever its own tablespace is called. */
    @Override
    default List<Statement> changeTablespace(SettingOperation.ChangeTablespace operation) {
        String to = operation.to();
        return Family.one(
                "alter table " + quote(operation.table()) + " set tablespace " + quote(to == null ? "pg_default" : to));
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
