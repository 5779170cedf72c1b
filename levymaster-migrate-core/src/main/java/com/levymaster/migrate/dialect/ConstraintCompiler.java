package com.levymaster.migrate.dialect;

import static com.levymaster.migrate.dialect.Identifiers.quote;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ConstraintOperation;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ObjectName;
import java.util.ArrayList;
import java.util.List;

/** Compiles constraint operations. */
interface ConstraintCompiler extends CompilerContext, ConstraintOperation.Visitor<List<SqlStatement>> {

    @Override
    default List<SqlStatement> addConstraint(ConstraintOperation.AddConstraint operation) {
        Constraint constraint = operation.constraint();
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(alter(operation.table(), "add " + definition(operation)));
        if (constraint.comment() != null) {
            statements.add(CommentStatements.onConstraint(operation.table(), constraint.name(), constraint.comment()));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> dropConstraint(ConstraintOperation.DropConstraint operation) {
        String cascade = operation.cascade() ? " cascade" : "";
        List<SqlStatement> statements = new ArrayList<>();
        statements.add(alter(operation.table(), "drop constraint " + quote(operation.name()) + cascade));
        operation
                .nullable()
                .forEach(column -> statements.add(ColumnClause.alter(operation.table(), column, "drop not null")));
        Constraint was = operation.was();
        String index = operation.wasUsingIndex();
        if (was != null && index != null) {
            statements.add(SqlStatement.of(
                    IndexClause.create(server(), operation.table(), ConstraintClause.index(was, index), false, false)));
        }
        return statements;
    }

    @Override
    default List<SqlStatement> renameConstraint(ConstraintOperation.RenameConstraint operation) {
        return List.of(alter(
                operation.table(), "rename constraint " + quote(operation.from()) + " to " + quote(operation.to())));
    }

    @Override
    default List<SqlStatement> validateConstraint(ConstraintOperation.ValidateConstraint operation) {
        return List.of(alter(operation.table(), "validate constraint " + quote(operation.name())));
    }

    private String definition(ConstraintOperation.AddConstraint operation) {
        Constraint constraint = operation.constraint();
        String index = operation.usingIndex();
        if (index == null) {
            return ConstraintClause.definition(server(), constraint);
        }
        if (constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique) {
            return ConstraintClause.usingIndex(constraint, index);
        }
        throw new MigrationException(
                "Constraint " + constraint.name() + " of " + operation.table() + " cannot be made from index " + index
                        + ": only primary keys and unique constraints can.",
                "leave the index out");
    }

    private static SqlStatement alter(ObjectName table, String action) {
        return SqlStatement.of("alter table " + quote(table) + " " + action);
    }
}
