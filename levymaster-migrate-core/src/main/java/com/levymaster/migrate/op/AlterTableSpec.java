package com.levymaster.migrate.op;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeGenerated;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.ColumnOperation.ChangeNullability;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.StorageOperation.ChangeStatisticsTarget;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorage;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorageParameter;
import com.levymaster.migrate.operation.StorageOperation.ChangeTablespace;
import com.levymaster.migrate.operation.StorageOperation.SetUnlogged;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.GenerationExpression;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;

/**
 * Changes a table, step by step.
 *
 * <pre>{@code
 * op.alterTable("tax_district", t -> {
 *     t.addColumn("county_id", bigint());
 *     t.changeType("levy_rate").from(numeric(10, 4)).to(numeric(12, 6));
 *     t.dropColumn("legacy_code").was(varchar(20));
 *     t.addForeignKey("fk_tax_district_county_id_county").on("county_id").references("county", "id");
 * });
 * }</pre>
 */
public final class AlterTableSpec {

    private final ObjectName table;
    private final DefaultSchema scope;
    private final OperationBuffer pending;

    AlterTableSpec(ObjectName table, DefaultSchema scope, OperationBuffer pending) {
        this.table = table;
        this.scope = scope;
        this.pending = pending;
    }

    // Columns

    public ColumnSpec addColumn(String name, ColumnType type) {
        ColumnSpec column = new ColumnSpec(name, type);
        pending.add(() -> new AddColumn(table, column.column()));
        return column;
    }

    /** Drops a column with its values; add {@code .was(type)} so that the column can come back. */
    public DropColumnSpec dropColumn(String name) {
        return pending.add(new DropColumnSpec(table, name));
    }

    public RenameSpec renameColumn(String name) {
        return pending.add(new RenameSpec("renameColumn(\"" + name + "\")", to -> new RenameColumn(table, name, to)));
    }

    public ChangeTypeSpec changeType(String column) {
        return pending.add(new ChangeTypeSpec(table, column));
    }

    /** Changes a type by way of a temporary column, for conversions that need data to be transformed. */
    public ConvertColumnSpec convertColumn(String column) {
        return pending.add(new ConvertColumnSpec(table, column));
    }

    public void setNotNull(String column) {
        pending.add(new ChangeNullability(table, column, false));
    }

    public void dropNotNull(String column) {
        pending.add(new ChangeNullability(table, column, true));
    }

    public ChangeDefaultSpec changeDefault(String column) {
        return pending.add(new ChangeDefaultSpec(table, column));
    }

    /**
     * Makes the column an identity column, changes how it counts, or makes it a plain one: {@code
     * t.changeIdentity("id").fromNone().to(Identity.byDefault())}.
     */
    public ChangeSpec<Identity> changeIdentity(String column) {
        return pending.add(new ChangeSpec<>(
                "changeIdentity(\"" + column + "\")",
                (from, to) -> new ChangeIdentity(table, column, from, to.value())));
    }

    /**
     * Changes the expression of a generated column; {@code .toNone()} makes it a plain one that keeps its values: {@code
     * t.changeGenerated("total").from(stored("a + b")).to(stored("a + b + c"))}.
     */
    public ChangeSpec<GenerationExpression> changeGenerated(String column) {
        return pending.add(new ChangeSpec<>(
                "changeGenerated(\"" + column + "\")",
                (from, to) -> new ChangeGenerated(table, column, from, to.value())));
    }

    /** How many values {@code analyze} samples. */
    public ChangeSpec<Integer> changeStatistics(String column) {
        return pending.add(new ChangeSpec<>(
                "changeStatistics(\"" + column + "\")",
                (from, to) -> new ChangeStatisticsTarget(table, column, from, to.value())));
    }

    /** How large values are kept. */
    public ChangeSpec<String> changeStorage(String column) {
        return pending.add(new ChangeSpec<>(
                "changeStorage(\"" + column + "\")", (from, to) -> new ChangeStorage(table, column, from, to.value())));
    }

    // Constraints

    public PrimaryKeySpec addPrimaryKey(String name) {
        return adding(new PrimaryKeySpec(name));
    }

    public UniqueSpec addUnique(String name) {
        return adding(new UniqueSpec(name));
    }

    public CheckSpec addCheck(String name) {
        return adding(new CheckSpec(name));
    }

    public ForeignKeySpec addForeignKey(String name) {
        return adding(new ForeignKeySpec(name, scope));
    }

    public ExclusionSpec addExclusion(String name) {
        return adding(new ExclusionSpec(name));
    }

    public DropConstraintSpec<PrimaryKeySpec> dropPrimaryKey(String name) {
        return pending.add(new DropConstraintSpec<>(table, new PrimaryKeySpec(name)));
    }

    public DropConstraintSpec<UniqueSpec> dropUnique(String name) {
        return pending.add(new DropConstraintSpec<>(table, new UniqueSpec(name)));
    }

    public DropConstraintSpec<CheckSpec> dropCheck(String name) {
        return pending.add(new DropConstraintSpec<>(table, new CheckSpec(name)));
    }

    public DropConstraintSpec<ForeignKeySpec> dropForeignKey(String name) {
        return pending.add(new DropConstraintSpec<>(table, new ForeignKeySpec(name, scope)));
    }

    public DropConstraintSpec<ExclusionSpec> dropExclusion(String name) {
        return pending.add(new DropConstraintSpec<>(table, new ExclusionSpec(name)));
    }

    public RenameSpec renameConstraint(String name) {
        return pending.add(
                new RenameSpec("renameConstraint(\"" + name + "\")", to -> new RenameConstraint(table, name, to)));
    }

    /** Checks the rows that were there before a {@code notValid} constraint. */
    public void validateConstraint(String name) {
        pending.add(new ValidateConstraint(table, name));
    }

    // Indexes

    public IndexSpec addIndex(String name) {
        IndexSpec index = new IndexSpec(name);
        pending.add(() -> new CreateIndex(table, index.index(), index.isConcurrently()));
        return index;
    }

    public DropIndexSpec dropIndex(String name) {
        return pending.add(new DropIndexSpec(table, name));
    }

    public RenameSpec renameIndex(String name) {
        return pending.add(new RenameSpec("renameIndex(\"" + name + "\")", to -> new RenameIndex(table, name, to)));
    }

    // How the table is kept

    /** A storage parameter: {@code t.changeStorageParameter("fillfactor").fromNone().to("70")}. */
    public ChangeSpec<String> changeStorageParameter(String parameter) {
        return pending.add(new ChangeSpec<>(
                "changeStorageParameter(\"" + parameter + "\")",
                (from, to) -> new ChangeStorageParameter(table, parameter, from, to.value())));
    }

    /** Stops writing the table to the log: faster, and empty after a crash of the server. */
    public void setUnlogged() {
        pending.add(new SetUnlogged(table, true));
    }

    /** Writes the table to the log from now on; all of it is written once. */
    public void setLogged() {
        pending.add(new SetUnlogged(table, false));
    }

    /** Where the table's files are; {@code .toNone()} for the database's own tablespace. */
    public ChangeSpec<String> changeTablespace() {
        return pending.add(
                new ChangeSpec<>("changeTablespace()", (from, to) -> new ChangeTablespace(table, from, to.value())));
    }

    // Comments

    public ChangeSpec<String> changeComment() {
        return comment("changeComment()", new CommentTarget(CommentTarget.Kind.TABLE, table, null));
    }

    public ChangeSpec<String> changeColumnComment(String column) {
        return comment(
                "changeColumnComment(\"" + column + "\")", new CommentTarget(CommentTarget.Kind.COLUMN, table, column));
    }

    public ChangeSpec<String> changeConstraintComment(String constraint) {
        return comment(
                "changeConstraintComment(\"" + constraint + "\")",
                new CommentTarget(CommentTarget.Kind.CONSTRAINT, table, constraint));
    }

    public ChangeSpec<String> changeIndexComment(String index) {
        return comment(
                "changeIndexComment(\"" + index + "\")", new CommentTarget(CommentTarget.Kind.INDEX, table, index));
    }

    private ChangeSpec<String> comment(String sentence, CommentTarget on) {
        return pending.add(ChangeSpec.comment(sentence, on));
    }

    private <S extends ConstraintSpec<S>> S adding(S spec) {
        pending.add(() -> new AddConstraint(table, spec.constraint(), spec.usingIndex(), spec.wasNullable()));
        return spec;
    }
}
