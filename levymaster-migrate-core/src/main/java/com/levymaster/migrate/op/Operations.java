package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.DataOperation.Truncate;
import com.levymaster.migrate.operation.DataStep;
import com.levymaster.migrate.operation.ExtensionOperation.CreateExtension;
import com.levymaster.migrate.operation.IrreversibleException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.schema.Extension;
import com.levymaster.migrate.schema.Inspector;
import com.levymaster.migrate.schema.NamingConvention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The words of a migration. Each says what is to be done; nothing is done until the whole plan has been recorded and
 * checked. A sentence that lacks a word is refused then, naming the word.
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
 * <p>Names are taken literally, and quoted where PostgreSQL needs it. A name without a schema is one of the default
 * schema; {@link #inSchema} speaks of another.
 */
public final class Operations {

    private final OperationBuffer pending;
    private final DefaultSchema scope;

    private Operations(OperationBuffer pending, DefaultSchema scope) {
        this.pending = pending;
        this.scope = scope;
    }

    /**
     * Runs a body and hands every operation that it says to the recorder, in order.
     *
     * @throws MigrationException when a sentence is not finished
     */
    public static void record(Consumer<Operations> body, OperationRecorder recorder) {
        OperationBuffer pending = new OperationBuffer(recorder);
        body.accept(new Operations(pending, DefaultSchema.DEFAULT));
        pending.end();
    }

    /** The same words, about another schema: {@code op.inSchema("audit").createTable("event", …)}. */
    public Operations inSchema(String schema) {
        return new Operations(pending, new DefaultSchema(schema));
    }

    // Tables

    public void createTable(String name, Consumer<TableSpec> body) {
        TableSpec table = new TableSpec(name, scope);
        body.accept(table);
        pending.add(new CreateTable(table.table()));
    }

    /** Drops a table with its rows; add {@code .was(t -> …)} so that the structure can come back. */
    public DropTableSpec dropTable(String name) {
        return pending.add(new DropTableSpec(name, scope));
    }

    /** Renames a table: {@code op.renameTable("district").to("tax_district")}. */
    public RenameSpec renameTable(String name) {
        return pending.add(
                new RenameSpec("renameTable(\"" + name + "\")", to -> new RenameTable(scope.name(name), to)));
    }

    /** Moves a table into another schema: {@code op.moveTable("event").toSchema("audit")}. */
    public MoveTableSpec moveTable(String name) {
        return pending.add(new MoveTableSpec(scope.name(name)));
    }

    /** Changes columns, constraints and indexes of a table, in the order they are said. */
    public void alterTable(String name, Consumer<AlterTableSpec> body) {
        body.accept(new AlterTableSpec(scope.name(name), scope, pending));
    }

    /** Speaks of a table that may or may not be there: {@code op.table("x").ifNotExists(t -> …)}. */
    public ConditionalTable table(String name) {
        return new ConditionalTable(name, scope, pending);
    }

    /** Speaks of an index that may or may not be there: {@code op.index("ix_property_year").ifExists().drop()}. */
    public ConditionalIndex index(String name) {
        return new ConditionalIndex(name, scope, pending);
    }

    /** Changes a type by way of a temporary column, for conversions that need data to be transformed. */
    public ConvertColumnSpec convertColumn(String table, String column) {
        return pending.add(new ConvertColumnSpec(scope.name(table), column));
    }

    /**
     * The name that our convention gives a constraint or index: {@code op.constraintName("ix", "property", "year")} is
     * {@code ix_property_year}. One that PostgreSQL would cut is shortened, and ends with a hash of all of it.
     *
     * @param kind {@code pk}, {@code fk}, {@code uq}, {@code ix} or {@code ck}; for {@code fk}, the table referred to
     *     stands last
     */
    public String constraintName(String kind, String table, String... columns) {
        List<String> parts = new ArrayList<>(List.of(kind, table));
        parts.addAll(List.of(columns));
        return NamingConvention.truncate(String.join("_", parts));
    }

    // Sequences, types, schemas, views

    /** Words for sequences: {@code op.sequences().create("invoice_seq").incrementBy(50)}. */
    public SequenceOperations sequences() {
        return new SequenceOperations(scope, pending.stage("sequences()", "a word such as .create(name)"));
    }

    /** Words for enum types, domains and composite types: {@code op.types().createEnum("status", "OPEN", "CLOSED")}. */
    public TypeOperations types() {
        return new TypeOperations(scope, pending.stage("types()", "a word such as .createEnum(name, labels)"));
    }

    public void createSchema(String name) {
        pending.add(new CreateSchema(name));
    }

    /** Drops an empty schema; add {@code .wasEmpty()} so that it can come back. */
    public DropSchemaSpec dropSchema(String name) {
        return pending.add(new DropSchemaSpec(name));
    }

    /** Words for views: {@code op.views().create("open_district", "select …")}. */
    public ViewOperations views() {
        return new ViewOperations(scope, pending.stage("views()", "a word such as .create(name, query)"));
    }

    /** Installs an extension of the server in this database; often only a superuser may. */
    public void createExtension(String name) {
        pending.add(new CreateExtension(new Extension(name, scope.schema())));
    }

    /** Removes an extension; add {@code .wasInstalled()} so that it can come back. */
    public DropExtensionSpec dropExtension(String name) {
        return pending.add(new DropExtensionSpec(name));
    }

    /** Gives a role privileges: {@code op.grant("select", "insert").onTable("county").role("reporting")}. */
    public PrivilegeSpec grant(String... privileges) {
        return pending.add(new PrivilegeSpec(
                "grant(…)", scope, (kind, on, role) -> new GrantPrivileges(kind, on, List.of(privileges), role)));
    }

    /** Takes privileges away: {@code op.revoke("insert").onTable("county").role("reporting")}. */
    public PrivilegeSpec revoke(String... privileges) {
        return pending.add(new PrivilegeSpec(
                "revoke(…)", scope, (kind, on, role) -> new RevokePrivileges(kind, on, List.of(privileges), role)));
    }

    // Rows and SQL

    /** Inserts rows: {@code op.insert("state").columns("code", "name").row("WA", "Washington").keyedBy("code")}. */
    public InsertSpec insert(String table) {
        return pending.add(new InsertSpec(scope.name(table)));
    }

    /** Deletes all rows of the tables at once. */
    public void truncate(String... tables) {
        pending.add(new Truncate(Arrays.stream(tables).map(scope::name).toList(), false));
    }

    /** As {@link #truncate}, with the tables that refer to them by foreign keys. */
    public void truncateCascade(String... tables) {
        pending.add(new Truncate(Arrays.stream(tables).map(scope::name).toList(), true));
    }

    /** Runs SQL text as it stands, one or more statements; add {@code .reversedBy(sql)} for the way back. */
    public SqlSpec execute(String sql) {
        return pending.add(new SqlSpec(sql));
    }

    /**
     * Runs Java in the middle of the revision, in its transaction and on its connection; add {@code .reversedBy(…)} for
     * the way back.
     *
     * @param description what it does, for plan, progress and errors
     */
    public DataSpec data(String description, DataStep.WithClient step) {
        return pending.add(new DataSpec(description, step));
    }

    /** As {@link #data}, with Spring's {@code JdbcTemplate}. */
    public DataSpec dataWithJdbcTemplate(String description, DataStep.WithTemplate step) {
        return pending.add(new DataSpec(description, step));
    }

    /** As {@link #data}, with the bare connection, which must be left open, uncommitted and not rolled back. */
    public DataSpec dataWithConnection(String description, DataStep.WithConnection step) {
        return pending.add(new DataSpec(description, step));
    }

    // How steps run

    /**
     * Runs steps outside of a transaction, each by itself, as {@code create index concurrently} needs it. What the
     * revision said before is committed first.
     */
    public void autocommit(Runnable steps) {
        if (pending.inBlock()) {
            throw new MigrationException(
                    "op.autocommit(…) stands inside of another block", "say it at the top level of the revision");
        }
        pending.add(new Autocommit(pending.block(steps)));
    }

    /** Runs steps that may fail: when one does, they are rolled back, the other ones run instead. */
    public void savepoint(String name, Runnable steps, Runnable onFailure) {
        pending.add(new Savepoint(name, pending.block(steps), pending.block(onFailure)));
    }

    /** Changes a setting of the server until the revision ends: {@code op.setLocal("lock_timeout", "5s")}. */
    public void setLocal(String setting, String value) {
        pending.add(new SetLocal(setting, value));
    }

    /**
     * Creates in the block are done where the object is missing, drops and renames where it is there. What is there
     * already is compared: another definition is an error that lists the differences.
     */
    public void idempotent(Consumer<Operations> body) {
        List<Operation> steps = pending.block(() -> body.accept(this));
        steps.stream().map(ExistenceGuards::guarded).forEach(pending::add);
    }

    /**
     * Says the inverse of what the body says, last first: {@code op.undo(this::upgrade)}.
     *
     * @throws IrreversibleException when a step does not remember what it would have to restore
     */
    public void undo(Consumer<Operations> body) {
        List<Operation> said = new ArrayList<>();
        record(body, new UndoRecorder(said, pending.recorder()));
        OperationList.inverted(said).forEach(pending::add);
    }

    /**
     * Says that there is no way back.
     *
     * @throws IrreversibleException always, when the downgrade is planned and before anything runs
     */
    public void irreversible(String reason) {
        throw new IrreversibleException(
                reason, "stay at this revision, restore a backup, or write the way back in its downgrade");
    }

    // What there is

    /**
     * Answers what there is at this point of the revision: all that was said before counts.
     *
     * <pre>{@code if (!op.inspector().hasTable("import_log")) { … }}</pre>
     */
    public Inspector inspector() {
        return pending.catalog();
    }

    /** The value of {@code -x key=value} of the command that runs. */
    public Optional<String> argument(String key) {
        return pending.recorder().argument(key);
    }

    /** The value of {@code --tag} of the command that runs. */
    public Optional<String> tag() {
        return pending.recorder().tag();
    }
}
