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

    static Schema onOptions(Schema before, ObjectName table, UnaryOperator<Table.Options> change) {
        return onTable(before, table, t -> t.withOptions(change.apply(t.options())));
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

    /** The columns that a key is made of; none for other rules. */
    static List<String> keyColumns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.columns();
        }
        return constraint instanceof Constraint.Unique unique ? unique.columns() : List.of();
    }

    /** All columns that a constraint names, its included ones too; none where it is an expression. */
    static List<String> allColumns(Constraint constraint) {
        if (constraint instanceof ForeignKey key) {
            return key.columns();
        }
        return joined(keyColumns(constraint), keyInclude(constraint));
    }

    /** The unique index that such a key can be made of. */
    static Index keyIndex(Constraint constraint, String name) {
        return Index.of(name, keyColumns(constraint))
                .withUnique(true)
                .withInclude(keyInclude(constraint))
                .withNullsNotDistinct(constraint instanceof Constraint.Unique unique && unique.nullsNotDistinct());
    }

    private static List<String> keyInclude(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.include();
        }
        return constraint instanceof Constraint.Unique unique ? unique.include() : List.of();
    }

    static Schema renameColumn(Schema before, ObjectName of, String from, String to) {
        ObjectName known = before.resolve(of);
        Schema after = References.onForeignKeys(
                before,
                known,
                (table, key) ->
                        table.withConstraint(key.withReference(known, Renaming.in(key.referencedColumns(), from, to))));
        for (Sequence owned : References.sequences(before, known, from)) {
            after = after.with(owned.withOwner(new Sequence.Owner(known, to)));
        }
        return onTable(after, known, t -> new Renaming(from, to).apply(t));
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
                    ? withNullable(without, key.columns(), false)
                    : without;
        });
    }

    static Table withNullable(Table table, List<String> columns, boolean nullable) {
        return table.withColumns(table.columns().stream()
                .map(c -> columns.contains(c.name()) ? c.withNullable(nullable) : c)
                .toList());
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
