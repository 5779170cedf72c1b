package com.levymaster.migrate.op;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ForeignKey.Action;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a foreign key: {@code t.foreignKey("fk_a_b").on("b_id").references("b", "id").onDelete(CASCADE)}. */
public final class ForeignKeySpec extends ConstraintSpec<ForeignKeySpec> {

    private final DefaultSchema scope;
    private @Nullable List<String> columns;
    private @Nullable ObjectName referencedTable;
    private List<String> referencedColumns = List.of();
    private Action onDelete = Action.NO_ACTION;
    private List<String> onDeleteColumns = List.of();
    private Action onUpdate = Action.NO_ACTION;
    private boolean matchFull;
    private boolean validated = true;

    ForeignKeySpec(String name, DefaultSchema scope) {
        super(name);
        this.scope = scope;
    }

    public ForeignKeySpec on(String... names) {
        OperationBuilder.requireUnset(columns, "foreignKey(\"" + name + "\")", ".on(…)");
        columns = List.of(names);
        return this;
    }

    /** The table referred to, and the columns of its key in the order of {@link #on}. */
    public ForeignKeySpec references(String table, String... names) {
        return references(scope.name(table), names);
    }

    /** The same for a table of another schema. */
    public ForeignKeySpec references(ObjectName table, String... names) {
        OperationBuilder.requireUnset(referencedTable, "foreignKey(\"" + name + "\")", ".references(…)");
        referencedTable = table;
        referencedColumns = List.of(names);
        return this;
    }

    /**
     * What happens to referring rows when the row referred to is deleted.
     *
     * @param names for {@code SET_NULL} and {@code SET_DEFAULT}: only these columns are set; none means all
     */
    public ForeignKeySpec onDelete(Action action, String... names) {
        onDelete = action;
        onDeleteColumns = List.of(names);
        return this;
    }

    public ForeignKeySpec onUpdate(Action action) {
        onUpdate = action;
        return this;
    }

    /** A row refers by all of its columns or by none. */
    public ForeignKeySpec matchFull() {
        matchFull = true;
        return this;
    }

    /** Does not look at the rows that are there; {@code validateConstraint} does, later. */
    public ForeignKeySpec notValid() {
        validated = false;
        return this;
    }

    @Override
    ForeignKeySpec self() {
        return this;
    }

    @Override
    ForeignKey constraint() {
        String sentence = "foreignKey(\"" + name + "\")";
        List<String> on = OperationBuilder.require(columns, sentence, ".on(columns)");
        ObjectName table = OperationBuilder.require(referencedTable, sentence, ".references(table, columns)");
        OperationBuilder.require(
                referencedColumns.isEmpty() ? null : table, sentence, "the columns to .references(table, columns)");
        if (on.size() != referencedColumns.size()) {
            throw new MigrationException(
                    "Foreign key " + name + " is on " + on + " and references " + referencedColumns + " of " + table
                            + ".",
                    "name as many columns on both sides");
        }
        boolean sets = onDelete == Action.SET_NULL || onDelete == Action.SET_DEFAULT;
        if (!sets && !onDeleteColumns.isEmpty()) {
            throw new MigrationException(
                    "Foreign key " + name + " names columns for " + onDelete + ", which sets none.",
                    "leave the columns out, or say SET_NULL or SET_DEFAULT");
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
                comment);
    }
}
