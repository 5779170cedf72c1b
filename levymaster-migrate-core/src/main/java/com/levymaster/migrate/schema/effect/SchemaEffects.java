package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.error.PrintableText;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Identity;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.MaskedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies changes to a schema with the effects that PostgreSQL adds: references are renamed, dependents are dropped. */
public final class SchemaEffects {

    private SchemaEffects() {}

    /** Changes a table; returns the same schema if the table does not exist. */
    public static DatabaseSchema onTable(DatabaseSchema before, ObjectName name, UnaryOperator<Table> change) {
        Table table = before.tables().get(before.resolve(name));
        return table == null ? before : before.with(change.apply(table));
    }

    /** Changes a column, also in partitions and inheriting tables; returns the same schema if the table does not exist. */
    public static DatabaseSchema onColumn(
            DatabaseSchema before, ObjectName table, String column, UnaryOperator<Column> change) {
        return InheritanceEffects.onTableAndChildren(before, table, t -> t.withColumn(column, change));
    }

    /** Forbids null in a column, also in the tables below, whose constraints are inherited. */
    public static DatabaseSchema forbidNull(
            DatabaseSchema before, ObjectName table, String column, @Nullable String constraint) {
        DatabaseSchema after = onColumn(before, table, column, c -> c.withNullable(false));
        return constraint == null
                ? after
                : onTable(after, table, t -> t.withColumn(column, c -> c.withNotNullName(constraint)));
    }

    /** Renames a constraint of a table. */
    public static Table renameConstraint(Table table, String from, String to) {
        Constraint constraint = table.constraints().get(from);
        return constraint != null
                ? table.withoutConstraint(from).withConstraint(constraint.withName(to))
                : table.withColumns(table.columns().stream()
                        .map(c -> from.equals(notNullName(table, c)) ? c.withNotNullName(to) : c)
                        .toList());
    }

    /** Renames the key or exclusion constraint whose index is renamed. */
    public static Table renameKey(Table table, String from, String to) {
        Constraint constraint = table.constraints().get(from);
        boolean hasIndex = constraint instanceof Constraint.Exclusion
                || constraint != null && !keyColumns(constraint).isEmpty();
        return hasIndex ? renameConstraint(table, from, to) : table;
    }

    /** The name of a not-null constraint, as PostgreSQL chooses it if nobody does. */
    public static String notNullName(Table table, Column column) {
        String name = column.notNullName();
        return name != null ? name : IdentitySequences.name(table.name().name(), column.name(), "_not_null");
    }

    /** Adds a column, also to partitions and inheriting tables that do not have it. */
    public static DatabaseSchema addColumn(DatabaseSchema before, ObjectName table, Column column) {
        Column added = resolved(before, column);
        DatabaseSchema after = InheritanceEffects.onTableAndChildren(
                before,
                table,
                t -> t.column(column.name()).isPresent()
                        ? t
                        : t.withColumn(
                                InheritanceEffects.inherited(added, InheritanceEffects.sharesIdentities(before, t))
                                        .withStatistics(added.statistics())));
        return onTable(after, table, t -> t.withColumn(column.name(), c -> added));
    }

    /** Changes the options of a table; returns the same schema if the table does not exist. */
    public static DatabaseSchema onOptions(
            DatabaseSchema before, ObjectName table, UnaryOperator<Table.Options> change) {
        return onTable(before, table, t -> t.withOptions(change.apply(t.options())));
    }

    /** Sets or resets a storage parameter of an index, whichever table it belongs to. */
    public static DatabaseSchema withIndexOption(
            DatabaseSchema before, ObjectName index, String option, @Nullable String value) {
        ObjectName known = before.resolve(index);
        for (Table table : before.tables().values()) {
            Index found = table.indexes().get(known.name());
            if (found != null && Objects.equals(before.schemaOf(table.name()), before.schemaOf(known))) {
                return onTable(before, table.name(), t -> t.withIndex(found.withOption(option, value)));
            }
        }
        return before;
    }

    /** Changes the labels of an enum type; returns the same schema if the type does not exist. */
    public static DatabaseSchema onEnum(DatabaseSchema before, ObjectName name, UnaryOperator<List<String>> change) {
        EnumType type = before.enums().get(before.resolve(name));
        return type == null ? before : before.with(type.withLabels(change.apply(type.labels())));
    }

    /** Returns the table with all names resolved in this schema, and key columns not null. */
    public static Table resolved(DatabaseSchema schema, Table table) {
        List<String> key =
                table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        return table.withName(schema.resolve(table.name()))
                .withOptions(RenameEffects.following(table.options(), schema::resolve))
                .withColumns(table.columns().stream()
                        .map(c -> resolved(schema, c))
                        .map(c -> c.identity() != null || key.contains(c.name()) ? c.withNullable(false) : c)
                        .toList())
                .withConstraints(table.constraints().values().stream()
                        .map(c -> resolved(schema, c))
                        .toList());
    }

    /** Sets the storage of a column; that of the type itself is none of its own. */
    public static Column withStorage(Column column, @Nullable String storage) {
        return TypeStorage.normalized(column.withStorage(storage));
    }

    /** Sets the compression of a column, as PostgreSQL prints it. */
    public static Column withCompression(Column column, @Nullable String compression) {
        return column.withCompression(compression == null ? null : compression.toLowerCase(Locale.ROOT));
    }

    /** The column with its type as this schema names it. */
    public static Column resolved(DatabaseSchema schema, Column column) {
        Column typed = withCompression(
                TypeStorage.normalized(column.withType(resolved(schema, column.type()))), column.compression());
        Identity identity = column.identity();
        return identity == null ? typed : withIdentity(typed, identity).withNullable(false);
    }

    /** Makes a column an identity, or none; bounds that are the defaults of its type are none of its own. */
    static Column withIdentity(Column column, @Nullable Identity identity) {
        return column.withIdentity(
                identity == null
                        ? null
                        : identity.withOptions(identity.options().withoutDefaultBounds(column.type())));
    }

    /** The type as this schema names it. */
    public static ColumnType resolved(DatabaseSchema schema, ColumnType type) {
        if (type instanceof ColumnType.UserDefined user) {
            return new ColumnType.UserDefined(schema.resolve(user.name()), user.modifiers());
        }
        return type instanceof ColumnType.Array array ? new ColumnType.Array(resolved(schema, array.element())) : type;
    }

    /** The constraint with the referenced table of a foreign key as this schema names it. */
    public static Constraint resolved(DatabaseSchema schema, Constraint constraint) {
        return constraint instanceof ForeignKey key
                ? key.withReference(schema.resolve(key.referencedTable()), key.referencedColumns())
                : constraint;
    }

    /** Returns the columns of a key; none for other constraints. */
    public static List<String> keyColumns(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.columns();
        }
        return constraint instanceof Constraint.Unique unique ? unique.columns() : List.of();
    }

    /** Returns all columns of a constraint, included columns as well; none for expressions. */
    public static List<String> allColumns(Constraint constraint) {
        if (constraint instanceof ForeignKey key) {
            return key.columns();
        }
        return joined(keyColumns(constraint), keyInclude(constraint));
    }

    /** Returns the unique index that a key can use. */
    public static Index keyIndex(Constraint constraint, String name) {
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

    /** Renames a column, also in the tables below; constraints, indexes, foreign keys, expressions and views follow. */
    public static DatabaseSchema renameColumn(DatabaseSchema before, ObjectName of, String from, String to) {
        ObjectName known = before.resolve(of);
        DatabaseSchema after = ForeignKeyReferences.onForeignKeys(
                before,
                known,
                (table, key) -> table.withConstraint(
                        key.withReference(known, ColumnRenameEffects.in(key.referencedColumns(), from, to))));
        for (Sequence owned : ForeignKeyReferences.sequences(before, known, from)) {
            after = after.with(owned.withOwner(new Sequence.Owner(known, to)));
        }
        after = onTable(after, known, t -> new ColumnRenameEffects(from, to).apply(t));
        after = ViewUses.renameColumn(after, known, from, to);
        for (Table child : InheritanceEffects.children(before, known)) {
            after = renameColumn(after, child.name(), from, to);
        }
        return after;
    }

    /** Changes a column and moves it to the end of the table. */
    public static Table toEnd(Table table, String name, UnaryOperator<Column> change) {
        List<Column> rest = new ArrayList<>(table.columns());
        rest.removeIf(c -> c.name().equals(name));
        table.column(name).map(change).ifPresent(rest::add);
        return table.withColumns(rest);
    }

    /** Makes the columns of a key not null, also in partitions and inheriting tables. */
    public static DatabaseSchema notNull(DatabaseSchema before, ObjectName table, List<String> columns) {
        return InheritanceEffects.onTableAndChildren(before, table, t -> withNullable(t, columns, false));
    }

    /** Sets the nullability of several columns. */
    public static Table withNullable(Table table, List<String> columns, boolean nullable) {
        return table.withColumns(table.columns().stream()
                .map(c -> columns.contains(c.name()) ? c.withNullable(nullable) : c)
                .toList());
    }

    /** Marks a constraint as validated. */
    public static Table validated(Table table, String name) {
        Constraint constraint = table.constraints().get(name);
        if (constraint instanceof Constraint.Check check) {
            return table.withConstraint(check.withValidated(true));
        }
        return constraint instanceof ForeignKey key ? table.withConstraint(key.withValidated(true)) : table;
    }

    /** Creates a domain; without a default of its own, it has that of the domain that is its type. */
    public static DatabaseSchema createDomain(DatabaseSchema before, Domain domain) {
        Domain base = domain.type() instanceof ColumnType.UserDefined user
                ? before.domains().get(before.resolve(user.name()))
                : null;
        Domain created =
                base == null || domain.defaultValue() != null ? domain : domain.withDefault(base.defaultValue());
        return before.with(created.withName(before.resolve(domain.name())));
    }

    /** Renames a type; columns, domains and composite types of it follow. */
    public static DatabaseSchema renameType(DatabaseSchema before, ObjectName from, ObjectName to) {
        return ColumnRenameEffects.type(before, before.resolve(from), before.resolve(to));
    }

    /** Sets or drops a comment. */
    public static DatabaseSchema comment(DatabaseSchema before, CommentTarget on, @Nullable String text) {
        return CommentEffects.set(before, on, text);
    }

    /** The kind of a constraint, for messages: {@code primary key}. */
    public static String kind(Constraint constraint) {
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

    /** The first line of SQL text, for messages. */
    public static String firstLine(String sql) {
        String line = PrintableText.line(MaskedSql.firstLine(sql));
        return line.length() <= 60 ? line : line.substring(0, 59) + "…";
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
