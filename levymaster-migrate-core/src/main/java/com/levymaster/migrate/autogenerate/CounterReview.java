package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.diff.MappedColumn;
import com.levymaster.migrate.diff.TableCounter;
import com.levymaster.migrate.operation.ColumnOperation.ChangeIdentity;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.effect.ColumnUses;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Adds the statements by which the rows that follow are numbered behind those that are there: by a new counter, or by one that was
 * there and takes over from a counter that goes.
 */
record CounterReview(CounterStatements counters, ReviewedSteps steps, boolean downgrade) {

    /** Adds what needs the counter that the operation drops. */
    void before(Operation operation) {
        if (operation instanceof ChangeIdentity change && change.to() == null) {
            replaced(Set.of(new MappedColumn(change.table(), change.column())));
        } else if (operation instanceof DropSequence drop && downgrade) {
            replaced(counters.values().counters().getOrDefault(drop.name(), Set.of()));
        } else if (operation instanceof DropSequence drop) {
            counters.numbered(drop.name()).forEach(column -> {
                mapped(column);
                counters.own(column).ifPresent(steps::sql);
            });
        } else if (operation instanceof DropTable drop && downgrade) {
            counters.values().tableCounters().stream()
                    .filter(counter -> counter.table().equals(drop.name()))
                    .forEach(counter -> takeOver(counter.columns()));
        }
    }

    private void replaced(Set<MappedColumn> columns) {
        if (downgrade) {
            takeOver(columns);
        } else {
            columns.forEach(this::mapped);
        }
    }

    /** Adds what follows the operation. */
    void after(Operation operation) {
        if (operation instanceof CreateTable create) {
            rows(create.table().name());
        } else if (operation instanceof CreateSequence create) {
            counters.sequence(create.sequence()).ifPresent(steps::sql);
        } else if (operation instanceof ChangeIdentity change && change.to() != null) {
            identity(change, change.to());
        }
    }

    /** What the author must know of the operation; often empty. */
    String remark(Operation operation) {
        return downgrade
                        && operation instanceof CreateTable create
                        && !counters.numbers(create.table()).isEmpty()
                ? "its rows are lost: insert one for each generator, with a number behind the keys in use"
                : "";
    }

    /** Adds what follows the last rows that a table receives from others. */
    void moved(ObjectName table) {
        counters.moved(table).forEach(steps::sql);
    }

    /** A new identity starts at 1, even if the table has rows numbered by other means. */
    private void identity(ChangeIdentity change, Identity to) {
        if (change.from() == null || change.from().value() == null) {
            counters.identity(change.table(), change.column(), to.options()).ifPresent(steps::sql);
        }
    }

    /** A table that is created here has no rows, but those of the mapping. */
    private void rows(ObjectName table) {
        counters.values().tableCounters().stream()
                .filter(counter -> counter.table().equals(table))
                .flatMap(counter -> counters.row(counter, true).stream())
                .forEach(steps::sql);
    }

    /** The counters that number the column from now on, and that were there before. */
    private void mapped(MappedColumn column) {
        counters.values().counters().forEach((sequence, columns) -> {
            if (columns.contains(column)) {
                counters.existing(column, sequence).ifPresent(steps::sql);
            }
        });
        for (TableCounter counter : counters.values().tableCounters()) {
            if (counter.columns().contains(column) && counters.before().tables().containsKey(counter.table())) {
                counters.row(counter, false).forEach(steps::sql);
            }
        }
    }

    /**
     * The former mapping is not known: a sequence is recognized by its name, which at least contains that of the table; else each
     * that is not named after another table may be it. The table of a generator is recognized by its columns.
     */
    private void takeOver(Collection<MappedColumn> columns) {
        for (MappedColumn column : columns) {
            counters.own(column).ifPresent(steps::sql);
            List<ObjectName> unused = counters.after().sequences().values().stream()
                    .filter(this::isUnused)
                    .map(Sequence::name)
                    .toList();
            Optional<ObjectName> named =
                    unused.stream().filter(name -> isNamedAfter(name, column)).findFirst();
            if (named.isPresent()) {
                counters.existing(column, named.get()).ifPresent(steps::sql);
            } else {
                possible(unused, column).forEach(name -> move(name, column));
            }
            counters.after().tables().values().stream()
                    .filter(table -> counters.before().tables().containsKey(table.name()))
                    .forEach(table -> raise(table, column));
        }
    }

    private List<ObjectName> possible(List<ObjectName> unused, MappedColumn column) {
        List<ObjectName> alike = unused.stream()
                .filter(name -> name.name().contains(column.table().name()))
                .toList();
        return alike.isEmpty()
                ? unused.stream().filter(name -> !isNamedAfterAny(name)).toList()
                : alike;
    }

    private boolean isNamedAfterAny(ObjectName sequence) {
        return counters.after().tables().values().stream()
                .anyMatch(table -> table.columns().stream()
                        .anyMatch(column -> isNamedAfter(sequence, new MappedColumn(table.name(), column.name()))));
    }

    private void move(ObjectName sequence, MappedColumn column) {
        counters.existing(column, sequence)
                .ifPresent(sql -> steps.add(
                        new ExecuteSql(sql, null),
                        "moves the sequence " + sequence + ", since the entities no longer state whether it numbers "
                                + column));
    }

    private boolean isUnused(Sequence sequence) {
        return sequence.ownedBy() == null
                && counters.before().sequences().containsKey(sequence.name())
                && !counters.values().counters().containsKey(sequence.name())
                && !ObjectFilter.isForeign(sequence.name())
                && counters.before().tables().values().stream()
                        .flatMap(table -> table.columns().stream())
                        .noneMatch(column -> ColumnUses.nextValueOf(counters.before(), column, sequence.name()));
    }

    private static boolean isNamedAfter(ObjectName sequence, MappedColumn column) {
        String table = column.table().name();
        return sequence.name().equals(table + "_seq") || sequence.name().equals(table + "_" + column.column() + "_seq");
    }

    private void raise(Table table, MappedColumn column) {
        counters.numbers(table).stream()
                .flatMap(value -> counters.all(table.name(), value, column).stream())
                .forEach(sql -> steps.add(
                        new ExecuteSql(sql, null),
                        "raises every counter of " + table.name()
                                + ", since the entities no longer state whether one of them numbers " + column));
    }
}
