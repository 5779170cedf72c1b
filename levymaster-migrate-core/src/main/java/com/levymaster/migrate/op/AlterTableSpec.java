package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.operation.DefinitionOperation.RowSecurity;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.StorageOperation.ChangeCompression;
import com.levymaster.migrate.operation.StorageOperation.ChangeStatisticsTarget;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorage;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorageParameter;
import com.levymaster.migrate.operation.StorageOperation.ChangeTablespace;
import com.levymaster.migrate.operation.StorageOperation.SetUnlogged;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;

/**
 * Changes an existing table, operation by operation, in the order of the calls.
 *
 * <pre>{@code
 * op.alterTable("tax_district", t -> {
 *     t.addColumn("county_id", bigint());
 *     t.changeType("levy_rate").from(numeric(10, 4)).to(numeric(12, 6));
 *     t.dropColumn("legacy_code").was(varchar(20));
 *     t.addForeignKey("fk_tax_district_county_id_county").on("county_id").references("county", "id");
 * });
 * }</pre>
 *
 * <p>A drop or change can be undone only if its previous state is given, with {@code was} or {@code from}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ALTER TABLE</a>
 */
public final class AlterTableSpec {

    private final ObjectName table;
    private final DefaultSchema defaultSchema;
    private final OperationBuffer buffer;

    AlterTableSpec(ObjectName table, DefaultSchema defaultSchema, OperationBuffer buffer) {
        this.table = table;
        this.defaultSchema = defaultSchema;
        this.buffer = buffer;
    }

    // Columns

    /**
     * Adds a column at the end of the table: {@code alter table t add column c type}. The column is nullable and has no
     * default unless the returned builder sets them; a {@code notNull()} column needs a default if the table has rows.
     */
    public ColumnSpec addColumn(String name, ColumnType type) {
        ColumnSpec column = new ColumnSpec(name, type);
        buffer.add(() -> new AddColumn(table, column.column()));
        return column;
    }

    /**
     * Drops a column with its values, indexes and constraints: {@code alter table t drop column c}. Add
     * {@code .was(type)} to make the operation reversible; the values are lost.
     */
    public DropColumnSpec dropColumn(String name) {
        return buffer.add(new DropColumnSpec(table, name));
    }

    /**
     * Renames a column, {@code t.renameColumn("a").to("b")}: {@code alter table t rename column a to b}. PostgreSQL
     * updates indexes, constraints and views that use it.
     */
    public RenameSpec renameColumn(String name) {
        return buffer.add(new RenameSpec("renameColumn(\"" + name + "\")", to -> new RenameColumn(table, name, to)));
    }

    /**
     * Changes the type or collation of a column in place: {@code alter table t alter column c type …}. PostgreSQL may
     * rewrite the table under an {@code access exclusive} lock.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ALTER TABLE</a>
     */
    public ChangeTypeSpec changeType(String column) {
        return buffer.add(new ChangeTypeSpec(table, column));
    }

    /**
     * Changes a type by a temporary column that an {@code update} fills, for conversions that transform the data or need
     * a subquery. The column keeps its place, default, identity, constraints, indexes, privileges and comment.
     */
    public ConvertColumnSpec convertColumn(String column) {
        return buffer.add(new ConvertColumnSpec(table, column));
    }

    /**
     * Forbids nulls: {@code alter table t alter column c set not null}. Fails if a row has a null; scans the table
     * unless a valid check constraint proves that there is none.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: SET NOT NULL</a>
     */
    public void setNotNull(String column) {
        buffer.add(new ChangeNullability(table, column, false, null));
    }

    /**
     * Forbids nulls by a constraint of this name: {@code alter table t add constraint nn_c not null c}. Needs PostgreSQL
     * 18; earlier versions keep no name.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-NOT-NULL">PostgreSQL:
     *     not-null constraints</a>
     */
    public void setNotNull(String column, String constraint) {
        buffer.add(new ChangeNullability(
                table,
                column,
                false,
                OperationBuilder.notNullName(constraint, "setNotNull(\"" + column + "\", constraint)")));
    }

    /** Allows nulls: {@code alter table t alter column c drop not null}. */
    public void dropNotNull(String column) {
        buffer.add(new ChangeNullability(table, column, true, null));
    }

    /**
     * Allows nulls, as {@link #dropNotNull(String)}, and remembers the name of the constraint for an undo. Needs PostgreSQL
     * 18.
     */
    public void dropNotNull(String column, String constraint) {
        buffer.add(new ChangeNullability(
                table,
                column,
                true,
                OperationBuilder.notNullName(constraint, "dropNotNull(\"" + column + "\", constraint)")));
    }

    /**
     * Sets or drops the default of a column, {@code t.changeDefault("c").fromNone().to(0)}: {@code alter table t alter
     * column c set default 0} or {@code drop default}. Existing rows do not change.
     */
    public ChangeDefaultSpec changeDefault(String column) {
        return buffer.add(new ChangeDefaultSpec(table, column));
    }

    /**
     * Makes a column an identity column, changes the options of its sequence, or makes it a plain column: {@code alter
     * table t alter column c add generated … as identity}, {@code set generated …} or {@code drop identity}.
     *
     * <pre>{@code t.changeIdentity("id").fromNone().to(Identity.byDefault());}</pre>
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: ADD GENERATED AS
     *     IDENTITY</a>
     */
    public ChangeSpec<Identity> changeIdentity(String column) {
        return buffer.add(new ChangeSpec<>(
                "changeIdentity(\"" + column + "\")",
                (from, to) -> new ChangeIdentity(table, column, from, to.value())));
    }

    /**
     * Changes the expression of a generated column: {@code alter table t alter column c set expression as (…)}, which
     * needs PostgreSQL 17. With {@code .toNone()}, a stored column becomes a plain one that keeps its values
     * ({@code drop expression}). Any other change between plain, stored and virtual is refused.
     *
     * <pre>{@code t.changeGenerated("total").from(stored("a + b")).to(stored("a + b + c"));}</pre>
     */
    public ChangeSpec<GenerationExpression> changeGenerated(String column) {
        return buffer.add(new ChangeSpec<>(
                "changeGenerated(\"" + column + "\")",
                (from, to) -> new ChangeGenerated(table, column, from, to.value())));
    }

    /**
     * Sets the statistics target of a column, 0 to 10000: {@code alter table t alter column c set statistics 500}. With
     * {@code .toNone()}, the server's {@code default_statistics_target} applies (100 unless configured). Other values
     * are refused.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: SET STATISTICS</a>
     */
    public ChangeSpec<Integer> changeStatistics(String column) {
        return buffer.add(new ChangeSpec<>(
                "changeStatistics(\"" + column + "\")",
                (from, to) -> new ChangeStatisticsTarget(table, column, from, to.value())));
    }

    /**
     * Sets the storage strategy of a column, {@code plain}, {@code main}, {@code external} or {@code extended}:
     * {@code alter table t alter column c set storage external}. Affects new values only. {@code .toNone()} is
     * {@code set storage default}, which needs PostgreSQL 16.
     *
     * @see <a href="https://www.postgresql.org/docs/current/storage-toast.html">PostgreSQL: TOAST</a>
     */
    public ChangeSpec<String> changeStorage(String column) {
        return buffer.add(new ChangeSpec<>(
                "changeStorage(\"" + column + "\")", (from, to) -> new ChangeStorage(table, column, from, to.value())));
    }

    /**
     * Sets the compression of a column, {@code pglz} or {@code lz4}: {@code alter table t alter column c set compression
     * lz4}, which needs PostgreSQL 14. Affects new values only. {@code .toNone()} is the server's default.
     *
     * @see <a href="https://www.postgresql.org/docs/current/storage-toast.html">PostgreSQL: TOAST</a>
     */
    public ChangeSpec<String> changeCompression(String column) {
        return buffer.add(new ChangeSpec<>(
                "changeCompression(\"" + column + "\")",
                (from, to) -> new ChangeCompression(table, column, from, to.value())));
    }

    // Constraints

    /** Adds a primary key: {@code alter table t add constraint name primary key (…)}. Its columns become not null. */
    public PrimaryKeySpec addPrimaryKey(String name) {
        return adding(new PrimaryKeySpec(name));
    }

    /** Adds a unique constraint: {@code alter table t add constraint name unique (…)}. */
    public UniqueSpec addUnique(String name) {
        return adding(new UniqueSpec(name));
    }

    /**
     * Adds a check constraint: {@code alter table t add constraint name check (…)}. Scans the table unless
     * {@code .notValid()}.
     */
    public CheckSpec addCheck(String name) {
        return adding(new CheckSpec(name));
    }

    /**
     * Adds a foreign key: {@code alter table t add constraint name foreign key (…) references …}. Scans the table
     * unless {@code .notValid()}.
     */
    public ForeignKeySpec addForeignKey(String name) {
        return adding(new ForeignKeySpec(name, defaultSchema));
    }

    /** Adds an exclusion constraint: {@code alter table t add constraint name exclude using gist (…)}. */
    public ExclusionSpec addExclusion(String name) {
        return adding(new ExclusionSpec(name));
    }

    /**
     * Drops a primary key: {@code alter table t drop constraint name}. Its columns stay not null unless {@code .was(k
     * -> k.on(…).wasNullable(…))} lists them. Reversible with {@code .was(…)}.
     */
    public DropConstraintSpec<PrimaryKeySpec> dropPrimaryKey(String name) {
        return buffer.add(new DropConstraintSpec<>(table, new PrimaryKeySpec(name)));
    }

    /**
     * Drops a unique constraint: {@code alter table t drop constraint name}. Reversible with {@code .was(u ->
     * u.on(…))}.
     */
    public DropConstraintSpec<UniqueSpec> dropUnique(String name) {
        return buffer.add(new DropConstraintSpec<>(table, new UniqueSpec(name)));
    }

    /**
     * Drops a check constraint: {@code alter table t drop constraint name}. Reversible with {@code .was(c ->
     * c.that(…))}.
     */
    public DropConstraintSpec<CheckSpec> dropCheck(String name) {
        return buffer.add(new DropConstraintSpec<>(table, new CheckSpec(name)));
    }

    /**
     * Drops a foreign key: {@code alter table t drop constraint name}. Reversible with {@code .was(f ->
     * f.on(…).references(…))}.
     */
    public DropConstraintSpec<ForeignKeySpec> dropForeignKey(String name) {
        return buffer.add(new DropConstraintSpec<>(table, new ForeignKeySpec(name, defaultSchema)));
    }

    /**
     * Drops an exclusion constraint: {@code alter table t drop constraint name}. Reversible with {@code .was(e ->
     * e.with(…))}.
     */
    public DropConstraintSpec<ExclusionSpec> dropExclusion(String name) {
        return buffer.add(new DropConstraintSpec<>(table, new ExclusionSpec(name)));
    }

    /**
     * Renames a constraint, {@code t.renameConstraint("a").to("b")}: {@code alter table t rename constraint a to b}.
     */
    public RenameSpec renameConstraint(String name) {
        return buffer.add(
                new RenameSpec("renameConstraint(\"" + name + "\")", to -> new RenameConstraint(table, name, to)));
    }

    /**
     * Checks the rows that a {@code notValid} constraint has not checked yet: {@code alter table t validate constraint
     * name}. Reads and writes continue meanwhile. Undo does nothing.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: VALIDATE CONSTRAINT</a>
     */
    public void validateConstraint(String name) {
        buffer.add(new ValidateConstraint(table, name));
    }

    // Indexes

    /**
     * Creates an index, {@code t.addIndex("ix_property_year").on("year")}: {@code create index ix_property_year on
     * property (year)}. Blocks writes while it is built, unless {@code .concurrently()}.
     */
    public IndexSpec addIndex(String name) {
        IndexSpec index = new IndexSpec(name);
        buffer.add(() -> new CreateIndex(table, index.index(), index.isConcurrently(), index.isOnly()));
        return index;
    }

    /** Drops an index: {@code drop index name}. Reversible with {@code .was(i -> i.on(…))}. */
    public DropIndexSpec dropIndex(String name) {
        return buffer.add(new DropIndexSpec(table, name));
    }

    /** Renames an index, {@code t.renameIndex("a").to("b")}: {@code alter index a rename to b}. */
    public RenameSpec renameIndex(String name) {
        return buffer.add(new RenameSpec("renameIndex(\"" + name + "\")", to -> new RenameIndex(table, name, to)));
    }

    // How the table is kept

    /**
     * Sets or resets a storage parameter, {@code t.changeStorageParameter("fillfactor").fromNone().to("70")}:
     * {@code alter table t set (fillfactor = 70)}, or {@code reset (fillfactor)} with {@code .toNone()}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: storage parameters</a>
     */
    public ChangeSpec<String> changeStorageParameter(String parameter) {
        return buffer.add(new ChangeSpec<>(
                "changeStorageParameter(\"" + parameter + "\")",
                (from, to) -> new ChangeStorageParameter(table, parameter, from, to.value())));
    }

    /**
     * Makes the table unlogged: {@code alter table t set unlogged}. Rewrites the table. Writes become faster, but a
     * crash of the server empties it.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: UNLOGGED</a>
     */
    public void setUnlogged() {
        buffer.add(new SetUnlogged(table, true));
    }

    /**
     * Makes the table crash-safe again: {@code alter table t set logged}. Rewrites the table and writes all of it to
     * the write-ahead log.
     */
    public void setLogged() {
        buffer.add(new SetUnlogged(table, false));
    }

    /**
     * Moves the files of the table: {@code alter table t set tablespace name}. {@code .toNone()} is the default
     * tablespace of the database. The table is locked while its files are copied.
     */
    public ChangeSpec<String> changeTablespace() {
        return buffer.add(
                new ChangeSpec<>("changeTablespace()", (from, to) -> new ChangeTablespace(table, from, to.value())));
    }

    // Triggers and policies

    /**
     * Starts an operation on a trigger, {@code t.triggers().create("tr_audit", "after update on county for each row
     * execute function audit()")}: {@code create trigger tr_audit after update on county …}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtrigger.html">PostgreSQL: CREATE TRIGGER</a>
     */
    public DefinitionOperations triggers() {
        return definitions(DefinedKind.TRIGGER, "triggers()");
    }

    /**
     * Starts an operation on a policy, {@code t.policies().create("own", "for select using (owner = current_user)")}:
     * {@code create policy own on county for select …}. Policies count after {@link #enableRowSecurity}.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-createpolicy.html">PostgreSQL: CREATE POLICY</a>
     */
    public DefinitionOperations policies() {
        return definitions(DefinedKind.POLICY, "policies()");
    }

    /**
     * Restricts the rows by policies: {@code alter table t enable row level security}. Without policies, only the owner
     * sees rows.
     *
     * @see <a href="https://www.postgresql.org/docs/current/ddl-rowsecurity.html">PostgreSQL: row security</a>
     */
    public void enableRowSecurity() {
        buffer.add(new ChangeRowSecurity(table, RowSecurity.ENABLE));
    }

    /** Ignores the policies: {@code alter table t disable row level security}. */
    public void disableRowSecurity() {
        buffer.add(new ChangeRowSecurity(table, RowSecurity.DISABLE));
    }

    /** Applies the policies to the owner of the table too: {@code alter table t force row level security}. */
    public void forceRowSecurity() {
        buffer.add(new ChangeRowSecurity(table, RowSecurity.FORCE));
    }

    /** Exempts the owner of the table from the policies: {@code alter table t no force row level security}. */
    public void unforceRowSecurity() {
        buffer.add(new ChangeRowSecurity(table, RowSecurity.NO_FORCE));
    }

    private DefinitionOperations definitions(DefinedKind kind, String call) {
        return new DefinitionOperations(kind, table, defaultSchema, buffer.stage(call, DefinitionOperations.EXPECTED));
    }

    // Comments

    /** Sets or drops the comment of the table: {@code comment on table t is '…'}. */
    public ChangeSpec<String> changeComment() {
        return comment("changeComment()", new CommentTarget(CommentTarget.CommentableKind.TABLE, table, null));
    }

    /** Sets or drops the comment of a column: {@code comment on column t.c is '…'}. */
    public ChangeSpec<String> changeColumnComment(String column) {
        return comment(
                "changeColumnComment(\"" + column + "\")",
                new CommentTarget(CommentTarget.CommentableKind.COLUMN, table, column));
    }

    /** Sets or drops the comment of a constraint: {@code comment on constraint name on t is '…'}. */
    public ChangeSpec<String> changeConstraintComment(String constraint) {
        return comment(
                "changeConstraintComment(\"" + constraint + "\")",
                new CommentTarget(CommentTarget.CommentableKind.CONSTRAINT, table, constraint));
    }

    /** Sets or drops the comment of an index: {@code comment on index name is '…'}. */
    public ChangeSpec<String> changeIndexComment(String index) {
        return comment(
                "changeIndexComment(\"" + index + "\")",
                new CommentTarget(CommentTarget.CommentableKind.INDEX, table, index));
    }

    private ChangeSpec<String> comment(String call, CommentTarget on) {
        return buffer.add(ChangeSpec.comment(call, on));
    }

    private <S extends ConstraintSpec<S>> S adding(S spec) {
        buffer.add(() -> new AddConstraint(table, spec.constraint(), spec.usingIndex(), spec.wasNullable()));
        return spec;
    }
}
