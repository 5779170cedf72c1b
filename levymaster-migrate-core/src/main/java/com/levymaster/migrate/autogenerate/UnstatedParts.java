package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.AllowedValues;
import com.levymaster.migrate.diff.RenameResolution;
import com.levymaster.migrate.diff.Unstated;
import com.levymaster.migrate.diff.ValueMapping;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps parts of mapped tables that the mapping does not state: those that no mapping can express, and those that no revision
 * made with a typed operation.
 */
final class UnstatedParts {

    private final RenameResolution renames;
    private final ValueMapping values;
    private final Provenance provenance;
    private final KeptParts kept;

    UnstatedParts(RenameResolution renames, ValueMapping values, Provenance provenance, KeptParts kept) {
        this.renames = renames;
        this.values = values;
        this.provenance = provenance;
        this.kept = kept;
    }

    /** Returns the completed schema with the parts that are kept. */
    DatabaseSchema addedTo(DatabaseSchema completed) {
        UnstatedColumns columns = new UnstatedColumns(values, provenance, kept, renames.renamed());
        Map<ObjectName, Table> tables = new TreeMap<>(completed.tables());
        tables.replaceAll((name, table) -> {
            Table actual = renames.renamed().tables().get(name);
            Table known = columns.withoutUnknown(table, actual);
            if (actual == null || actual.equals(known)) {
                return known;
            }
            Table all = addedTo(columns.addedTo(known, actual), actual);
            return all.equals(actual) ? actual : all;
        });
        Map<ObjectName, Sequence> sequences = new TreeMap<>(completed.sequences());
        sequences.replaceAll((name, sequence) ->
                start(sequence, renames.renamed().sequences().getOrDefault(name, sequence)));
        return completed.withTables(tables).withSequences(sequences);
    }

    private Sequence start(Sequence completed, Sequence actual) {
        boolean keeps = completed.options().start() != actual.options().start()
                && kept.keeps(
                        ComparedPart.SEQUENCE_START,
                        actual.name().toString(),
                        completed.options().start() == 1,
                        provenance.isMade(actual.name()));
        return keeps
                ? completed.withOptions(
                        completed.options().withStart(actual.options().start()))
                : completed;
    }

    private Table addedTo(Table completed, Table actual) {
        Table remaining = withoutDroppedColumns(actual, completed);
        Table result = withoutIgnored(comment(completed, actual), actual);
        for (Index index : remaining.indexes().values()) {
            if (!completed.indexes().containsKey(index.name())
                    && completed.indexes().values().stream().noneMatch(other -> same(index, other))
                    && keeps(index, actual)) {
                result = result.withIndex(index);
            }
        }
        for (Constraint constraint : remaining.constraints().values()) {
            if (!completed.constraints().containsKey(constraint.name())
                    && completed.constraints().values().stream().noneMatch(other -> same(constraint, other))) {
                result = withConstraint(result, constraint, actual);
            }
        }
        return withoutImpliedChecks(withoutImpliedUnique(withoutMissingKey(result, actual), actual), actual);
    }

    /** A set of elements that may be null is a unique constraint for Hibernate; where it is the primary key, nothing is missing. */
    private static Table withoutImpliedUnique(Table completed, Table actual) {
        Set<String> key = completed
                .primaryKey()
                .map(primary -> Set.copyOf(primary.columns()))
                .orElse(Set.of());
        List<Constraint> constraints = completed.constraints().values().stream()
                .filter(constraint -> !(constraint instanceof Constraint.Unique unique)
                        || actual.constraints().containsValue(unique)
                        || !key.equals(Set.copyOf(unique.columns())))
                .toList();
        return completed.withConstraints(constraints);
    }

    /**
     * A mapping needs an id also where the table has no primary key, as a table that inherits from another, or one that is a copy
     * of a view: Hibernate does not ask for the key.
     */
    private Table withoutMissingKey(Table completed, Table actual) {
        Constraint.PrimaryKey key = completed.primaryKey().orElse(null);
        if (key == null || actual.primaryKey().isPresent() || !keepsMissing(key, actual)) {
            return completed;
        }
        List<Column> columns = completed.columns().stream()
                .map(column -> key.columns().contains(column.name())
                        ? column.withNullable(actual.column(column.name())
                                .map(Column::nullable)
                                .orElse(true))
                        : column)
                .toList();
        return completed.withoutConstraint(key.name()).withColumns(columns);
    }

    private boolean keepsMissing(Constraint.PrimaryKey key, Table actual) {
        return kept.keeps(
                ComparedPart.PRIMARY_KEY,
                "missing on " + actual.name(),
                key.columns().stream().allMatch(column -> actual.column(column).isPresent()),
                key.columns().stream().allMatch(column -> provenance.isMade(actual.name(), column, made -> true)));
    }

    /** Leaves out what is not compared at all, and the database does not have. */
    private Table withoutIgnored(Table completed, Table actual) {
        List<Constraint> constraints = completed.constraints().values().stream()
                .filter(constraint -> actual.constraints().containsValue(constraint) || !kept.ignores(part(constraint)))
                .toList();
        List<Index> indexes = completed.indexes().values().stream()
                .filter(index -> actual.indexes().containsValue(index) || !kept.ignores(ComparedPart.INDEX))
                .toList();
        return completed.withConstraints(constraints).withIndexes(indexes);
    }

    private Table comment(Table completed, Table actual) {
        boolean keeps = actual.comment() != null
                && !actual.comment().equals(completed.comment())
                && kept.keeps(
                        ComparedPart.COMMENT,
                        "of " + actual.name(),
                        completed.comment() == null,
                        provenance.isMade(actual.name(), made -> made.comment() != null));
        return keeps ? completed.withComment(actual.comment()) : completed;
    }

    /** The table without what the dropped columns take along. */
    private Table withoutDroppedColumns(Table actual, Table completed) {
        DatabaseSchema schema = DatabaseSchema.empty(renames.renamed().defaultName())
                .withServerVersion(renames.renamed().serverVersion())
                .with(actual);
        for (Column column : actual.columns()) {
            if (completed.column(column.name()).isEmpty()) {
                schema = new DropColumn(actual.name(), column.name(), null, false).applyTo(schema);
            }
        }
        return schema.tables().getOrDefault(actual.name(), actual);
    }

    private static boolean same(Index one, Index other) {
        return one.withName("").withComment(null).equals(other.withName("").withComment(null));
    }

    private static boolean same(Constraint one, Constraint other) {
        return one.withName("").withComment(null).equals(other.withName("").withComment(null));
    }

    private boolean keeps(Index index, Table table) {
        return kept.keeps(
                ComparedPart.INDEX,
                index.name() + " of " + table.name(),
                true,
                index.method().equals("btree")
                        && provenance.isMade(
                                table.name(), made -> made.indexes().containsKey(index.name())));
    }

    /** Adds an actual constraint that the mapping does not state, or puts it into the place of one of which it is a variant. */
    private Table withConstraint(Table completed, Constraint actual, Table table) {
        boolean made = !(actual instanceof Constraint.Exclusion)
                && provenance.isMade(
                        table.name(), former -> former.constraints().containsKey(actual.name()));
        Optional<Constraint> variant = completed.constraints().values().stream()
                .filter(other -> isVariant(other, actual))
                .findFirst();
        boolean unstated = variant.map(stated -> leavesOpen(stated, actual)).orElse(true)
                && !(actual instanceof Constraint.Check check && isReplaced(check, table, completed));
        ComparedPart part =
                variant.isPresent() && actual instanceof ForeignKey ? ComparedPart.FOREIGN_KEY_OPTION : part(actual);
        if (!kept.keeps(part, actual.name() + " of " + table.name(), unstated, made)) {
            return completed;
        }
        return variant.map(other -> completed.withoutConstraint(other.name()))
                .orElse(completed)
                .withConstraint(actual);
    }

    private static ComparedPart part(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return ComparedPart.PRIMARY_KEY;
        }
        if (constraint instanceof ForeignKey) {
            return ComparedPart.FOREIGN_KEY;
        }
        if (constraint instanceof Constraint.Unique) {
            return ComparedPart.UNIQUE;
        }
        return constraint instanceof Constraint.Check ? ComparedPart.CHECK : ComparedPart.EXCLUSION;
    }

    /** Whether a table has only one of them. */
    private static boolean isVariant(Constraint one, Constraint other) {
        if (one instanceof ForeignKey key && other instanceof ForeignKey key2) {
            return key.columns().equals(key2.columns())
                    && key.referencedTable().equals(key2.referencedTable())
                    && key.referencedColumns().equals(key2.referencedColumns());
        }
        if (one instanceof Constraint.Unique key && other instanceof Constraint.Unique key2) {
            return new HashSet<>(key.columns()).equals(new HashSet<>(key2.columns()));
        }
        return one instanceof Constraint.PrimaryKey && other instanceof Constraint.PrimaryKey;
    }

    /** Whether the stated constraint holds where its variant is. */
    private static boolean leavesOpen(Constraint stated, Constraint actual) {
        if (stated instanceof ForeignKey key) {
            ForeignKey plain = ForeignKey.of(key.name(), key.columns(), key.referencedTable(), key.referencedColumns());
            return same(key, plain);
        }
        return stated instanceof Constraint.Unique
                || stated instanceof Constraint.PrimaryKey key
                        && actual instanceof Constraint.PrimaryKey other
                        && new HashSet<>(other.columns()).containsAll(key.columns());
    }

    /** Whether the check lists the values of a column that has another type, or lists other values, from now on. */
    private static boolean isReplaced(Constraint.Check check, Table actual, Table completed) {
        Table alone = actual.withConstraints(List.of(check));
        return actual.columns().stream()
                .filter(column -> AllowedValues.isRestricted(alone, column.name()))
                .anyMatch(column -> AllowedValues.isRestricted(completed, column.name())
                        || completed
                                .column(column.name())
                                .map(other -> !Objects.equals(other.type(), column.type()))
                                .orElse(true));
    }

    /** Leaves out checks of enums where the database has none, and the column was there before. */
    private Table withoutImpliedChecks(Table completed, Table actual) {
        Table result = completed;
        for (Constraint constraint : completed.constraints().values()) {
            if (!(constraint instanceof Constraint.Check)
                    || actual.constraints().containsValue(constraint)) {
                continue;
            }
            Table alone = completed.withConstraints(List.of(constraint));
            boolean implied = actual.columns().stream()
                    .map(Column::name)
                    .filter(column ->
                            AllowedValues.isRestricted(alone, column) && !AllowedValues.isRestricted(actual, column))
                    .anyMatch(column -> values.leavesOpen(actual.name(), column, Unstated.ALLOWED_VALUES)
                            && kept.keeps(
                                    ComparedPart.ALLOWED_VALUES,
                                    "for " + actual.name() + "." + column,
                                    true,
                                    provenance.isMade(actual.name(), column, made -> true)));
            result = implied ? result.withoutConstraint(constraint.name()) : result;
        }
        return result;
    }
}
