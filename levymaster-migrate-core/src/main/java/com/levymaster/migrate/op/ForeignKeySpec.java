package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a foreign key: {@code t.foreignKey("fk_a_b").on("b_id").references("b", "id").onDelete(CASCADE)}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-constraints.html">PostgreSQL: foreign keys</a>
 */
public final class ForeignKeySpec extends ConstraintSpec<ForeignKeySpec> {

    private final DefaultSchema defaultSchema;
    private @Nullable List<String> columns;
    private @Nullable ObjectName referencedTable;
    private List<String> referencedColumns = List.of();
    private Action onDelete = Action.NO_ACTION;
    private List<String> onDeleteColumns = List.of();
    private Action onUpdate = Action.NO_ACTION;
    private boolean matchFull;
    private boolean notEnforced;
    private boolean period;
    private boolean validated = true;

    ForeignKeySpec(String name, DefaultSchema defaultSchema) {
        super(name);
        this.defaultSchema = defaultSchema;
    }

    /** The referencing columns. Required, once. */
    public ForeignKeySpec on(String... names) {
        OperationBuilder.requireUnset(columns, "foreignKey(\"" + name + "\")", ".on(…)");
        columns = List.of(names);
        return this;
    }

    /**
     * The referenced table, of the same default schema, and the columns of its key in the order of {@link #on}:
     * {@code references b (id)}. Required, once; both sides must have the same number of columns.
     */
    public ForeignKeySpec references(String table, String... names) {
        return references(defaultSchema.name(table), names);
    }

    /** The referenced table, of any schema, and the columns of its key in the order of {@link #on}. */
    public ForeignKeySpec references(ObjectName table, String... names) {
        OperationBuilder.requireUnset(referencedTable, "foreignKey(\"" + name + "\")", ".references(…)");
        referencedTable = table;
        referencedColumns = List.of(names);
        return this;
    }

    /**
     * The action when the referenced row is deleted: {@code on delete cascade}. The default is {@code no action}.
     *
     * @param names the only columns that {@code SET_NULL} or {@code SET_DEFAULT} sets, which needs PostgreSQL 15; none
     *     means all. Refused for other actions
     * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">PostgreSQL: REFERENCES</a>
     */
    public ForeignKeySpec onDelete(Action action, String... names) {
        onDelete = action;
        onDeleteColumns = List.of(names);
        return this;
    }

    /** The action when the referenced key changes: {@code on update cascade}. The default is {@code no action}. */
    public ForeignKeySpec onUpdate(Action action) {
        onUpdate = action;
        return this;
    }

    /**
     * Requires that the referencing columns are all null or all set: {@code match full}. By default, one null suffices.
     */
    public ForeignKeySpec matchFull() {
        matchFull = true;
        return this;
    }

    /**
     * Does not check existing rows: {@code foreign key … not valid}. {@link AlterTableSpec#validateConstraint} checks
     * them later, without blocking writes.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">PostgreSQL: NOT VALID</a>
     */
    public ForeignKeySpec notValid() {
        validated = false;
        return this;
    }

    /** Documents the reference without checking any row: {@code foreign key … not enforced}. Needs PostgreSQL 18. */
    public ForeignKeySpec notEnforced() {
        notEnforced = true;
        validated = false;
        return this;
    }

    /**
     * Treats the last column of both sides as a range, which the ranges of the referenced rows must cover: {@code foreign
     * key (id, period valid) references t (id, period valid)}. Needs PostgreSQL 18.
     */
    public ForeignKeySpec period() {
        period = true;
        return this;
    }

    @Override
    ForeignKeySpec self() {
        return this;
    }

    @Override
    ForeignKey constraint() {
        String call = "foreignKey(\"" + name + "\")";
        List<String> on = OperationBuilder.require(columns, call, ".on(columns)");
        ObjectName table = OperationBuilder.require(referencedTable, call, ".references(table, columns)");
        OperationBuilder.require(
                referencedColumns.isEmpty() ? null : table, call, "the columns to .references(table, columns)");
        if (on.size() != referencedColumns.size()) {
            throw new MigrationException(
                    "Foreign key " + name + " has the columns " + on + " but references " + referencedColumns + " of "
                            + table + ".",
                    "list the same number of columns on both sides");
        }
        boolean sets = onDelete == Action.SET_NULL || onDelete == Action.SET_DEFAULT;
        if (!sets && !onDeleteColumns.isEmpty()) {
            throw new MigrationException(
                    "Foreign key " + name + " lists columns for " + onDelete + ", which sets no columns.",
                    "remove the columns, or use SET_NULL or SET_DEFAULT");
        }
        return new ForeignKey(
                name,
                on,
                table,
                referencedColumns,
                onDelete,
                onDeleteColumns,
                onUpdate,
                matchFull,
                deferral,
                validated,
                notEnforced,
                period,
                comment);
    }
}
