package com.levymaster.migrate.fuzz;

import com.levymaster.migrate.operation.ExtensionOperation.DropExtension;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.PrivilegeOperation.GrantPrivileges;
import com.levymaster.migrate.operation.PrivilegeOperation.RevokePrivileges;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.operation.ViewOperation.ColumnCompatibility;
import com.levymaster.migrate.operation.ViewOperation.CreateView;
import com.levymaster.migrate.operation.ViewOperation.DropView;
import com.levymaster.migrate.operation.ViewOperation.RenameView;
import com.levymaster.migrate.operation.ViewOperation.ReplaceView;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.GrantableKind;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes up operations that suit a schema, mostly; the same seed makes the same ones for the same schemas. */
final class RandomOperations {

    private final Chance chance;
    private final List<Supplier<@Nullable Operation>> makers;
    private final int length;

    /** @param beyondSchema whether also operations on what a schema does not hold, such as functions */
    RandomOperations(long seed, int version, boolean beyondSchema) {
        chance = new Chance(seed, version, DatabaseSchema.empty("public"));
        RandomTables tables = new RandomTables(chance);
        RandomKeys keys = new RandomKeys(chance);
        RandomObjects objects = new RandomObjects(chance);
        RandomDefinitions definitions = new RandomDefinitions(chance);
        List<Supplier<@Nullable Operation>> all = new ArrayList<>(List.of(
                tables::create,
                tables::create,
                tables::drop,
                tables::rename,
                tables::move,
                tables::addColumn,
                tables::addColumn,
                tables::changeColumn,
                tables::changeColumn,
                tables::changeColumn,
                tables::changeColumn,
                keys::addConstraint,
                keys::addConstraint,
                keys::addConstraint,
                keys::changeConstraint,
                keys::createIndex,
                keys::createIndex,
                keys::changeIndex,
                keys::storage,
                objects::sequence,
                objects::enumType,
                objects::enumType,
                objects::domain,
                objects::composite,
                objects::comment,
                objects::comment));
        if (beyondSchema) {
            all.addAll(List.of(definitions::definition, definitions::setting));
        }
        all.addAll(List.of(this::view, this::view, this::privilege, this::schema));
        makers = List.copyOf(all);
        length = 5 + chance.below(21);
    }

    /** From 5 to 25. */
    int length() {
        return length;
    }

    Operation next(DatabaseSchema schema) {
        chance.now(schema);
        Operation operation = null;
        while (operation == null) {
            Supplier<@Nullable Operation> maker = makers.get(chance.below(makers.size()));
            operation = maker.get();
        }
        return operation;
    }

    @Nullable
    private Operation view() {
        View view = chance.any(chance.schema().views().values());
        if (view == null || chance.once(3)) {
            String query = chance.once(3) && view != null ? "select * from " + chance.quote(view.name()) : query();
            return query == null
                    ? null
                    : new CreateView(new View(chance.fresh(), query, chance.once(4), chance.comment()));
        }
        if (chance.once(3)) {
            return new RenameView(view.name(), chance.freshIn(view.name().schema()), view.materialized());
        }
        String query = query();
        return chance.once(2) || query == null || view.materialized()
                ? new DropView(view.name(), view.materialized(), view)
                : new ReplaceView(
                        view.name(), view.query(), query, chance.once(2) ? ColumnCompatibility.REPLACEABLE : null);
    }

    @Nullable
    private String query() {
        Table table = chance.table();
        if (table == null || table.columns().isEmpty()) {
            return null;
        }
        List<Column> columns =
                table.columns().subList(0, 1 + chance.below(table.columns().size()));
        return "select " + columns.stream().map(c -> chance.quote(c.name())).collect(Collectors.joining(", "))
                + " from "
                + chance.quote(table.name())
                + (chance.once(2) ? "" : " where " + chance.condition(columns.get(0)));
    }

    @Nullable
    private Operation privilege() {
        Table table = chance.table();
        View view = chance.any(chance.schema().views().values());
        if (table == null) {
            return null;
        }
        Sequence sequence = chance.any(chance.schema().sequences().values());
        String role = chance.pick("public", "pg_monitor");
        if (sequence != null && chance.once(4)) {
            return privilege(
                    GrantableKind.SEQUENCE, sequence.name(), chance.pick(List.of("usage"), List.of("all")), role);
        }
        if (chance.once(6) && chance.schema().schemas().contains(Chance.OTHER_SCHEMA)) {
            return privilege(GrantableKind.SCHEMA, ObjectName.of(Chance.OTHER_SCHEMA), List.of("usage"), role);
        }
        ObjectName on = view != null && chance.once(3) ? view.name() : table.name();
        List<String> privileges = chance.pick(List.of("select"), List.of("insert", "update"), List.of("all"));
        return privilege(GrantableKind.TABLE, on, privileges, role);
    }

    private Operation privilege(GrantableKind kind, ObjectName on, List<String> privileges, String role) {
        return chance.once(3)
                ? new RevokePrivileges(kind, on, privileges, role)
                : new GrantPrivileges(kind, on, privileges, role);
    }

    private Operation schema() {
        String extension = chance.schema().extensions().isEmpty()
                ? ""
                : chance.schema().extensions().firstKey();
        if (!extension.isEmpty() && chance.once(3)) {
            return new DropExtension(extension, chance.schema().extensions().get(extension));
        }
        if (chance.schema().schemas().contains("routines") && chance.once(3)) {
            return new DropSchema("routines", true);
        }
        return chance.schema().schemas().contains(Chance.OTHER_SCHEMA)
                ? new DropSchema(Chance.OTHER_SCHEMA, true)
                : new CreateSchema(Chance.OTHER_SCHEMA);
    }
}
