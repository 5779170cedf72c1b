package com.levymaster.migrate;

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
import com.levymaster.migrate.operation.NamespaceOperation.Commented;
import com.levymaster.migrate.operation.SettingOperation.ChangeLogging;
import com.levymaster.migrate.operation.SettingOperation.ChangeStatistics;
import com.levymaster.migrate.operation.SettingOperation.ChangeStorage;
import com.levymaster.migrate.operation.SettingOperation.ChangeStorageParameter;
import com.levymaster.migrate.operation.SettingOperation.ChangeTablespace;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Generated;
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
    private final Scope scope;
    private final Pending pending;

    AlterTableSpec(ObjectName table, Scope scope, Pending pending) {
        this.table = table;
        this.scope = scope;
        this.pending = pending;
    }

    // Columns

    public ColumnSpec addColumn(String name, ColumnType type) {
        ColumnSpec column = new ColumnSpec(name, type);
        pending.say(() -> new AddColumn(table, column.column()));
        return column;
    }

    /** Drops a column with its values; add {@code .was(type)} so that the column can come back. */
    public DropColumnSpec dropColumn(String name) {
        return pending.say(new DropColumnSpec(table, name));
    }

    public RenameSpec renameColumn(String name) {
        return pending.say(new RenameSpec("renameColumn(\"" + name + "\")", to -> new RenameColumn(table, name, to)));
    }

    public ChangeTypeSpec changeType(String column) {
        return pending.say(new ChangeTypeSpec(table, column));
    }

    /** Changes a type by way of a temporary column, for conversions that need data to be transformed. */
    public ConvertColumnSpec convertColumn(String column) {
        return pending.say(new ConvertColumnSpec(table, column));
    }

    public void setNotNull(String column) {
        pending.say(new ChangeNullability(table, column, false));
    }

    public void dropNotNull(String column) {
        pending.say(new ChangeNullability(table, column, true));
    }

    public ChangeDefaultSpec changeDefault(String column) {
        return pending.say(new ChangeDefaultSpec(table, column));
    }

    /**
     * Makes the column an identity column, changes how it counts, or makes it a plain one: {@code
     * t.changeIdentity("id").fromNone().to(Identity.byDefault())}.
     */
    public ChangeSpec<Identity> changeIdentity(String column) {
        return pending.say(new ChangeSpec<>(
                "changeIdentity(\"" + column + "\")",
                (from, to) -> new ChangeIdentity(table, column, from, to.value())));
    }

    /**
     * Changes the expression of a generated column; {@code .toNone()} makes it a plain one that keeps its values: {@code
     * t.changeGenerated("total").from(stored("a + b")).to(stored("a + b + c"))}.
     */
    public ChangeSpec<Generated> changeGenerated(String column) {
        return pending.say(new ChangeSpec<>(
                "changeGenerated(\"" + column + "\")",
                (from, to) -> new ChangeGenerated(table, column, from, to.value())));
    }

    /** How many values {@code analyze} samples. */
    public ChangeSpec<Integer> changeStatistics(String column) {
        return pending.say(new ChangeSpec<>(
                "changeStatistics(\"" + column + "\")",
                (from, to) -> new ChangeStatistics(table, column, from, to.value())));
    }

    /** How large values are kept. */
    public ChangeSpec<String> changeStorage(String column) {
        return pending.say(new ChangeSpec<>(
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

    public ExcludeSpec addExclude(String name) {
        return adding(new ExcludeSpec(name));
    }

    public DropConstraintSpec<PrimaryKeySpec> dropPrimaryKey(String name) {
        return pending.say(new DropConstraintSpec<>(table, new PrimaryKeySpec(name)));
    }

    public DropConstraintSpec<UniqueSpec> dropUnique(String name) {
        return pending.say(new DropConstraintSpec<>(table, new UniqueSpec(name)));
    }

    public DropConstraintSpec<CheckSpec> dropCheck(String name) {
        return pending.say(new DropConstraintSpec<>(table, new CheckSpec(name)));
    }

    public DropConstraintSpec<ForeignKeySpec> dropForeignKey(String name) {
        return pending.say(new DropConstraintSpec<>(table, new ForeignKeySpec(name, scope)));
    }

    public DropConstraintSpec<ExcludeSpec> dropExclude(String name) {
        return pending.say(new DropConstraintSpec<>(table, new ExcludeSpec(name)));
    }

    public RenameSpec renameConstraint(String name) {
        return pending.say(
                new RenameSpec("renameConstraint(\"" + name + "\")", to -> new RenameConstraint(table, name, to)));
    }

    /** Checks the rows that were there before a {@code notValid} constraint. */
    public void validateConstraint(String name) {
        pending.say(new ValidateConstraint(table, name));
    }

    // Indexes

    public IndexSpec addIndex(String name) {
        IndexSpec index = new IndexSpec(name);
        pending.say(() -> new CreateIndex(table, index.index(), index.isConcurrently()));
        return index;
    }

    public DropIndexSpec dropIndex(String name) {
        return pending.say(new DropIndexSpec(table, name));
    }

    public RenameSpec renameIndex(String name) {
        return pending.say(new RenameSpec("renameIndex(\"" + name + "\")", to -> new RenameIndex(table, name, to)));
    }

    // How the table is kept

    /** A storage parameter: {@code t.changeStorageParameter("fillfactor").fromNone().to("70")}. */
    public ChangeSpec<String> changeStorageParameter(String parameter) {
        return pending.say(new ChangeSpec<>(
                "changeStorageParameter(\"" + parameter + "\")",
                (from, to) -> new ChangeStorageParameter(table, parameter, from, to.value())));
    }

    /** Stops writing the table to the log: faster, and empty after a crash of the server. */
    public void setUnlogged() {
        pending.say(new ChangeLogging(table, true));
    }

    /** Writes the table to the log from now on; all of it is written once. */
    public void setLogged() {
        pending.say(new ChangeLogging(table, false));
    }

    /** Where the table's files are; {@code .toNone()} for the database's own tablespace. */
    public ChangeSpec<String> changeTablespace() {
        return pending.say(
                new ChangeSpec<>("changeTablespace()", (from, to) -> new ChangeTablespace(table, from, to.value())));
    }

    // Comments

    public ChangeSpec<String> changeComment() {
        return comment("changeComment()", new Commented(Commented.Kind.TABLE, table, null));
    }

    public ChangeSpec<String> changeColumnComment(String column) {
        return comment("changeColumnComment(\"" + column + "\")", new Commented(Commented.Kind.COLUMN, table, column));
    }

    public ChangeSpec<String> changeConstraintComment(String constraint) {
        return comment(
                "changeConstraintComment(\"" + constraint + "\")",
                new Commented(Commented.Kind.CONSTRAINT, table, constraint));
    }

    public ChangeSpec<String> changeIndexComment(String index) {
        return comment("changeIndexComment(\"" + index + "\")", new Commented(Commented.Kind.INDEX, table, index));
    }

    private ChangeSpec<String> comment(String sentence, Commented on) {
        return pending.say(ChangeSpec.comment(sentence, on));
    }

    private <S extends ConstraintSpec<S>> S adding(S spec) {
        pending.say(() -> new AddConstraint(table, spec.constraint(), spec.usingIndex(), spec.wasNullable()));
        return spec;
    }
}
