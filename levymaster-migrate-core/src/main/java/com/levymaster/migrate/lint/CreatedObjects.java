package com.levymaster.migrate.lint;

import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ColumnOperation.RenameColumn;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.Existence;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.TableOperation.CreateTable;
import com.levymaster.migrate.operation.TableOperation.MoveTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.operation.TypeOperation.CreateDomain;
import com.levymaster.migrate.operation.TypeOperation.CreateEnum;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The objects that the plan has created so far: empty tables, and views, types and columns that are not yet in use. */
final class CreatedObjects {

    private final Set<ObjectName> names = new HashSet<>();
    private final Set<CreatedColumn> columns = new HashSet<>();
    private final KnownTables tables = new KnownTables();

    private record CreatedColumn(ObjectName table, String name) {}

    /** Whether the plan created the object. The schema is computed only if exactly one of the names is qualified. */
    boolean contains(ObjectName name, Supplier<DatabaseSchema> schema) {
        return names.contains(name)
                || names.stream()
                        .anyMatch(made -> made.name().equals(name.name())
                                && (made.schema() == null) != (name.schema() == null)
                                && schema.get()
                                        .resolve(made)
                                        .equals(schema.get().resolve(name)));
    }

    /** Whether the plan added the column to a table that was there before. */
    boolean containsColumn(ObjectName table, String column) {
        return columns.contains(new CreatedColumn(table, column));
    }

    /** The definition of a table that the plan created, if it follows from the plan alone. */
    Optional<Table> table(ObjectName name) {
        return tables.find(name);
    }

    /** A table of which only the name is known. */
    void recordName(ObjectName name) {
        names.add(name);
    }

    void record(Operation step, Supplier<DatabaseSchema> before) {
        tables.record(step);
        recordColumns(step);
        if (step instanceof IfNotExists missing) {
            if (isObject(missing.create()) && Existence.of(missing.create(), before.get()) == Existence.ABSENT) {
                record(missing.create(), before);
            }
        } else if (step instanceof CreateTable create) {
            names.add(create.table().name());
        } else if (step instanceof CreateView create) {
            names.add(create.view().name());
        } else if (step instanceof CreateEnum create) {
            names.add(create.type().name());
        } else if (step instanceof CreateDomain create) {
            names.add(create.domain().name());
        } else if (step instanceof RenameTable rename && contains(rename.name(), before)) {
            names.add(rename.name().renamed(rename.to()));
        } else if (step instanceof MoveTable move && contains(move.name(), before)) {
            names.add(new ObjectName(move.toSchema(), move.name().name()));
        }
    }

    private void recordColumns(Operation step) {
        if (step instanceof AddColumn add) {
            columns.add(new CreatedColumn(add.table(), add.column().name()));
        } else if (step instanceof RenameColumn rename && containsColumn(rename.table(), rename.from())) {
            columns.add(new CreatedColumn(rename.table(), rename.to()));
        } else if (step instanceof RenameTable rename) {
            moveColumns(rename.name(), rename.name().renamed(rename.to()));
        } else if (step instanceof MoveTable move) {
            moveColumns(move.name(), new ObjectName(move.toSchema(), move.name().name()));
        }
    }

    private void moveColumns(ObjectName from, ObjectName to) {
        List.copyOf(columns).stream()
                .filter(column -> column.table().equals(from))
                .forEach(column -> columns.add(new CreatedColumn(to, column.name())));
    }

    private static boolean isObject(Operation create) {
        return create instanceof CreateTable || create instanceof CreateView || create instanceof CreateEnum;
    }
}
