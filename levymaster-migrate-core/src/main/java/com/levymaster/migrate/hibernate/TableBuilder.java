package com.levymaster.migrate.hibernate;

import com.levymaster.migrate.diff.ExplicitName;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.NamingConvention;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds a table; gives unnamed constraints and indexes a name that is unique in the table. */
final class TableBuilder {

    private final ObjectName name;
    private final List<Column> columns;
    private final Table.Options options;
    private final @Nullable String comment;
    private final Map<String, Constraint> constraints = new TreeMap<>();
    private final Map<String, Index> indexes = new TreeMap<>();
    private final List<ExplicitName> explicitNames = new ArrayList<>();

    TableBuilder(ObjectName name, List<Column> columns, Table.Options options, @Nullable String comment) {
        this.name = name;
        this.columns = columns;
        this.options = options;
        this.comment = comment;
    }

    ObjectName name() {
        return name;
    }

    Stream<String> columnNames() {
        return columns.stream().map(Column::name);
    }

    Stream<Constraint> constraints() {
        return constraints.values().stream();
    }

    boolean hasColumn(String column) {
        return columnNames().anyMatch(column::equals);
    }

    void addExplicit(Constraint constraint) {
        constraints.put(constraint.name(), constraint);
        explicitNames.add(new ExplicitName(name, constraint.name()));
    }

    void addExplicit(Index index) {
        indexes.put(index.name(), index);
        explicitNames.add(new ExplicitName(name, index.name()));
    }

    void addByConvention(String conventionalName, Function<String, Constraint> constraint) {
        String unused = unusedName(conventionalName);
        constraints.put(unused, constraint.apply(unused));
    }

    void addByConvention(String conventionalName, Index index) {
        String unused = unusedName(conventionalName);
        indexes.put(unused, index.withName(unused));
    }

    Table build() {
        return new Table(name, columns, constraints, indexes, options, comment);
    }

    List<ExplicitName> explicitNames() {
        return explicitNames;
    }

    private String unusedName(String conventional) {
        String unused = conventional;
        for (int i = 2; constraints.containsKey(unused) || indexes.containsKey(unused); i++) {
            unused = NamingConvention.truncate(conventional + "_" + i);
        }
        return unused;
    }
}
