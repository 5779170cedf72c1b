package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.DataStep;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.DefinitionOperation.OptionKind;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.Inspector;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records the operations of a migration. Nothing is executed until all revisions of the plan have been recorded and
 * checked. An incomplete call chain or an invalid operation is refused while recording, with the call that is missing
 * or the reason.
 *
 * <pre>{@code
 * op.createTable("county", t -> {
 *     t.column("id", bigint()).identity();
 *     t.column("name", varchar(120)).notNull();
 *     t.primaryKey("pk_county").on("id");
 * });
 * op.alterTable("tax_district", t -> t.addColumn("county_id", bigint()));
 * op.data("assign every district", jdbc -> jdbc.sql("update tax_district set county_id = 1").update());
 * }</pre>
 *
 * <p>Names are case-sensitive, and quoted where PostgreSQL requires it. An unqualified name belongs to the default
 * schema; {@link #inSchema} selects another one. SQL expressions and conditions are passed on unchanged.
 */
public final class Operations {

    private final OperationBuffer buffer;
    private final DefaultSchema defaultSchema;

    private Operations(OperationBuffer buffer, DefaultSchema defaultSchema) {
        this.buffer = buffer;
        this.defaultSchema = defaultSchema;
    }

    /**
     * Runs a migration method and passes its operations to the recorder, in order. Called by the library, not by
     * authors.
     *
     * @throws MigrationException when a call chain is incomplete or an operation is invalid
     */
    public static void record(Consumer<Operations> body, OperationRecorder recorder) {
        OperationBuffer buffer = new OperationBuffer(recorder);
        body.accept(new Operations(buffer, DefaultSchema.DEFAULT));
        buffer.end();
    }

    /**
     * Returns the same operations for another default schema: {@code op.inSchema("audit").createTable("event", …)} is
     * {@code create table audit.event (…)}.
     */
    public Operations inSchema(String schema) {
        return new Operations(buffer, new DefaultSchema(schema));
    }

    // Tables

    /**
     * Creates a table with its constraints, indexes and comments: {@code create table county (…)}, then {@code create
     * index …} and {@code comment on …}.
     *
     * <pre>{@code
     * op.createTable("county", t -> {
     *     t.column("id", bigint()).identity();
     *     t.primaryKey("pk_county").on("id");
     * });
     * }</pre>
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: CREATE TABLE</a>
     */
    public void createTable(String name, Consumer<TableSpec> body) {
        TableSpec table = new TableSpec(name, defaultSchema);
        body.accept(table);
        buffer.add(new CreateTable(table.table()));
    }

    /**
     * Drops a table with its rows, {@code op.dropTable("old_rate").was(t -> …)}: {@code drop table old_rate}. Without
     * {@code was}, the operation cannot be undone.
     */
    public DropTableSpec dropTable(String name) {
        return buffer.add(new DropTableSpec(name, defaultSchema));
    }

    /**
     * Renames a table, {@code op.renameTable("district").to("tax_district")}: {@code alter table district rename to
     * tax_district}.
     */
    public RenameSpec renameTable(String name) {
        return buffer.add(
                new RenameSpec("renameTable(\"" + name + "\")", to -> new RenameTable(defaultSchema.name(name), to)));
    }

    /**
     * Moves a table to another schema, {@code op.moveTable("event").toSchema("audit")}: {@code alter table event set
     * schema audit}.
     */
    public MoveTableSpec moveTable(String name) {
        return buffer.add(new MoveTableSpec(defaultSchema.name(name)));
    }

    /**
     * Changes columns, constraints, indexes and storage of a table, in the order of the calls; each call is an
     * operation with its own statements.
     *
     * <pre>{@code
     * op.alterTable("tax_district", t -> {
     *     t.addColumn("county_id", bigint());
     *     t.addIndex("ix_tax_district_county_id").on("county_id");
     * });
     * }</pre>
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ALTER TABLE</a>
     */
    public void alterTable(String name, Consumer<AlterTableSpec> body) {
        body.accept(new AlterTableSpec(defaultSchema.name(name), defaultSchema, buffer));
    }

    /**
     * Starts a conditional operation on a table or its parts, {@code op.table("x").ifNotExists(t -> …)}: {@code create
     * table if not exists x (…)}.
     */
    public ConditionalTable table(String name) {
        return new ConditionalTable(name, defaultSchema, buffer);
    }

    /**
     * Starts a conditional operation on an index, {@code op.index("ix_property_year").ifExists().drop()}: {@code drop
     * index if exists ix_property_year}.
     */
    public ConditionalIndex index(String name) {
        return new ConditionalIndex(name, defaultSchema, buffer);
    }

    /**
     * Changes a type by a temporary column, for conversions that transform the data.
     *
     * <pre>{@code
     * op.convertColumn("receipt", "number").from(integer()).to(bigint())
     *         .using("number * 10")
     *         .reversedUsing("number / 10");
     * }</pre>
     *
     * @see AlterTableSpec#convertColumn
     */
    public ConvertColumnSpec convertColumn(String table, String column) {
        return buffer.add(new ConvertColumnSpec(defaultSchema.name(table), column));
    }

    /**
     * Returns the conventional name of a constraint or index: {@code op.constraintName("ix", "property", "year")} is
     * {@code ix_property_year}. A name of more than 63 bytes, which PostgreSQL would truncate, is shortened and ends
     * with a hash.
     *
     * @param kind {@code pk}, {@code fk}, {@code uq}, {@code ix} or {@code ck}
     * @param columns the columns; for {@code fk}, followed by the referenced table
     */
    public String constraintName(String kind, String table, String... columns) {
        List<String> parts = new ArrayList<>(List.of(kind, table));
        parts.addAll(List.of(columns));
        return NamingConvention.truncate(String.join("_", parts));
    }

    // Sequences, types, schemas, views

    /**
     * Starts an operation on a sequence, {@code op.sequences().create("invoice_seq", s -> s.incrementBy(50))}:
     * {@code create sequence invoice_seq increment by 50}.
     */
    public SequenceOperations sequences() {
        return new SequenceOperations(defaultSchema, buffer.stage("sequences()", "a method such as .create(name)"));
    }

    /**
     * Starts an operation on an enum type, domain or composite type, {@code op.types().createEnum("status", "OPEN",
     * "CLOSED")}: {@code create type status as enum ('OPEN', 'CLOSED')}.
     */
    public TypeOperations types() {
        return new TypeOperations(defaultSchema, buffer.stage("types()", "a method such as .createEnum(name, labels)"));
    }

    /**
     * Creates a schema, {@code op.createSchema("audit")}: {@code create schema audit}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createschema.html">PostgreSQL: CREATE SCHEMA</a>
     */
    public void createSchema(String name) {
        buffer.add(new CreateSchema(name));
    }

    /**
     * Drops an empty schema, {@code op.dropSchema("audit").wasEmpty()}: {@code drop schema audit}. Without
     * {@code wasEmpty}, the operation cannot be undone.
     */
    public DropSchemaSpec dropSchema(String name) {
        return buffer.add(new DropSchemaSpec(name));
    }

    /**
     * Starts an operation on a view, {@code op.views().create("open_district", "select …")}: {@code create view
     * open_district as select …}.
     */
    public ViewOperations views() {
        return new ViewOperations(defaultSchema, buffer.stage("views()", "a method such as .create(name, query)"));
    }

    /**
     * Starts an operation on a function, {@code op.functions().create("levy(amount numeric)", "returns numeric language
     * sql as $$ select amount * 0.01 $$")}: {@code create function levy(amount numeric) returns …}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createfunction.html">PostgreSQL: CREATE FUNCTION</a>
     */
    public DefinitionOperations functions() {
        return definitions(DefinedKind.FUNCTION, "functions()");
    }

    /** Starts an operation on a procedure: {@code create procedure close_year(year integer) language sql as …}. */
    public DefinitionOperations procedures() {
        return definitions(DefinedKind.PROCEDURE, "procedures()");
    }

    /**
     * Starts an operation on extended statistics, {@code op.statistics().create("st_zip", "(dependencies) on city, zip
     * from property")}: {@code create statistics st_zip (dependencies) on city, zip from property}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createstatistics.html">PostgreSQL: CREATE STATISTICS</a>
     */
    public DefinitionOperations statistics() {
        return definitions(DefinedKind.STATISTICS, "statistics()");
    }

    /** Starts an operation on a publication: {@code create publication levy for table county}. */
    public DefinitionOperations publications() {
        return definitions(DefinedKind.PUBLICATION, "publications()");
    }

    /**
     * Starts an operation on a range type, {@code op.rangeTypes().create("period", "(subtype = date)")}: {@code create
     * type period as range (subtype = date)}. Columns of it have the type {@code userType(…)}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/rangetypes.html">PostgreSQL: range types</a>
     */
    public DefinitionOperations rangeTypes() {
        return definitions(DefinedKind.RANGE_TYPE, "rangeTypes()");
    }

    private DefinitionOperations definitions(DefinedKind kind, String call) {
        return new DefinitionOperations(kind, null, defaultSchema, buffer.stage(call, DefinitionOperations.EXPECTED));
    }

    /**
     * Sets or resets a storage parameter of an index, {@code op.changeIndexParameter("ix_county_name",
     * "fillfactor").fromNone().to("70")}: {@code alter index ix_county_name set (fillfactor = 70)}.
     */
    public ChangeSpec<String> changeIndexParameter(String index, String parameter) {
        return buffer.add(new ChangeSpec<>(
                "changeIndexParameter(…)",
                (from, to) ->
                        new ChangeOption(OptionKind.INDEX, defaultSchema.name(index), parameter, from, to.value())));
    }

    /**
     * Installs an extension in this database, {@code op.createExtension("pg_trgm")}: {@code create extension pg_trgm},
     * with {@code with schema …} after {@link #inSchema}. Extensions that are not trusted require a superuser.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createextension.html">PostgreSQL: CREATE EXTENSION</a>
     */
    public void createExtension(String name) {
        buffer.add(new CreateExtension(new Extension(name, defaultSchema.schema())));
    }

    /**
     * Removes an extension, {@code op.dropExtension("pg_trgm").wasInstalled()}: {@code drop extension pg_trgm}. Without
     * {@code wasInstalled}, the operation cannot be undone.
     */
    public DropExtensionSpec dropExtension(String name) {
        return buffer.add(new DropExtensionSpec(name));
    }

    /**
     * Grants privileges to a role, {@code op.grant("select", "insert").onTable("county").role("reporting")}:
     * {@code grant select, insert on table county to reporting}. {@code all} must be the only privilege; one that the
     * kind of object does not have is refused. Privileges on single columns are granted with {@code
     * op.execute("grant select (name) on county to reporting")}; the undo of this step, which revokes the privileges
     * on the table, takes them away from the role too.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-grant.html">PostgreSQL: GRANT</a>
     */
    public PrivilegeSpec grant(String... privileges) {
        return buffer.add(new PrivilegeSpec(
                "grant(…)",
                defaultSchema,
                (kind, on, role) -> new GrantPrivileges(kind, on, List.of(privileges), role)));
    }

    /**
     * Revokes privileges from a role, {@code op.revoke("insert").onTable("county").role("reporting")}: {@code revoke
     * insert on table county from reporting}. PostgreSQL then also revokes the same privileges on single columns of the
     * table; an undo does not grant these again.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-revoke.html">PostgreSQL: REVOKE</a>
     */
    public PrivilegeSpec revoke(String... privileges) {
        return buffer.add(new PrivilegeSpec(
                "revoke(…)",
                defaultSchema,
                (kind, on, role) -> new RevokePrivileges(kind, on, List.of(privileges), role)));
    }

    /**
     * Grants privileges on objects that the current role will create, {@code
     * op.inSchema("audit").grantByDefault("select").onTables().role("reporting")}: {@code alter default privileges in
     * schema audit grant select on tables to reporting}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-alterdefaultprivileges.html">PostgreSQL: ALTER DEFAULT
     *     PRIVILEGES</a>
     */
    public DefaultPrivilegesSpec grantByDefault(String... privileges) {
        return buffer.add(new DefaultPrivilegesSpec(true, defaultSchema.schema(), privileges));
    }

    /** Revokes such privileges: {@code alter default privileges … revoke select on tables from reporting}. */
    public DefaultPrivilegesSpec revokeByDefault(String... privileges) {
        return buffer.add(new DefaultPrivilegesSpec(false, defaultSchema.schema(), privileges));
    }

    // Rows and SQL

    /**
     * Inserts rows, {@code op.insert("state").columns("code", "name").row("WA", "Washington").keyedBy("code")}:
     * {@code insert into state (code, name) values ('WA', 'Washington')}. Without {@code keyedBy}, the operation cannot
     * be undone.
     */
    public InsertSpec insert(String table) {
        return buffer.add(new InsertSpec(defaultSchema.name(table)));
    }

    /**
     * Changes the rows of a table in batches, {@code op.backfill("property").set("taxable_value", "assessed_value -
     * exemption_amount").where("taxable_value is null").keptOnUndo()}: {@code update property set taxable_value = … where id
     * > 5000 and id <= 10000 and taxable_value is null}, and so on.
     *
     * <p>Each batch is a transaction of its own, so that no row stays locked for long; the operations before it are committed
     * first, as by {@link #autocommit}. The batches follow the primary key; a table without one is followed by its pages, which
     * requires a condition that no changed row matches. Progress is stored in the database, and committed with each batch: after
     * a failure or interruption the next run continues with the next batch. Without {@code reversedBy} or {@code keptOnUndo},
     * the operation cannot be undone.
     */
    public BackfillSpec backfill(String table) {
        return buffer.add(new BackfillSpec(defaultSchema.name(table), buffer.inBlock()));
    }

    /**
     * Deletes all rows of tables, {@code op.truncate("import_row")}: {@code truncate table import_row}. Cannot be
     * undone.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-truncate.html">PostgreSQL: TRUNCATE</a>
     */
    public void truncate(String... tables) {
        buffer.add(new Truncate(Arrays.stream(tables).map(defaultSchema::name).toList(), false));
    }

    /**
     * Deletes all rows of tables and of those that reference them by foreign keys: {@code truncate table county
     * cascade}. Cannot be undone.
     */
    public void truncateCascade(String... tables) {
        buffer.add(new Truncate(Arrays.stream(tables).map(defaultSchema::name).toList(), true));
    }

    /**
     * Executes SQL, one or more statements, unchanged: {@code op.execute("update county set population = 0")}. The
     * checks before the run do not know its effects on the schema. Without {@code .reversedBy(sql)}, the operation
     * cannot be undone.
     */
    public SqlSpec execute(String sql) {
        return buffer.add(new SqlSpec(sql));
    }

    /**
     * Runs Java within the revision, on its connection and in its transaction. Without {@code .reversedBy(…)}, the
     * operation cannot be undone; an offline script holds only a comment in its place.
     *
     * <pre>{@code
     * op.data("double the rates", jdbc -> jdbc.sql("update levy_rate set rate = rate * 2").update())
     *         .reversedBy(jdbc -> jdbc.sql("update levy_rate set rate = rate / 2").update());
     * }</pre>
     *
     * @param description what the step does, for plan, progress and errors
     */
    public DataSpec data(String description, DataStep.WithClient step) {
        return buffer.add(new DataSpec(description, step));
    }

    /** Like {@link #data}, with Spring's {@code JdbcTemplate}. */
    public DataSpec dataWithJdbcTemplate(String description, DataStep.WithTemplate step) {
        return buffer.add(new DataSpec(description, step));
    }

    /** Like {@link #data}, with the JDBC connection, which the step must not close, commit or roll back. */
    public DataSpec dataWithConnection(String description, DataStep.WithConnection step) {
        return buffer.add(new DataSpec(description, step));
    }

    // How steps run

    /**
     * Runs operations outside a transaction, as {@code create index concurrently} requires. The operations before it
     * are committed first; a failure keeps what was executed before.
     *
     * <pre>{@code
     * op.autocommit(() -> op.alterTable("property", t -> t.addIndex("ix_property_year").on("year").concurrently()));
     * }</pre>
     *
     * @throws MigrationException within another block
     */
    public void autocommit(Runnable steps) {
        if (buffer.inBlock()) {
            throw new MigrationException(
                    "op.autocommit(…) is nested in another block", "call it at the top level of the revision");
        }
        buffer.add(new Autocommit(buffer.block(steps)));
    }

    /**
     * Runs operations in their safe forms, which keep no reader or writer waiting for longer than a moment: indexes are built
     * concurrently, constraints are added without a check of the rows and validated afterwards, a column with a default of its
     * own for each row is filled in batches, and a new column takes the place of one whose type changes. The schema is the
     * same afterwards, except that a column whose type changed is the last of its table, if the change rewrites.
     *
     * <p>Each step is committed by itself, waits for its lock at most for {@code lock_timeout} (one second by default), and is
     * tried again after a pause. The operations before are committed first; after an interruption the next run resumes at the
     * step. {@link #undo} runs the safe forms of the inverses.
     *
     * <pre>{@code
     * op.safely(o -> o.alterTable("property", t -> {
     *     t.addIndex("ix_property_year").on("year");
     *     t.changeType("parcel_id").from(integer()).to(bigint());
     * }));
     * }</pre>
     *
     * @throws MigrationException for an operation that has no safe form, with the reason; within another block
     */
    public void safely(Consumer<Operations> body) {
        if (buffer.inBlock()) {
            throw new MigrationException(
                    "op.safely(…) is nested in another block", "call it at the top level of the revision");
        }
        buffer.block(() -> body.accept(this)).forEach(step -> buffer.add(Autocommit.safely(step)));
    }

    /**
     * Runs operations that may fail with an SQL error: the savepoint is then rolled back, and the other operations run
     * instead. Cannot be undone if there are operations on failure; a downgrade does not revert a savepoint that was rolled
     * back.
     *
     * <pre>{@code op.savepoint("trgm", () -> op.createExtension("pg_trgm"), () -> {});}</pre>
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-savepoint.html">PostgreSQL: SAVEPOINT</a>
     */
    public void savepoint(String name, Runnable steps, Runnable onFailure) {
        buffer.add(new Savepoint(name, buffer.block(steps), buffer.block(onFailure)));
    }

    /**
     * Sets a configuration parameter until the end of the transaction, {@code op.setLocal("lock_timeout", "5s")}:
     * {@code set local lock_timeout = '5s'}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-set.html">PostgreSQL: SET LOCAL</a>
     */
    public void setLocal(String setting, String value) {
        buffer.add(new SetLocal(setting, value));
    }

    /**
     * Makes the operations of a block conditional: creates run if the object does not exist, drops and renames if it
     * exists. An existing object must match the description, otherwise the run stops with a list of the differences.
     *
     * <pre>{@code op.idempotent(o -> o.createSchema("audit"));}</pre>
     *
     * @throws MigrationException for an operation that cannot be conditional, such as {@link #truncate}
     */
    public void idempotent(Consumer<Operations> body) {
        List<Operation> steps = buffer.block(() -> body.accept(this));
        steps.stream().map(ExistenceGuards::guarded).forEach(buffer::add);
    }

    /**
     * Records the inverses of the operations of a method, last first: {@code op.undo(this::upgrade)}.
     *
     * @throws IrreversibleException when an operation lacks its previous state, such as a drop without {@code was}, or
     *     the method calls {@link #inspector}
     */
    public void undo(Consumer<Operations> body) {
        List<Operation> recorded = new ArrayList<>();
        record(body, new UndoRecorder(recorded, buffer.recorder()));
        OperationList.inverted(recorded).forEach(buffer::add);
    }

    /**
     * States that the revision cannot be downgraded: {@code op.irreversible("the old codes are not kept")}.
     *
     * @throws IrreversibleException always; the downgrade fails while it is planned, before anything is executed
     */
    public void irreversible(String reason) {
        throw new IrreversibleException(
                reason, "stay at this revision, restore a backup, or implement its downgrade()");
    }

    // What there is

    /**
     * Returns the schema at this point of the revision, including the operations recorded before.
     *
     * <pre>{@code if (!op.inspector().hasTable("import_log")) { … }}</pre>
     */
    public Inspector inspector() {
        return buffer.catalog();
    }

    /** The value of the command-line argument {@code -x key=value}. */
    public Optional<String> argument(String key) {
        return buffer.recorder().argument(key);
    }

    /** The value of the command-line option {@code --tag}. */
    public Optional<String> tag() {
        return buffer.recorder().tag();
    }
}
