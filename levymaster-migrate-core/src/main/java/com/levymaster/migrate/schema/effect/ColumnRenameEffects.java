package com.levymaster.migrate.schema.effect;

import com.levymaster.migrate.schema.ColumnType;
import com.levymaster.migrate.schema.CompositeType;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Domain;
import com.levymaster.migrate.schema.EnumType;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.Keywords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renames a column in everything that refers to it within its table. */
record ColumnRenameEffects(String from, String to) {

    Table apply(Table table) {
        ColumnReferences references = new ColumnReferences(table.name().name(), from);
        Table expressions = new TableExpressions(sql -> references.replaced(sql, Keywords.quoted(to))).in(table);
        return expressions
                .withColumns(expressions.columns().stream()
                        .map(c -> c.name().equals(from) ? c.withName(to) : c)
                        .toList())
                .withConstraints(expressions.constraints().values().stream()
                        .map(this::constraint)
                        .toList())
                .withIndexes(
                        expressions.indexes().values().stream().map(this::index).toList());
    }

    private Constraint constraint(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return key.withColumns(in(key.columns(), from, to), in(key.include(), from, to));
        }
        if (constraint instanceof Constraint.Unique unique) {
            return unique.withColumns(in(unique.columns(), from, to), in(unique.include(), from, to));
        }
        return constraint instanceof ForeignKey key
                ? key.withColumns(in(key.columns(), from, to)).withOnDeleteColumns(in(key.onDeleteColumns(), from, to))
                : constraint;
    }

    private Index index(Index index) {
        return index.withKeys(index.keys().stream()
                        .map(key -> from.equals(key.column()) ? key.withColumn(to) : key)
                        .toList())
                .withInclude(in(index.include(), from, to));
    }

    static List<String> in(List<String> columns, String from, String to) {
        return columns.stream().map(c -> c.equals(from) ? to : c).toList();
    }

    /** Renames a type in all columns of that type. */
    static DatabaseSchema type(DatabaseSchema before, ObjectName from, ObjectName to) {
        DatabaseSchema renamed = typesOf(before, from, to);
        Map<ObjectName, Table> tables = new TreeMap<>(renamed.tables());
        TypeReferences references = new TypeReferences(from);
        TableExpressions expressions =
                new TableExpressions(sql -> references.replaced(sql, Keywords.quoted(to.name())));
        tables.replaceAll((name, table) -> expressions.in(table.withColumns(table.columns().stream()
                .map(c -> c.withType(type(c.type(), from, to)))
                .toList())));
        return ViewUses.unknownWith(renamed.withTables(tables), token -> token.isIdentifier(from.name()));
    }

    /** Renames the type itself, and the domains and composite types that use it. */
    private static DatabaseSchema typesOf(DatabaseSchema before, ObjectName from, ObjectName to) {
        Map<ObjectName, EnumType> enums = new TreeMap<>();
        before.enums().values().stream()
                .map(e -> e.name().equals(from) ? e.withName(to) : e)
                .forEach(e -> enums.put(e.name(), e));
        Map<ObjectName, Domain> domains = new TreeMap<>();
        before.domains().values().stream()
                .map(d -> d.withType(type(d.type(), from, to)))
                .map(d -> d.name().equals(from) ? d.withName(to) : d)
                .forEach(d -> domains.put(d.name(), d));
        Map<ObjectName, CompositeType> composites = new TreeMap<>();
        before.composites().values().stream()
                .map(c -> c.withAttributes(c.attributes().stream()
                        .map(a -> a.withType(type(a.type(), from, to)))
                        .toList()))
                .map(c -> c.name().equals(from) ? c.withName(to) : c)
                .forEach(c -> composites.put(c.name(), c));
        return before.withEnums(enums).withDomains(domains).withComposites(composites);
    }

    private static ColumnType type(ColumnType type, ObjectName from, ObjectName to) {
        if (type instanceof ColumnType.Array array) {
            return new ColumnType.Array(type(array.element(), from, to));
        }
        return type instanceof ColumnType.UserDefined user && user.name().equals(from)
                ? new ColumnType.UserDefined(to, user.modifiers())
                : type;
    }
}
