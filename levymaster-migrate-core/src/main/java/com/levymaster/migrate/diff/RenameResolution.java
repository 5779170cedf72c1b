package com.levymaster.migrate.diff;

import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.RenameSequence;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint.PrimaryKey;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Resolves rename hints against the database; nothing is guessed. Objects named after a renamed table follow it: its
 * sequence {@code …_seq}, its audit and collection tables {@code …_aud}, and the columns of foreign keys to it.
 */
public final class RenameResolution {

    private final DatabaseSchema desiredSchema;
    private final DiffBuilder builder;
    private final List<String> stale = new ArrayList<>();

    private RenameResolution(DatabaseSchema actualSchema, DatabaseSchema desiredSchema) {
        this.builder = new DiffBuilder(actualSchema, ValueMapping.NONE);
        this.desiredSchema = desiredSchema;
    }

    /**
     * Resolves the hints against the actual schema; hints whose rename is already done are listed by {@link
     * #stale()}.
     */
    public static RenameResolution resolve(
            DatabaseSchema actualSchema, DatabaseSchema desiredSchema, List<RenameHint> hints) {
        RenameResolution renames = new RenameResolution(actualSchema, desiredSchema);
        hints.stream().filter(hint -> hint.column() == null).forEach(renames::table);
        renames.dependents();
        hints.stream().filter(hint -> hint.column() != null).forEach(renames::column);
        renames.auditColumns();
        return renames;
    }

    /** Adds a rename of what is no table, sequence or column. */
    public void add(Operation rename) {
        builder.add(rename);
    }

    /** The rename operations, tables first. */
    public List<Operation> operations() {
        return builder.operations();
    }

    /** The schema of the database after the renames. */
    public DatabaseSchema renamed() {
        return builder.current();
    }

    /** The hints that are obsolete because the rename is already done, one message each. */
    public List<String> stale() {
        return List.copyOf(stale);
    }

    /** The new form of a name that was derived from the former names. */
    String translated(ObjectName table, String name) {
        String translated = name;
        for (Operation operation : builder.operations()) {
            if (operation instanceof RenameTable rename) {
                translated = translated.replace(rename.name().name(), rename.to());
            } else if (operation instanceof RenameColumn rename
                    && rename.table().equals(table)) {
                translated = translated.replace(rename.from(), rename.to());
            }
        }
        return translated;
    }

    /** The current name of the table in the database. */
    public ObjectName formerTable(ObjectName table) {
        return builder.operations().stream()
                .filter(o -> o instanceof RenameTable rename
                        && rename.name().renamed(rename.to()).equals(table))
                .map(o -> ((RenameTable) o).name())
                .findFirst()
                .orElse(table);
    }

    /** The current name of the column in the database. */
    public String formerColumn(ObjectName table, String column) {
        return builder.operations().stream()
                .filter(o -> o instanceof RenameColumn rename
                        && rename.table().equals(table)
                        && rename.to().equals(column))
                .map(o -> ((RenameColumn) o).from())
                .findFirst()
                .orElse(column);
    }

    private void table(RenameHint hint) {
        ObjectName target = desiredSchema.resolve(hint.table());
        if (builder.current().tables().containsKey(target)) {
            stale.add(hint.origin() + " is obsolete: the table is already named " + target + ". Delete it.");
            return;
        }
        hint.formerNames().stream()
                .map(former -> desiredSchema.resolve(target.renamed(former)))
                .filter(former -> builder.current().tables().containsKey(former)
                        && !desiredSchema.tables().containsKey(former))
                .findFirst()
                .ifPresent(former -> builder.add(new RenameTable(former, target.name())));
    }

    private void column(RenameHint hint) {
        ObjectName name = desiredSchema.resolve(hint.table());
        Table actual = builder.current().tables().get(name);
        Table desired = desiredSchema.tables().get(name);
        String target = hint.column();
        if (actual == null || desired == null || target == null) {
            return;
        }
        if (actual.column(target).isPresent()) {
            if (builder.operations().stream().noneMatch(o -> o instanceof RenameColumn r && r.to().equals(target))) {
                stale.add(
                        hint.origin() + " is obsolete: the column is already named " + hint.target() + ". Delete it.");
            }
            return;
        }
        hint.formerNames().stream()
                .filter(former -> actual.column(former).isPresent()
                        && desired.column(former).isEmpty())
                .findFirst()
                .ifPresent(former -> builder.add(new RenameColumn(name, former, target)));
    }

    private void dependents() {
        for (Operation operation : builder.operations()) {
            RenameTable rename = (RenameTable) operation;
            ObjectName renamed = rename.name().renamed(rename.to());
            desiredSchema.sequences().keySet().forEach(desired -> sequence(rename, desired));
            desiredSchema.tables().keySet().forEach(desired -> dependentTable(rename, desired));
            desiredSchema.tables().values().forEach(desired -> referringColumns(desired, rename, renamed));
        }
    }

    private void sequence(RenameTable rename, ObjectName desired) {
        formerName(rename, desired)
                .filter(former -> builder.current().sequences().containsKey(former)
                        && !desiredSchema.sequences().containsKey(former)
                        && !builder.current().sequences().containsKey(desired))
                .ifPresent(former -> builder.add(new RenameSequence(former, desired.name())));
    }

    private void dependentTable(RenameTable rename, ObjectName desired) {
        formerName(rename, desired)
                .filter(former -> builder.current().tables().containsKey(former)
                        && !desiredSchema.tables().containsKey(former)
                        && !builder.current().tables().containsKey(desired))
                .ifPresent(former -> builder.add(new RenameTable(former, desired.name())));
    }

    /** {@code district_seq} for {@code tax_district_seq}, when {@code district} becomes {@code tax_district}. */
    private static Optional<ObjectName> formerName(RenameTable rename, ObjectName desired) {
        return desired.name().startsWith(rename.to() + "_")
                ? Optional.of(desired.renamed(rename.name().name()
                        + desired.name().substring(rename.to().length())))
                : Optional.empty();
    }

    private void referringColumns(Table desired, RenameTable rename, ObjectName renamed) {
        Table actual = builder.current().tables().get(desired.name());
        if (actual == null) {
            return;
        }
        for (Column column : desired.columns()) {
            String former = column.name().replace(rename.to(), rename.name().name());
            boolean follows = !former.equals(column.name())
                    && actual.column(column.name()).isEmpty()
                    && actual.column(former).isPresent()
                    && desired.column(former).isEmpty();
            if (follows && refers(desired, column.name(), renamed) && refers(actual, former, renamed)) {
                builder.add(new RenameColumn(desired.name(), former, column.name()));
            }
        }
    }

    /** Renames the columns of an audit table like those of the audited table. */
    private void auditColumns() {
        for (Operation operation : builder.operations()) {
            if (operation instanceof RenameColumn rename) {
                Table table = builder.table(rename.table());
                desiredSchema.tables().values().stream()
                        .filter(audit -> audits(audit, table))
                        .forEach(audit -> column(RenameHint.column(audit.name(), rename.to(), rename.from(), "")));
            }
        }
    }

    /** Whether one table audits the other: by its name, and by its key, which extends the key of the table. */
    private static boolean audits(Table audit, Table table) {
        String name = audit.name().name();
        String recorded = table.name().name();
        if (!name.startsWith(recorded + "_") && !name.endsWith("_" + recorded)) {
            return false;
        }
        List<String> key = table.primaryKey().map(PrimaryKey::columns).orElse(List.of());
        List<String> all = audit.primaryKey().map(PrimaryKey::columns).orElse(List.of());
        return all.size() > key.size() && all.containsAll(key);
    }

    private static boolean refers(Table table, String column, ObjectName target) {
        return table.constraints(ForeignKey.class)
                .anyMatch(key ->
                        key.columns().contains(column) && key.referencedTable().equals(target));
    }
}
