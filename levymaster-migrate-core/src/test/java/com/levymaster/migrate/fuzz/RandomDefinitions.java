package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefaultPrivileges;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeDefinition;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeOption;
import com.levymaster.migrate.operation.DefinitionOperation.ChangeRowSecurity;
import com.levymaster.migrate.operation.DefinitionOperation.OptionKind;
import com.levymaster.migrate.operation.DefinitionOperation.RowSecurity;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.Previous;
import com.levymaster.migrate.operation.ViewOperation.RefreshView;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DefinedObject;
import com.levymaster.migrate.schema.DefinedObject.DefinedKind;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes up operations on what the schema does not hold: objects known by their definition, row security, default
 * privileges, options. Each has a new name, and is replaced or dropped at most once, because only the generator knows it.
 */
final class RandomDefinitions {

    private final Chance chance;
    private final List<ChangeDefinition> created = new ArrayList<>();
    private int names;

    RandomDefinitions(Chance chance) {
        this.chance = chance;
    }

    @Nullable
    Operation definition() {
        if (!created.isEmpty() && chance.once(3)) {
            ChangeDefinition known = created.remove(chance.below(created.size()));
            String to = chance.once(2) ? null : known.to();
            return new ChangeDefinition(known.object(), Previous.of(known.to()), to);
        }
        Table table = chance.table();
        ChangeDefinition create = table == null || chance.once(4) ? free() : onTable(table);
        if (create != null) {
            created.add(create);
        }
        return create;
    }

    private ChangeDefinition free() {
        return switch (chance.below(3)) {
            case 0 ->
                create(
                        DefinedKind.FUNCTION,
                        chance.pick("(a integer)", "(a integer default 1, b text default '')"),
                        null,
                        "returns integer language sql as 'select a'");
            case 1 -> create(DefinedKind.PROCEDURE, "()", null, "language sql as 'select 1'");
            default -> create(DefinedKind.RANGE_TYPE, null, null, "(subtype = integer)");
        };
    }

    @Nullable
    private ChangeDefinition onTable(Table table) {
        Column column = chance.any(table.columns());
        if (column == null) {
            return null;
        }
        return switch (chance.below(4)) {
            case 0 ->
                create(
                        DefinedKind.POLICY,
                        null,
                        table.name(),
                        chance.pick(
                                "for select to pg_monitor using (true)",
                                "as restrictive for update using (" + chance.condition(column) + ")"));
            case 1 ->
                create(
                        DefinedKind.TRIGGER,
                        null,
                        table.name(),
                        "before update on " + chance.quote(table.name())
                                + " for each row execute function suppress_redundant_updates_trigger()");
            case 2 ->
                create(
                        DefinedKind.PUBLICATION,
                        null,
                        null,
                        "for table " + chance.quote(table.name()) + " with (publish = 'insert')");
            default -> statistics(table, column);
        };
    }

    @Nullable
    private ChangeDefinition statistics(Table table, Column column) {
        Column other = table.columns().get(chance.below(table.columns().size()));
        return column.equals(other)
                ? null
                : create(
                        DefinedKind.STATISTICS,
                        null,
                        null,
                        "on " + chance.quote(column.name()) + ", " + chance.quote(other.name()) + " from "
                                + chance.quote(table.name()));
    }

    private ChangeDefinition create(
            DefinedKind kind, @Nullable String arguments, @Nullable ObjectName table, String definition) {
        ObjectName name = ObjectName.of("defined " + ++names);
        return new ChangeDefinition(new DefinedObject(kind, name, arguments, table), Previous.of(null), definition);
    }

    @Nullable
    Operation setting() {
        Table table = chance.table();
        if (table == null || chance.once(3)) {
            return new ChangeDefaultPrivileges(
                    !chance.once(3), chance.once(2) ? "public" : null, List.of("usage"), "types", "pg_monitor");
        }
        return switch (chance.below(3)) {
            case 0 -> new ChangeRowSecurity(table.name(), chance.pick(RowSecurity.values()));
            case 1 -> fillfactor(table);
            default -> refresh();
        };
    }

    @Nullable
    private Operation refresh() {
        View view = chance.any(chance.schema().views().values().stream()
                .filter(View::materialized)
                .toList());
        return view == null ? null : new RefreshView(view.name(), false);
    }

    @Nullable
    private Operation fillfactor(Table table) {
        Index index = chance.any(table.indexes().values().stream()
                .filter(i -> i.method().equals("btree"))
                .toList());
        if (index == null) {
            return null;
        }
        String from = index.options().get("fillfactor");
        return new ChangeOption(
                OptionKind.INDEX,
                table.name().renamed(index.name()),
                "fillfactor",
                Previous.of(from),
                from == null ? "55" : null);
    }
}
