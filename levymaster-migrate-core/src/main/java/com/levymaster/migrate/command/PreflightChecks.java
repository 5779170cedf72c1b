package com.levymaster.migrate.command;

import com.levymaster.migrate.command.ServerInfo.TableAccess;
import com.levymaster.migrate.error.MissingPrivilegeException;
import com.levymaster.migrate.error.MissingSchemaException;
import com.levymaster.migrate.error.ReadOnlyDatabaseException;
import com.levymaster.migrate.error.UnsupportedServerException;
import com.levymaster.migrate.store.TableNames;
import com.levymaster.migrate.store.VersionTableException;

/** Refuses what cannot end well, before anything is done. */
final class PreflightChecks {

    private static final int OLDEST = 130000;
    private static final String UNTOUCHED = " Nothing was changed.";

    private PreflightChecks() {}

    /** Refuses a server that we cannot even read. */
    public static void checkReading(ServerInfo facts) {
        if (facts.version() < OLDEST) {
            throw new UnsupportedServerException(
                    "The server is PostgreSQL " + facts.version() / 10000 + "; at least 13 is needed." + UNTOUCHED,
                    "upgrade the server; PostgreSQL 12 and earlier get no fixes any more.");
        }
    }

    /**
     * Refuses to take the first schema of the search path for the one of our tables while they are in another one of the
     * path: all revisions would run again.
     */
    public static void checkSearchPath(ServerInfo facts, TableNames tables) {
        boolean hasNone = facts.versions() == TableAccess.MISSING;
        if (hasNone && !facts.otherSchemas().isEmpty()) {
            throw VersionTableException.elsewhere(tables, String.valueOf(facts.schema()), facts.otherSchemas());
        }
    }

    /** Refuses a server, role or schema in which we cannot write. */
    public static void checkWriting(ServerInfo facts, TableNames tables) {
        checkReading(facts);
        checkPrimary(facts);
        checkSchema(facts, tables);
        checkTables(facts, tables);
        TableShapeCheck.checkWriting(facts, tables);
    }

    private static void checkPrimary(ServerInfo facts) {
        if (facts.inRecovery()) {
            throw new ReadOnlyDatabaseException(
                    "The server is a hot standby of database " + facts.database() + ", which only reads." + UNTOUCHED,
                    "connect to the primary server; with several hosts in the URL, add targetServerType=primary.");
        }
        if (facts.readOnly()) {
            throw new ReadOnlyDatabaseException(
                    "Transactions of role " + facts.user() + " in database " + facts.database()
                            + " only read: default_transaction_read_only is on." + UNTOUCHED,
                    "turn it off for the role (alter role … set default_transaction_read_only = off), the database or"
                            + " the connection pool, or migrate as another user (levymaster.migrate.user).");
        }
    }

    private static void checkSchema(ServerInfo facts, TableNames tables) {
        if (facts.schema() == null) {
            throw new MissingSchemaException(
                    "There is no schema for our tables: the search path of role " + facts.user()
                            + " names none that exists." + UNTOUCHED,
                    "create the schema, or name one that exists (levymaster.migrate.schema, or currentSchema in the"
                            + " URL).");
        }
        if (!facts.schemaExists() && !facts.mayCreateSchema()) {
            throw new MissingSchemaException(
                    "Schema " + facts.schema() + ", in which " + tables.version()
                            + " is to be kept, does not exist, and" + " role " + facts.user() + " may not create it."
                            + UNTOUCHED,
                    "create it: create schema " + facts.schema() + " authorization " + facts.user() + "; or name"
                            + " another one (levymaster.migrate.schema).");
        }
    }

    private static void checkTables(ServerInfo facts, TableNames tables) {
        boolean creates = facts.versions() == TableAccess.MISSING || facts.history() == TableAccess.MISSING;
        if (creates && facts.schemaExists() && !facts.mayCreateTables()) {
            throw new MissingPrivilegeException(
                    "Role " + facts.user() + " may not create tables in schema " + facts.schema() + "." + UNTOUCHED,
                    "grant create on schema " + facts.schema() + " to " + facts.user()
                            + "; or migrate as another user (levymaster.migrate.user).");
        }
        if (facts.versions() == TableAccess.FORBIDDEN) {
            throw forbidden(facts, tables.version(), "select, insert, delete");
        }
        if (facts.history() == TableAccess.FORBIDDEN) {
            throw forbidden(facts, tables.history(), "select, insert");
        }
        if (facts.historyIsOld() && !facts.mayAlterHistory()) {
            throw old(facts, tables);
        }
    }

    /** Refuses to add modules to a history that the role may not alter. */
    static void checkModules(ServerInfo facts, TableNames tables) {
        if (facts.history() != TableAccess.MISSING && !facts.hasModules() && !facts.mayAlterHistory()) {
            String name = facts.schema() + "." + tables.history();
            throw new MissingPrivilegeException(
                    "Table " + name + " has no column for the modules of revisions, and role " + facts.user()
                            + " may not alter it." + UNTOUCHED,
                    "migrate once as the owner of the table (levymaster.migrate.user), which adds the column module.");
        }
    }

    private static MissingPrivilegeException old(ServerInfo facts, TableNames tables) {
        String name = facts.schema() + "." + tables.history();
        return new MissingPrivilegeException(
                "Table " + name + " was made by an earlier version and lacks a column, and role " + facts.user()
                        + " may not alter it." + UNTOUCHED,
                "migrate once as the owner of the table (levymaster.migrate.user), which adds the column guards.");
    }

    private static MissingPrivilegeException forbidden(ServerInfo facts, String table, String rights) {
        String name = facts.schema() + "." + table;
        return new MissingPrivilegeException(
                "Role " + facts.user() + " may not write to " + name + "." + UNTOUCHED,
                "grant " + rights + " on " + name + " to " + facts.user()
                        + "; or migrate as another user (levymaster.migrate.user).");
    }
}
