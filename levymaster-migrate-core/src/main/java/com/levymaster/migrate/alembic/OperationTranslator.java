package com.levymaster.migrate.alembic;

import com.levymaster.migrate.alembic.Expression.Call;
import com.levymaster.migrate.operation.ColumnOperation.DropColumn;
import com.levymaster.migrate.operation.CommentOperation.ChangeComment;
import com.levymaster.migrate.operation.ConstraintOperation.DropConstraint;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.SchemaOperation.CreateSchema;
import com.levymaster.migrate.operation.SchemaOperation.DropSchema;
import com.levymaster.migrate.operation.SequenceOperation.CreateSequence;
import com.levymaster.migrate.operation.SequenceOperation.DropSequence;
import com.levymaster.migrate.operation.TableOperation.DropTable;
import com.levymaster.migrate.operation.TableOperation.RenameTable;
import com.levymaster.migrate.schema.CommentTarget;
import com.levymaster.migrate.schema.CommentTarget.CommentableKind;
import com.levymaster.migrate.schema.Constraint;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Sequence;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sql.TransactionCommands;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Translates the directives of {@code op}.
 *
 * @param transactional whether the steps run in a transaction
 */
record OperationTranslator(Steps steps, boolean transactional) {

    void translate(String directive, Call call) {
        TableTranslator tables = new TableTranslator(steps);
        switch (directive) {
            case "create_table" -> tables.createTable(call);
            case "add_column" -> tables.addColumn(call);
            case "drop_table" -> dropTable(new Arguments(call, "table_name"));
            case "rename_table" -> renameTable(new Arguments(call, "old_table_name", "new_table_name"));
            case "drop_column" -> dropColumn(new Arguments(call, "table_name", "column_name"));
            case "alter_column" -> ColumnAlteration.of(call).forEach(steps::add);
            case "create_index" -> createIndex(new Arguments(call, "index_name", "table_name", "columns"));
            case "drop_index" -> dropIndex(new Arguments(call, "index_name", "table_name"));
            case "create_primary_key", "create_unique_constraint" -> createKey(directive, call);
            case "create_check_constraint" -> createCheck(new Arguments(call, "name", "table_name", "condition"));
            case "create_foreign_key" -> createForeignKey(call);
            case "create_exclude_constraint" -> createExclusion(new Arguments(call, "name", "table_name"));
            case "drop_constraint" -> dropConstraint(new Arguments(call, "constraint_name", "table_name", "type_"));
            case "create_table_comment" -> comment(new Arguments(call, "table_name", "comment", "existing_comment"));
            case "drop_table_comment" -> comment(new Arguments(call, "table_name", "existing_comment"));
            case "execute" -> execute(call);
            case "bulk_insert" -> steps.add(RowTranslator.insert(new Arguments(call, "table", "rows")));
            default -> throw new NotUnderstoodException(call.line(), "the directive " + directive);
        }
    }

    private static ObjectName table(Arguments arguments) {
        return ObjectName.of(arguments.text("schema"), arguments.requiredText("table_name"));
    }

    private void dropTable(Arguments arguments) {
        ObjectName name = table(arguments);
        boolean guarded = arguments.isTrue("if_exists");
        arguments.ignoring("info").end();
        guardedDrop(new DropTable(name, null, false), guarded);
    }

    private void renameTable(Arguments arguments) {
        ObjectName name = ObjectName.of(arguments.text("schema"), arguments.requiredText("old_table_name"));
        String to = arguments.requiredText("new_table_name");
        arguments.end();
        steps.add(new RenameTable(name, to));
    }

    private void dropColumn(Arguments arguments) {
        ObjectName name = table(arguments);
        String column = arguments.requiredText("column_name");
        boolean guarded = arguments.isTrue("if_exists");
        arguments.end();
        guardedDrop(new DropColumn(name, column, null, false), guarded);
    }

    private void createIndex(Arguments arguments) {
        ObjectName name = table(arguments);
        String index = arguments.text("index_name");
        boolean concurrently = arguments.isTrue("postgresql_concurrently");
        boolean guarded = arguments.isTrue("if_not_exists");
        Expression columns = arguments.required("columns");
        List<Expression> keys = columns instanceof Expression.Items items ? items.items() : List.of(columns);
        String chosen = index != null ? index : unnamed(name, keys);
        Operation create = new CreateIndex(name, IndexTranslator.translate(chosen, keys, arguments), concurrently);
        alone(guarded ? new IfNotExists(create) : create, concurrently);
    }

    private static String unnamed(ObjectName table, List<Expression> keys) {
        return IndexTranslator.ofColumn(table, SqlValues.name(keys.get(0)), false)
                .name();
    }

    /** An index that SQLAlchemy names without its table belongs to a table that an earlier revision has created. */
    private void dropIndex(Arguments arguments) {
        String index = arguments.requiredText("index_name");
        String schema = arguments.text("schema");
        String named = arguments.text("table_name");
        boolean concurrently = arguments.isTrue("postgresql_concurrently");
        boolean guarded = arguments.isTrue("if_exists");
        arguments
                .ignoring("info", "unique", "columns", "_column_flag")
                .ignoring(
                        "postgresql_using",
                        "postgresql_where",
                        "postgresql_ops",
                        "postgresql_include",
                        "postgresql_with")
                .ignoring("postgresql_nulls_not_distinct", "postgresql_tablespace")
                .end();
        ObjectName table = named != null ? ObjectName.of(schema, named) : tableOf(schema, index);
        if (table == null) {
            String name = SqlValues.DIALECT.quote(index);
            String qualified = schema == null ? name : SqlValues.DIALECT.quote(schema) + "." + name;
            steps.add(new ExecuteSql("drop index " + (guarded ? "if exists " : "") + qualified, null));
            return;
        }
        Operation drop = new DropIndex(table, index, null, concurrently);
        alone(guarded ? new IfExists(drop) : drop, concurrently);
    }

    private @Nullable ObjectName tableOf(@Nullable String schema, String index) {
        ObjectName any = ObjectName.of(schema, index);
        return steps.schema().tables().values().stream()
                .filter(table -> table.indexes().containsKey(index))
                .map(Table::name)
                .filter(name ->
                        steps.schema().schemaOf(name).equals(steps.schema().schemaOf(any)))
                .map(name -> ObjectName.of(schema, name.name()))
                .findFirst()
                .orElse(null);
    }

    /** A concurrent step runs outside of a transaction. */
    private void alone(Operation step, boolean concurrently) {
        steps.add(concurrently && transactional ? new Autocommit(List.of(step)) : step);
    }

    private void guardedDrop(Operation drop, boolean guarded) {
        steps.add(guarded ? new IfExists(drop) : drop);
    }

    private void createKey(String directive, Call call) {
        Arguments arguments = new Arguments(call, "constraint_name", "table_name", "columns");
        ObjectName table = table(arguments);
        String name = constraintName(arguments);
        List<String> columns = arguments.texts("columns");
        Constraint constraint = directive.equals("create_primary_key")
                ? ConstraintTranslator.primaryKey(name, columns, arguments)
                : ConstraintTranslator.unique(name, columns, arguments);
        new TableTranslator(steps).addConstraint(table, constraint);
    }

    private static String constraintName(Arguments arguments) {
        String name = arguments.text("constraint_name");
        return name == null ? "" : name;
    }

    private void createCheck(Arguments arguments) {
        ObjectName table = table(arguments);
        String name =
                arguments.has("constraint_name") ? constraintName(arguments) : ConstraintTranslator.nameOf(arguments);
        Expression condition = arguments.required("condition");
        new TableTranslator(steps).addConstraint(table, ConstraintTranslator.check(name, condition, arguments));
    }

    private void createExclusion(Arguments arguments) {
        ObjectName table = table(arguments);
        new TableTranslator(steps).addConstraint(table, ConstraintTranslator.exclusion(arguments));
    }

    private void createForeignKey(Call call) {
        Arguments arguments = new Arguments(
                call,
                "constraint_name",
                "source_table",
                "referent_table",
                "local_cols",
                "remote_cols",
                "onupdate",
                "ondelete");
        ObjectName table = ObjectName.of(arguments.text("source_schema"), arguments.requiredText("source_table"));
        ObjectName referenced =
                ObjectName.of(arguments.text("referent_schema"), arguments.requiredText("referent_table"));
        String name = constraintName(arguments);
        List<String> columns = arguments.texts("local_cols");
        List<String> keys = arguments.texts("remote_cols");
        new TableTranslator(steps)
                .addConstraint(table, ConstraintTranslator.foreignKey(name, columns, referenced, keys, arguments));
    }

    private void dropConstraint(Arguments arguments) {
        ObjectName table = table(arguments);
        String name = arguments.requiredText("constraint_name");
        boolean guarded = arguments.isTrue("if_exists");
        arguments.ignoring("type_").end();
        guardedDrop(new DropConstraint(table, name, null, null, false), guarded);
    }

    private void comment(Arguments arguments) {
        ObjectName table = table(arguments);
        String comment = arguments.text("comment");
        arguments.end();
        steps.add(new ChangeComment(new CommentTarget(CommentableKind.TABLE, table, null), null, comment));
    }

    private void sequence(Arguments arguments, boolean create) {
        Sequence sequence = SequenceTranslator.translate(arguments.required("element"));
        boolean guarded = arguments.isTrue(create ? "if_not_exists" : "if_exists");
        arguments.end();
        if (create) {
            Operation operation = new CreateSequence(sequence);
            steps.add(guarded ? new IfNotExists(operation) : operation);
        } else {
            guardedDrop(new DropSequence(sequence.name(), null), guarded);
        }
    }

    /** Executes SQL, or an SQLAlchemy object that creates or drops a schema or sequence. */
    void execute(Call call) {
        Arguments arguments = new Arguments(call, "sqltext");
        Expression statement = arguments.required("sqltext");
        arguments.ignoring("execution_options").end();
        String function = Scope.functionName(statement);
        if (function.equals("CreateSchema") || function.equals("DropSchema")) {
            Arguments schema = new Arguments((Call) statement, "name");
            String name = schema.requiredText("name");
            boolean guarded = schema.isTrue("if_not_exists") || schema.isTrue("if_exists");
            schema.end();
            if (function.equals("CreateSchema")) {
                Operation create = new CreateSchema(name);
                steps.add(guarded ? new IfNotExists(create) : create);
            } else {
                guardedDrop(new DropSchema(name, true), guarded);
            }
            return;
        }
        if (function.equals("CreateSequence") || function.equals("DropSequence")) {
            sequence(new Arguments((Call) statement, "element"), function.equals("CreateSequence"));
            return;
        }
        String sql = SqlValues.sql(statement);
        if (TransactionCommands.areIn(sql)) {
            throw new NotUnderstoodException(call.line(), "the end of the transaction; use op.autocommit");
        }
        steps.add(new ExecuteSql(sql, null));
    }
}
