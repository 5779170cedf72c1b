package com.levymaster.migrate.diff;

import com.levymaster.migrate.error.MigrationException;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Resolves rename hints against the database; nothing is guessed. Objects named after a renamed table follow it: its
 * sequence {@code …_seq}, its audit and collection tables {@code …_aud}, and the columns of foreign keys to it.
 */
public final class RenameResolution {

    private final DatabaseSchema desiredSchema;
    private final DiffBuilder builder;
    private final List<String> stale = new ArrayList<>();
    private final List<String> exchanged = new ArrayList<>();

    private RenameResolution(DatabaseSchema actualSchema, DatabaseSchema desiredSchema) {
        this.builder = new DiffBuilder(actualSchema, ValueMapping.NONE);
        this.desiredSchema = desiredSchema;
    }

    /**
     * Resolves the hints against the actual schema; hints whose rename is already done are listed by {@link
     * #stale()}.
     *
     * @throws MigrationException if annotations exchange names
     */
    public static RenameResolution resolve(
            DatabaseSchema actualSchema, DatabaseSchema desiredSchema, List<RenameHint> hints) {
        RenameResolution renames = new RenameResolution(actualSchema, desiredSchema);
        renames.tables(hints.stream().filter(hint -> hint.column() == null).toList());
        renames.dependents();
        renames.columns(hints.stream().filter(hint -> hint.column() != null).toList());
        renames.auditColumns();
        renames.refuseExchanges();
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
        ObjectName former = table;
        for (Operation operation : lastFirst()) {
            if (operation instanceof RenameTable rename
                    && rename.name().renamed(rename.to()).equals(former)) {
                former = rename.name();
            }
        }
        return former;
    }

    /** The current name of the column in the database. */
    public String formerColumn(ObjectName table, String column) {
        String former = column;
        for (Operation operation : lastFirst()) {
            if (operation instanceof RenameColumn rename
                    && rename.table().equals(table)
                    && rename.to().equals(former)) {
                former = rename.from();
            }
        }
        return former;
    }

    private List<Operation> lastFirst() {
        List<Operation> operations = new ArrayList<>(builder.operations());
        Collections.reverse(operations);
        return operations;
    }

    private void tables(List<RenameHint> hints) {
        Map<ObjectName, List<RenameHint>> schemas = new LinkedHashMap<>();
        hints.forEach(hint -> schemas.computeIfAbsent(
                        desiredSchema.resolve(hint.table()).renamed("any"), schema -> new ArrayList<>())
                .add(hint));
        schemas.forEach((schema, all) -> {
            PendingRenames pending = new PendingRenames(
                    names(builder.current(), schema),
                    names(desiredSchema, schema),
                    all,
                    (from, to) -> builder.add(new RenameTable(schema.renamed(from), to)));
            pending.run();
            pending.taken().forEach(hint -> taken(hint, pending, "table"));
        });
    }

    private static Set<String> names(DatabaseSchema of, ObjectName schema) {
        return of.tables().keySet().stream()
                .filter(table -> table.renamed("any").equals(schema))
                .map(ObjectName::name)
                .collect(Collectors.toSet());
    }

    private void columns(List<RenameHint> hints) {
        Map<ObjectName, List<RenameHint>> tables = new LinkedHashMap<>();
        hints.forEach(hint -> tables.computeIfAbsent(desiredSchema.resolve(hint.table()), table -> new ArrayList<>())
                .add(hint));
        tables.forEach((name, all) -> {
            Table actual = builder.current().tables().get(name);
            Table desired = desiredSchema.tables().get(name);
            if (actual != null && desired != null) {
                PendingRenames pending = new PendingRenames(
                        names(actual),
                        names(desired),
                        all,
                        (from, to) -> builder.add(new RenameColumn(name, from, to)));
                pending.run();
                pending.exchange();
                pending.taken().forEach(hint -> taken(hint, pending, "column"));
            }
        });
    }

    private static Set<String> names(Table table) {
        return table.columns().stream().map(Column::name).collect(Collectors.toSet());
    }

    /** A new name that exists: the rename is done, or two names are exchanged, which looks the same before and afterwards. */
    private void taken(RenameHint hint, PendingRenames pending, String kind) {
        if (!pending.circle(hint).isEmpty()) {
            exchanged.add(hint.origin() + " (" + kind + " " + hint.target() + ")");
        } else if (builder.operations().stream().noneMatch(operation -> leadsTo(operation, hint))) {
            stale.add(hint.origin() + " is obsolete: the " + kind + " is already named "
                    + (hint.column() == null ? desiredSchema.resolve(hint.table()) : hint.target()) + ". Delete it.");
        }
    }

    private boolean leadsTo(Operation operation, RenameHint hint) {
        ObjectName table = desiredSchema.resolve(hint.table());
        return hint.column() == null
                ? operation instanceof RenameTable renamed
                        && renamed.name().renamed(renamed.to()).equals(table)
                : operation instanceof RenameColumn rename
                        && rename.table().equals(table)
                        && rename.to().equals(hint.column());
    }

    /** Whether an exchange of names is done, the schema does not tell. */
    private void refuseExchanges() {
        if (!exchanged.isEmpty()) {
            throw new MigrationException(
                    "Names are exchanged, and the database looks the same before and after that: "
                            + String.join("; ", exchanged) + ".",
                    "if it is done, delete these annotations; if not, state it for one run (--rename table.a=b"
                            + " --rename table.b=a), or for tables write a revision of its own (op.renameTable(…)),"
                            + " and delete them afterwards.");
        }
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
        ObjectName renamed = rename.name().renamed(rename.to());
        formerName(rename, desired)
                .filter(former -> builder.current().tables().containsKey(former)
                        && (!desiredSchema.tables().containsKey(former) || refers(builder.table(former), renamed))
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
                    && (desired.column(former).isEmpty() || !refers(desired, former, renamed));
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
                        .forEach(audit -> auditColumn(audit.name(), rename));
            }
        }
    }

    private void auditColumn(ObjectName audit, RenameColumn rename) {
        Table actual = builder.current().tables().get(audit);
        if (actual != null
                && actual.column(rename.from()).isPresent()
                && actual.column(rename.to()).isEmpty()) {
            builder.add(new RenameColumn(audit, rename.from(), rename.to()));
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

    private static boolean refers(Table table, ObjectName target) {
        return table.constraints(ForeignKey.class)
                .anyMatch(key -> key.referencedTable().equals(target));
    }

    private static boolean refers(Table table, String column, ObjectName target) {
        return table.constraints(ForeignKey.class)
                .anyMatch(key ->
                        key.columns().contains(column) && key.referencedTable().equals(target));
    }
}
