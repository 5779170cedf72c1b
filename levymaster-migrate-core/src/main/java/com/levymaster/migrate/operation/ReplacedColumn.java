package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.ChangeType;
import com.levymaster.migrate.operation.ColumnOperation.ConvertColumn;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.effect.DropEffects;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * A column that a new one of another type replaces. The new one has a temporary name until then, which is always the same, so
 * that an interrupted change finds it again.
 *
 * @param expression the SQL over the old columns that computes the new value
 */
public record ReplacedColumn(ColumnOperation change, ObjectName table, String name, String expression) {

    private static final String SUFFIX = "_levymaster";

    /** The column of a change of type. */
    public static ReplacedColumn of(ColumnOperation change) {
        return new ReplacedColumn(change, change.table(), SafeForm.column(change), expression(change));
    }

    private static String expression(ColumnOperation change) {
        String using = change instanceof ConvertColumn convert ? convert.using() : using(change);
        return using == null ? Keywords.quoted(SafeForm.column(change)) : using;
    }

    private static @Nullable String using(ColumnOperation change) {
        return change instanceof ChangeType type ? type.using() : null;
    }

    /** The temporary name of the column, or of one of its indexes and constraints. */
    public static String temporary(String name) {
        return NamingConvention.truncate(name + SUFFIX);
    }

    /** The temporary name of the column itself. */
    public String temporary() {
        return temporary(name);
    }

    /** The name of the check that proves that the new column is not null. */
    public String notNullCheck() {
        return temporary(table.name() + "_" + name + "_not_null");
    }

    /** The name of the function and the trigger that keep the new column in step; the last of the triggers to fire. */
    public String trigger() {
        return NamingConvention.truncate("zz_levymaster_" + table.name() + "_" + name);
    }

    /** The new column with its temporary name: nullable and without a default so far. */
    public Column added(Column old) {
        Column changed =
                SchemaEffects.resolved(DatabaseSchema.empty("public"), old).withName(temporary());
        if (change instanceof ChangeType type) {
            changed = changed.withType(type.to().type()).withCollation(type.to().collation());
        } else if (change instanceof ConvertColumn convert) {
            changed = changed.withType(convert.to());
        }
        return changed.withNullable(true)
                .withDefault(null)
                .withIdentity(null)
                .withStorage(null)
                .withCompression(null)
                .withNotNullName(null);
    }

    DatabaseSchema prepared(DatabaseSchema before) {
        return before.catalog()
                .table(table)
                .flatMap(t -> t.column(name))
                .map(old -> new AddColumn(table, added(old)).applyTo(before))
                .orElse(before);
    }

    /** The schema without the new column. */
    public DatabaseSchema abandoned(DatabaseSchema before) {
        return DropEffects.dropColumn(before, table, temporary(), true);
    }

    DatabaseSchema swapped(DatabaseSchema before) {
        return SchemaEffects.onTable(
                change.applyTo(abandoned(before)), table, t -> SchemaEffects.toEnd(t, name, column -> column));
    }
}
