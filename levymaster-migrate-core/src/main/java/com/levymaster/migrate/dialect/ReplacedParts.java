package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ReplacedColumn;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.SchemaEffects;
import com.levymaster.migrate.sql.Keywords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The indexes and constraints over a column that is replaced: what a rename of the column would change, as it is, and as it is
 * to be for the new column, with temporary names.
 *
 * @param before the table without the new column
 * @param after the same table with the old column under the name of the new one
 * @param foreignKeys of other tables, which refer to the column
 * @param newForeignKeys the same for the new column
 */
record ReplacedParts(
        ReplacedColumn replaced,
        Table before,
        Table after,
        Column column,
        List<AddConstraint> foreignKeys,
        List<AddConstraint> newForeignKeys,
        List<Sequence> sequences) {

    static ReplacedParts of(ReplacedColumn replaced, DatabaseSchema live) {
        DatabaseSchema old = replaced.abandoned(live);
        DatabaseSchema renamed =
                SchemaEffects.renameColumn(old, replaced.table(), replaced.name(), replaced.temporary());
        Table before = table(old, replaced);
        Column column = before.column(replaced.name()).orElseThrow(() -> missing(replaced));
        List<AddConstraint> keys = new ArrayList<>();
        List<AddConstraint> newKeys = new ArrayList<>();
        for (Table other : old.tables().values()) {
            Table changed = renamed.tables().get(other.name());
            if (changed == null || other.name().equals(before.name())) {
                continue;
            }
            other.constraints(ForeignKey.class)
                    .filter(key -> !key.equals(changed.constraints().get(key.name())))
                    .forEach(key -> {
                        keys.add(new AddConstraint(other.name(), key, null));
                        newKeys.add(new AddConstraint(
                                other.name(),
                                Objects.requireNonNull(changed.constraints().get(key.name())),
                                null));
                    });
        }
        List<Sequence> owned = old.sequences().values().stream()
                .filter(s -> !s.equals(renamed.sequences().get(s.name())))
                .toList();
        return new ReplacedParts(replaced, before, table(renamed, replaced), column, keys, newKeys, owned);
    }

    private static Table table(DatabaseSchema schema, ReplacedColumn replaced) {
        return schema.catalog().table(replaced.table()).orElseThrow(() -> missing(replaced));
    }

    private static UnknownObjectException missing(ReplacedColumn replaced) {
        return new UnknownObjectException(
                "Column " + replaced.table() + "." + replaced.name()
                        + " is not known: the safe form of its change of type reads the indexes and constraints over it.",
                "check its name; a script knows only tables that typed operations of the revisions create: run the upgrade on"
                        + " the database itself");
    }

    /** Whether the constraint has an index. */
    static boolean isKey(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
    }

    /** The indexes over the old column. */
    List<Index> indexes() {
        return before.indexes().values().stream()
                .filter(i -> !i.equals(after.indexes().get(i.name())))
                .toList();
    }

    /** The constraints of the table over the old column. */
    List<Constraint> constraints() {
        return before.constraints().values().stream()
                .filter(c -> !c.equals(after.constraints().get(c.name())))
                .toList();
    }

    /** The indexes of the new column, and of its keys. */
    List<Index> allIndexes() {
        Stream<Index> own = indexes().stream().map(i -> renamedIndex(i.name()));
        Stream<Index> keys = constraints().stream()
                .filter(ReplacedParts::isKey)
                .map(c -> SchemaEffects.keyIndex(renamed(c), ReplacedColumn.temporary(c.name())));
        return Stream.concat(own, keys).toList();
    }

    private Index renamedIndex(String name) {
        Index index = after.indexes().get(name);
        return Objects.requireNonNull(index == null ? before.indexes().get(name) : index)
                .withName(ReplacedColumn.temporary(name))
                .withComment(null)
                .withValid(true);
    }

    private Constraint renamed(Constraint constraint) {
        Constraint renamed = after.constraints().get(constraint.name());
        return renamed == null ? constraint : renamed;
    }

    /** The checks and foreign keys of the new column, not validated, each with its table. */
    List<AddConstraint> unchecked() {
        return checks().stream()
                .map(add -> unchecked(add.table(), add.constraint()))
                .toList();
    }

    /** Those of them that are to be validated: the others were not, and stay as they are. */
    List<AddConstraint> toValidate() {
        return checks().stream().filter(add -> isValidated(add.constraint())).toList();
    }

    private static boolean isValidated(Constraint constraint) {
        return !(constraint instanceof ForeignKey key && !key.validated())
                && !(constraint instanceof Constraint.Check check && !check.validated());
    }

    private List<AddConstraint> checks() {
        List<AddConstraint> all = new ArrayList<>();
        if (!column.nullable()) {
            String proof = Keywords.quoted(replaced.temporary()) + " is not null";
            all.add(new AddConstraint(replaced.table(), Constraint.Check.of(replaced.notNullCheck(), proof), null));
        }
        constraints().stream()
                .filter(c -> !isKey(c))
                .map(this::renamed)
                .forEach(c -> all.add(temporary(replaced.table(), c)));
        newForeignKeys.forEach(k -> all.add(temporary(k.table(), k.constraint())));
        return all;
    }

    private static AddConstraint temporary(ObjectName table, Constraint constraint) {
        return new AddConstraint(table, constraint.withName(ReplacedColumn.temporary(constraint.name())), null);
    }

    private static AddConstraint unchecked(ObjectName table, Constraint constraint) {
        Constraint plain = constraint.withComment(null);
        if (plain instanceof Constraint.Check check) {
            return new AddConstraint(table, check.withValidated(false), null);
        }
        if (plain instanceof ForeignKey key) {
            return new AddConstraint(table, key.withValidated(false), null);
        }
        throw new MigrationException(
                "The exclusion constraint " + constraint.name() + " of " + table
                        + " uses the column, and its index cannot be built concurrently.",
                "drop the constraint first, or change the type without op.safely(…)");
    }
}
