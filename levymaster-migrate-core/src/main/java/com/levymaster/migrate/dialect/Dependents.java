package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.operation.ColumnOperation;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ForeignKey;
import com.levymaster.migrate.schema.Index;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.ArrayList;
import java.util.List;

/** The constraints and indexes of a table that depend on one of its columns. */
record Dependents(List<Constraint> constraints, List<Index> indexes) {

    Dependents {
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /** The constraints and indexes that dropping the column would drop. */
    static Dependents of(DatabaseSchema schema, Table table, String column) {
        Table without = new ColumnOperation.DropColumn(table.name(), column, null, false)
                .applyTo(schema)
                .tables()
                .getOrDefault(schema.resolve(table.name()), table);
        List<Constraint> constraints = ConstraintClause.ordered(table).stream()
                .filter(c -> !without.constraints().containsKey(c.name()))
                .toList();
        List<Index> indexes = table.indexes().values().stream()
                .filter(i -> !without.indexes().containsKey(i.name()))
                .toList();
        return new Dependents(constraints, indexes);
    }

    /** The foreign keys that reference the column, each with its table. */
    static List<String> referring(DatabaseSchema schema, Table table, String column) {
        List<String> keys = new ArrayList<>();
        for (Table other : schema.tables().values()) {
            other.constraints(ForeignKey.class)
                    .filter(key -> schema.resolve(key.referencedTable()).equals(schema.resolve(table.name())))
                    .filter(key -> key.referencedColumns().contains(column))
                    .forEach(key -> keys.add(key.name() + " of " + other.name()));
        }
        return keys;
    }

    Dependents foreignKeys() {
        return new Dependents(
                constraints.stream().filter(ForeignKey.class::isInstance).toList(), List.of());
    }

    Dependents withoutForeignKeys() {
        return new Dependents(
                constraints.stream().filter(c -> !(c instanceof ForeignKey)).toList(), indexes);
    }

    List<SqlStatement> drop(ObjectName table) {
        List<SqlStatement> statements = new ArrayList<>();
        for (Constraint constraint : constraints) {
            statements.add(
                    SqlStatement.of("alter table " + quote(table) + " drop constraint " + quote(constraint.name())));
        }
        for (Index index : indexes) {
            statements.add(SqlStatement.of("drop index " + Identifiers.qualified(table.schema(), index.name())));
        }
        return statements;
    }

    List<SqlStatement> create(ServerVersion server, ObjectName table) {
        List<SqlStatement> statements = new ArrayList<>();
        for (Constraint constraint : constraints) {
            statements.add(SqlStatement.of(
                    "alter table " + quote(table) + " add " + ConstraintClause.definition(server, constraint)));
            if (constraint.comment() != null) {
                statements.add(CommentStatements.onConstraint(table, constraint.name(), constraint.comment()));
            }
        }
        for (Index index : indexes) {
            statements.add(SqlStatement.of(IndexClause.create(server, table, index, false)));
            if (index.comment() != null) {
                statements.add(CommentStatements.onIndex(table, index.name(), index.comment()));
            }
        }
        return statements;
    }
}
