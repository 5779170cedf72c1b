package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.ConstraintOperation.AddConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.RenameConstraint;
import com.levymaster.migrate.operation.ConstraintOperation.ValidateConstraint;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.IndexOperation.RenameIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.StorageOperation.ChangeStatisticsTarget;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorage;
import com.levymaster.migrate.operation.StorageOperation.ChangeStorageParameter;
import com.levymaster.migrate.operation.StorageOperation.SetUnlogged;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Constraint.Deferral;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes up operations on constraints, indexes and the storage of tables. */
final class RandomKeys {

    private final Chance chance;

    RandomKeys(Chance chance) {
        this.chance = chance;
    }

    @Nullable
    Operation addConstraint() {
        Table table = chance.table();
        Column column = table == null ? null : chance.any(table.columns());
        if (table == null || column == null) {
            return null;
        }
        String name = chance.freshKey(table);
        Constraint constraint = switch (chance.below(8)) {
            case 0 ->
                table.primaryKey().isPresent()
                        ? null
                        : new Constraint.PrimaryKey(
                                name,
                                List.of(column.name()),
                                List.of(),
                                false,
                                Deferral.NOT_DEFERRABLE,
                                chance.comment());
            case 1, 2 -> unique(name, table, column);
            case 3, 4 -> check(name, column);
            case 5 -> exclusion(name, column);
            default -> foreignKey(name, table);
        };
        List<String> wasNullable =
                constraint instanceof Constraint.PrimaryKey && column.nullable() ? List.of(column.name()) : List.of();
        return constraint == null ? null : new AddConstraint(table.name(), constraint, null, wasNullable);
    }

    private Constraint check(String name, Column column) {
        boolean notEnforced = chance.version() > 17 && chance.once(6);
        boolean validated = !notEnforced && !chance.once(4);
        return new Constraint.Check(
                name, chance.condition(column), validated, chance.once(6), notEnforced, chance.comment());
    }

    private Constraint unique(String name, Table table, Column column) {
        Column second = table.columns().get(chance.below(table.columns().size()));
        List<String> columns = second.equals(column) ? List.of(column.name()) : List.of(column.name(), second.name());
        boolean periods = chance.version() > 17
                && columns.size() == 2
                && column.type().display().equals("int4range")
                && second.type().equals(column.type());
        return new Constraint.Unique(
                name,
                columns,
                List.of(),
                !periods && chance.version() > 14 && chance.once(4),
                periods,
                periods ? Deferral.NOT_DEFERRABLE : deferral(),
                chance.comment());
    }

    @Nullable
    private Constraint exclusion(String name, Column column) {
        return column.type().display().equals("int4range")
                ? new Constraint.Exclusion(
                        name,
                        "gist",
                        List.of(new Constraint.Exclusion.Element(chance.quote(column.name()), "&&")),
                        chance.once(2) ? null : chance.condition(column),
                        deferral(),
                        chance.comment())
                : null;
    }

    @Nullable
    private Constraint foreignKey(String name, Table table) {
        Table other = chance.table();
        Constraint key = other == null
                ? null
                : chance.any(other.constraints().values().stream()
                        .filter(c -> c instanceof Constraint.PrimaryKey || c instanceof Constraint.Unique)
                        .toList());
        if (other == null || key == null) {
            return null;
        }
        List<String> referenced =
                key instanceof Constraint.PrimaryKey pk ? pk.columns() : ((Constraint.Unique) key).columns();
        Column target = other.column(referenced.get(0)).orElse(null);
        Column column = target == null
                ? null
                : chance.any(table.columns().stream()
                        .filter(c -> c.type().equals(target.type()))
                        .toList());
        boolean notEnforced = chance.version() > 17 && chance.once(6);
        return referenced.size() != 1 || column == null
                ? null
                : new ForeignKey(
                        name,
                        List.of(column.name()),
                        other.name(),
                        referenced,
                        chance.pick(ForeignKey.Action.values()),
                        List.of(),
                        chance.pick(ForeignKey.Action.NO_ACTION, ForeignKey.Action.CASCADE),
                        chance.once(4),
                        deferral(),
                        !notEnforced && !chance.once(4),
                        notEnforced,
                        false,
                        chance.comment());
    }

    private Deferral deferral() {
        return chance.once(2) ? Deferral.NOT_DEFERRABLE : chance.pick(Deferral.values());
    }

    @Nullable
    Operation changeConstraint() {
        Table table = chance.table();
        Constraint constraint =
                table == null ? null : chance.any(table.constraints().values());
        if (table == null || constraint == null) {
            return null;
        }
        if (chance.once(3)) {
            return new RenameConstraint(table.name(), constraint.name(), chance.freshKey(table));
        }
        if (chance.once(3)) {
            return new ValidateConstraint(table.name(), constraint.name());
        }
        return new DropConstraint(
                table.name(), constraint.name(), chance.once(12) ? null : constraint, null, chance.once(4), List.of());
    }

    @Nullable
    Operation createIndex() {
        Table table = chance.table();
        Column column = table == null ? null : chance.any(table.columns());
        if (table == null || column == null) {
            return null;
        }
        Index.Key key =
                chance.once(3) ? Index.Key.expression(chance.expression(column)) : Index.Key.column(column.name());
        String method = chance.once(4) ? chance.pick("hash", "brin", "gin", "gist") : "btree";
        boolean btree = method.equals("btree");
        Column second = table.columns().get(chance.below(table.columns().size()));
        Index index = Index.of(chance.freshKey(table), List.of("x"))
                .withKeys(List.of(btree && chance.once(3) ? key.desc() : key))
                .withMethod(method)
                .withUnique(btree && chance.once(4))
                .withInclude(btree && chance.once(5) && !second.equals(column) ? List.of(second.name()) : List.of())
                .withWhere(chance.once(3) ? chance.condition(second) : null)
                .withOptions(btree && chance.once(5) ? Map.of("fillfactor", "70") : Map.of())
                .withComment(chance.comment());
        return new CreateIndex(table.name(), index, false);
    }

    @Nullable
    Operation changeIndex() {
        Table table = chance.table();
        Index index = table == null ? null : chance.any(table.indexes().values());
        if (table == null || index == null) {
            return null;
        }
        return chance.once(2)
                ? new RenameIndex(table.name(), index.name(), chance.freshKey(table))
                : new DropIndex(table.name(), index.name(), chance.once(12) ? null : index, false);
    }

    @Nullable
    Operation storage() {
        Table table = chance.table();
        Column column = table == null ? null : chance.any(table.columns());
        if (table == null || column == null) {
            return null;
        }
        return switch (chance.below(4)) {
            case 0 -> new SetUnlogged(table.name(), !table.options().unlogged());
            case 1 ->
                new ChangeStatisticsTarget(
                        table.name(),
                        column.name(),
                        Previous.of(column.statistics()),
                        column.statistics() == null ? 300 : null);
            case 2 ->
                new ChangeStorage(
                        table.name(),
                        column.name(),
                        Previous.of(column.storage()),
                        column.storage() == null ? "external" : null);
            default ->
                new ChangeStorageParameter(
                        table.name(),
                        "fillfactor",
                        Previous.of(table.options().storage().get("fillfactor")),
                        table.options().storage().containsKey("fillfactor") ? null : "60");
        };
    }
}
