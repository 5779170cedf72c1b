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
 * What was said to have had another name, found in the database: never guessed. What hangs on the name of a renamed table
 * follows it: its sequence {@code …_seq}, its audit and collection tables {@code …_aud}, and the columns of foreign keys
 * to it.
 */
public final class RenameResolution {

    private final DatabaseSchema desired;
    private final DiffBuilder journal;
    private final List<String> stale = new ArrayList<>();

    private RenameResolution(DatabaseSchema actual, DatabaseSchema desired) {
        this.journal = new DiffBuilder(actual);
        this.desired = desired;
    }

    public static RenameResolution resolve(DatabaseSchema actual, DatabaseSchema desired, List<RenameHint> hints) {
        RenameResolution renames = new RenameResolution(actual, desired);
        hints.stream().filter(hint -> hint.column() == null).forEach(renames::table);
        renames.dependents();
        hints.stream().filter(hint -> hint.column() != null).forEach(renames::column);
        renames.auditColumns();
        return renames;
    }

    /** The operations that rename, tables first. */
    public List<Operation> operations() {
        return journal.operations();
    }

    /** The database as it is once everything is called by its new name. */
    public DatabaseSchema renamed() {
        return journal.current();
    }

    /** Who said something that is done already, one sentence each. */
    public List<String> stale() {
        return List.copyOf(stale);
    }

    /** What a name that was made from the former names would be, made from the new ones. */
    String translated(ObjectName table, String name) {
        String translated = name;
        for (Operation operation : journal.operations()) {
            if (operation instanceof RenameTable rename) {
                translated = translated.replace(rename.name().name(), rename.to());
            } else if (operation instanceof RenameColumn rename
                    && rename.table().equals(table)) {
                translated = translated.replace(rename.from(), rename.to());
            }
        }
        return translated;
    }

    /** What the table is called in the database now. */
    public ObjectName formerTable(ObjectName table) {
        return journal.operations().stream()
                .filter(o -> o instanceof RenameTable rename
                        && rename.name().renamed(rename.to()).equals(table))
                .map(o -> ((RenameTable) o).name())
                .findFirst()
                .orElse(table);
    }

    /** What the column is called in the database now. */
    public String formerColumn(ObjectName table, String column) {
        return journal.operations().stream()
                .filter(o -> o instanceof RenameColumn rename
                        && rename.table().equals(table)
                        && rename.to().equals(column))
                .map(o -> ((RenameColumn) o).from())
                .findFirst()
                .orElse(column);
    }

    private void table(RenameHint hint) {
        ObjectName target = desired.resolve(hint.table());
        if (journal.current().tables().containsKey(target)) {
            stale.add(hint.origin() + " has done its work: the table is called " + target + ". Delete it.");
            return;
        }
        hint.formerNames().stream()
                .map(former -> desired.resolve(target.renamed(former)))
                .filter(former -> journal.current().tables().containsKey(former)
                        && !desired.tables().containsKey(former))
                .findFirst()
                .ifPresent(former -> journal.add(new RenameTable(former, target.name())));
    }

    private void column(RenameHint hint) {
        ObjectName name = desired.resolve(hint.table());
        Table now = journal.current().tables().get(name);
        Table wanted = desired.tables().get(name);
        String target = hint.column();
        if (now == null || wanted == null || target == null) {
            return;
        }
        if (now.column(target).isPresent()) {
            if (journal.operations().stream().noneMatch(o -> o instanceof RenameColumn r && r.to().equals(target))) {
                stale.add(hint.origin() + " has done its work: the column is called " + hint.target() + ". Delete it.");
            }
            return;
        }
        hint.formerNames().stream()
                .filter(former ->
                        now.column(former).isPresent() && wanted.column(former).isEmpty())
                .findFirst()
                .ifPresent(former -> journal.add(new RenameColumn(name, former, target)));
    }

    private void dependents() {
        for (Operation operation : journal.operations()) {
            RenameTable rename = (RenameTable) operation;
            ObjectName renamed = rename.name().renamed(rename.to());
            desired.sequences().keySet().forEach(wanted -> sequence(rename, wanted));
            desired.tables().keySet().forEach(wanted -> dependentTable(rename, wanted));
            desired.tables().values().forEach(wanted -> referringColumns(wanted, rename, renamed));
        }
    }

    private void sequence(RenameTable rename, ObjectName wanted) {
        formerName(rename, wanted)
                .filter(former -> journal.current().sequences().containsKey(former)
                        && !desired.sequences().containsKey(former)
                        && !journal.current().sequences().containsKey(wanted))
                .ifPresent(former -> journal.add(new RenameSequence(former, wanted.name())));
    }

    private void dependentTable(RenameTable rename, ObjectName wanted) {
        formerName(rename, wanted)
                .filter(former -> journal.current().tables().containsKey(former)
                        && !desired.tables().containsKey(former)
                        && !journal.current().tables().containsKey(wanted))
                .ifPresent(former -> journal.add(new RenameTable(former, wanted.name())));
    }

    /** {@code district_seq} for {@code tax_district_seq}, when {@code district} becomes {@code tax_district}. */
    private static Optional<ObjectName> formerName(RenameTable rename, ObjectName wanted) {
        return wanted.name().startsWith(rename.to() + "_")
                ? Optional.of(wanted.renamed(rename.name().name()
                        + wanted.name().substring(rename.to().length())))
                : Optional.empty();
    }

    private void referringColumns(Table wanted, RenameTable rename, ObjectName renamed) {
        Table now = journal.current().tables().get(wanted.name());
        if (now == null) {
            return;
        }
        for (Column column : wanted.columns()) {
            String former = column.name().replace(rename.to(), rename.name().name());
            boolean follows = !former.equals(column.name())
                    && now.column(column.name()).isEmpty()
                    && now.column(former).isPresent()
                    && wanted.column(former).isEmpty();
            if (follows && refers(wanted, column.name(), renamed) && refers(now, former, renamed)) {
                journal.add(new RenameColumn(wanted.name(), former, column.name()));
            }
        }
    }

    /** The columns of an audit table follow those of the table that it records. */
    private void auditColumns() {
        for (Operation operation : journal.operations()) {
            if (operation instanceof RenameColumn rename) {
                Table table = journal.table(rename.table());
                desired.tables().values().stream()
                        .filter(audit -> audits(audit, table))
                        .forEach(audit -> column(RenameHint.column(audit.name(), rename.to(), rename.from(), "")));
            }
        }
    }

    /** By its name, and by its key: that of the table and the revision. */
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
