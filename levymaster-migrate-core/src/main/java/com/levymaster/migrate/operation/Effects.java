package com.levymaster.migrate.operation;

import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Generated;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Schema;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL does by itself when one object changes: names that follow, objects that go along. */
final class Effects {

    private Effects() {}

    static Schema onTable(Schema before, ObjectName name, UnaryOperator<Table> change) {
        Table table = before.tables().get(before.resolve(name));
        return table == null ? before : before.with(change.apply(table));
    }

    static Schema onColumn(Schema before, ObjectName table, String column, UnaryOperator<Column> change) {
        return onTable(before, table, t -> t.withColumn(column, change));
    }

    static Schema onEnum(Schema before, ObjectName name, UnaryOperator<List<String>> change) {
        EnumType type = before.enums().get(before.resolve(name));
        return type == null ? before : before.with(type.withLabels(change.apply(type.labels())));
    }

    /** The table with every name as this schema knows it, and key columns not null. */
    static Table resolved(Schema schema, Table table) {
        List<String> key =
                table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        return table.withName(schema.resolve(table.name()))
                .withColumns(table.columns().stream()
                        .map(c -> resolved(schema, c))
                        .map(c -> c.identity() != null || key.contains(c.name()) ? c.withNullable(false) : c)
                        .toList())
                .withConstraints(table.constraints().values().stream()
                        .map(c -> resolved(schema, c))
                        .toList());
    }

    static Column resolved(Schema schema, Column column) {
        Column typed = column.withType(resolved(schema, column.type()));
        return column.identity() == null ? typed : typed.withNullable(false);
    }

    static ColumnType resolved(Schema schema, ColumnType type) {
        if (type instanceof ColumnType.UserDefined user) {
            return new ColumnType.UserDefined(schema.resolve(user.name()), user.modifiers());
        }
        return type instanceof ColumnType.Array array ? new ColumnType.Array(resolved(schema, array.element())) : type;
    }

    private static Constraint resolved(Schema schema, Constraint constraint) {
        return constraint instanceof ForeignKey key
                ? key.withReference(schema.resolve(key.referencedTable()), key.referencedColumns())
                : constraint;
    }

    static Schema withoutTable(Schema before, ObjectName name) {
        ObjectName gone = before.resolve(name);
        Map<ObjectName, Table> rest = new TreeMap<>(before.tables());
        rest.remove(gone);
        rest.replaceAll((n, t) -> t.withConstraints(t.constraints().values().stream()
                .filter(c ->
                        !(c instanceof ForeignKey key && key.referencedTable().equals(gone)))
                .toList()));
        Map<ObjectName, Sequence> sequences = new TreeMap<>(before.sequences());
        sequences
                .values()
                .removeIf(s -> s.ownedBy() != null && s.ownedBy().table().equals(gone));
        return before.withTables(rest)
                .withSequences(sequences)
                .withGrants(new java.util.TreeSet<>(before.grants().stream()
                        .filter(g -> !g.on().equals(gone))
                        .toList()));
    }

    static Schema moveTable(Schema before, ObjectName from, ObjectName to) {
        ObjectName old = before.resolve(from);
        ObjectName now = before.resolve(to);
        Table table = before.tables().get(old);
        if (table == null) {
            return before;
        }
        Map<ObjectName, Table> tables = new TreeMap<>(before.tables());
        tables.remove(old);
        tables.put(now, table.withName(now));
        tables.replaceAll((n, t) -> t.withConstraints(t.constraints().values().stream()
                .map(c -> c instanceof ForeignKey key && key.referencedTable().equals(old)
                        ? key.withReference(now, key.referencedColumns())
                        : c)
                .toList()));
        Map<ObjectName, Sequence> sequences = new TreeMap<>(before.sequences());
        sequences.replaceAll(
                (n, s) -> s.ownedBy() != null && s.ownedBy().table().equals(old)
                        ? s.withOwner(new Sequence.Owner(now, s.ownedBy().column()))
                        : s);
        return before.withTables(tables).withSequences(sequences);
    }

    static Schema dropColumn(Schema before, ObjectName table, String column) {
        return onTable(
                before,
                table,
                t -> t.withColumns(t.columns().stream()
                                .filter(c -> !c.name().equals(column))
                                .toList())
                        .withConstraints(t.constraints().values().stream()
                                .filter(c -> !uses(c, column))
                                .toList())
                        .withIndexes(t.indexes().values().stream()
                                .filter(i -> !uses(i, column))
                                .toList()));
    }

    private static boolean uses(Constraint constraint, String column) {
        if (constraint instanceof Constraint.Check check) {
            return SqlText.mentions(check.expression(), column);
        }
        if (constraint instanceof Constraint.Exclude exclude) {
            return exclude.elements().stream().anyMatch(e -> SqlText.mentions(e.expression(), column));
        }
        return columns(constraint).contains(column);
    }

    private static List<String> columns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return joined(key.columns(), key.include());
        }
        if (constraint instanceof Constraint.Unique unique) {
            return joined(unique.columns(), unique.include());
        }
        return constraint instanceof ForeignKey key ? key.columns() : List.of();
    }

    private static boolean uses(Index index, String column) {
        return index.include().contains(column)
                || (index.where() != null && SqlText.mentions(index.where(), column))
                || index.parts().stream()
                        .anyMatch(p -> column.equals(p.column())
                                || (p.expression() != null && SqlText.mentions(p.expression(), column)));
    }

    static Schema renameColumn(Schema before, ObjectName table, String from, String to) {
        ObjectName known = before.resolve(table);
        Map<ObjectName, Table> tables = new TreeMap<>(before.tables());
        tables.replaceAll((name, t) -> t.withConstraints(t.constraints().values().stream()
                .map(c -> referring(c, known, from, to))
                .toList()));
        return onTable(before.withTables(tables), known, t -> new Renaming(from, to).apply(t));
    }

    private static Constraint referring(Constraint constraint, ObjectName table, String from, String to) {
        return constraint instanceof ForeignKey key && key.referencedTable().equals(table)
                ? key.withReference(table, Renaming.in(key.referencedColumns(), from, to))
                : constraint;
    }

    static Table toEnd(Table table, String name, UnaryOperator<Column> change) {
        List<Column> rest = new ArrayList<>(table.columns());
        rest.removeIf(c -> c.name().equals(name));
        table.column(name).map(change).ifPresent(rest::add);
        return table.withColumns(rest);
    }

    static Schema addConstraint(Schema before, ConstraintOperation.AddConstraint add) {
        return onTable(before, add.table(), table -> {
            String index = add.usingIndex();
            Table with = table.withConstraint(resolved(before, add.constraint()));
            Table without = index == null ? with : with.withoutIndex(index);
            return add.constraint() instanceof Constraint.PrimaryKey key
                    ? without.withColumns(without.columns().stream()
                            .map(c -> key.columns().contains(c.name()) ? c.withNullable(false) : c)
                            .toList())
                    : without;
        });
    }

    static Table validated(Table table, String name) {
        Constraint constraint = table.constraints().get(name);
        if (constraint instanceof Constraint.Check check) {
            return table.withConstraint(check.withValidated(true));
        }
        return constraint instanceof ForeignKey key ? table.withConstraint(key.withValidated(true)) : table;
    }

    static Schema renameType(Schema before, ObjectName from, ObjectName to) {
        return Renaming.type(before, before.resolve(from), before.resolve(to));
    }

    static Schema comment(Schema before, NamespaceOperation.Commented on, @Nullable String text) {
        return Comments.set(before, on, text);
    }

    static String kind(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return "primary key";
        }
        if (constraint instanceof Constraint.Unique) {
            return "unique constraint";
        }
        if (constraint instanceof Constraint.Check) {
            return "check";
        }
        return constraint instanceof ForeignKey ? "foreign key" : "exclude constraint";
    }

    static String firstLine(String sql) {
        String line = sql.strip().lines().findFirst().orElse("");
        return line.length() <= 60 ? line : line.substring(0, 59) + "…";
    }

    static Generated renamed(Generated generated, String from, String to) {
        return new Generated(SqlText.renamed(generated.expression(), from, to), generated.stored());
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
