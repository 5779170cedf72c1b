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

/** A table while it is being read: gives everything nameless a name that nothing else in the table has. */
final class TableBuilder {

    private final ObjectName name;
    private final List<Column> columns;
    private final Table.Options options;
    private final @Nullable String comment;
    private final Map<String, Constraint> constraints = new TreeMap<>();
    private final Map<String, Index> indexes = new TreeMap<>();
    private final List<ExplicitName> stated = new ArrayList<>();

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

    void stated(Constraint constraint) {
        constraints.put(constraint.name(), constraint);
        stated.add(new ExplicitName(name, constraint.name()));
    }

    void stated(Index index) {
        indexes.put(index.name(), index);
        stated.add(new ExplicitName(name, index.name()));
    }

    void byConvention(String wantedName, Function<String, Constraint> constraint) {
        String free = free(wantedName);
        constraints.put(free, constraint.apply(free));
    }

    void byConvention(String wantedName, Index index) {
        String free = free(wantedName);
        indexes.put(free, index.withName(free));
    }

    Table table() {
        return new Table(name, columns, constraints, indexes, options, comment);
    }

    List<ExplicitName> statedNames() {
        return stated;
    }

    private String free(String wanted) {
        String free = wanted;
        for (int i = 2; constraints.containsKey(free) || indexes.containsKey(free); i++) {
            free = NamingConvention.truncate(wanted + "_" + i);
        }
        return free;
    }
}
