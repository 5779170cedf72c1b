package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.ColumnOperation.AddColumn;
import com.levymaster.migrate.operation.ControlOperation;
import com.levymaster.migrate.operation.ControlOperation.SafeStage.Part;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.operation.ReplacedColumn;
import com.levymaster.migrate.operation.SafeForm;
import com.levymaster.migrate.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compiles operations that control how and whether other operations run. The result is for scripts; the runner
 * executes these operations itself.
 */
interface ControlCompiler extends CompilerContext, ControlOperation.Visitor<List<SqlStatement>> {

    Pattern SETTING = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*");

    /** Settings whose value is a list of names; {@code set} would read a quoted list as a single name. */
    Set<String> LISTS = Set.of("search_path", "temp_tablespaces");

    @Override
    default List<SqlStatement> autocommit(ControlOperation.Autocommit operation) {
        return (!operation.isSafe() ? all(operation.steps()) : committedOneByOne(operation.steps()))
                .stream().map(SqlStatement::outsideTransaction).toList();
    }

    /** A step that must not take longer than a moment is a transaction; a script does not try it again. */
    private List<SqlStatement> committedOneByOne(List<Operation> steps) {
        List<SqlStatement> statements = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<SqlStatement> own = compiled(steps, i);
            if (SafeForm.isMomentary(steps.get(i))) {
                statements.add(SqlStatement.of("begin"));
                statements.add(SqlStatement.of("set local lock_timeout = '1s'"));
                statements.addAll(own);
                statements.add(SqlStatement.of("commit"));
            } else {
                statements.addAll(own);
            }
        }
        return statements;
    }

    @Override
    default List<SqlStatement> stage(ControlOperation.SafeStage operation) {
        if (operation.change() instanceof AddColumn add) {
            Column column = add.column();
            return List.of(ReplacementTrigger.fill(
                    server(),
                    add.table(),
                    column.name(),
                    ColumnClause.defaultValue(Objects.requireNonNull(column.defaultValue())),
                    Identifiers.quote(column.name()) + " is null"));
        }
        ReplacedColumn column = ReplacedColumn.of(operation.change());
        if (operation.part() == Part.FILL) {
            return List.of(ReplacementTrigger.fill(
                    server(),
                    column.table(),
                    column.temporary(),
                    column.expression(),
                    Identifiers.quote(column.temporary()) + " is null and (" + column.expression() + ") is not null"));
        }
        ColumnReplacement replacement = new ColumnReplacement(server(), operation, before().get());
        return switch (operation.part()) {
            case PREPARE -> replacement.prepare();
            case FILL -> List.of();
            case INDEXES -> replacement.indexes();
            case CONSTRAINTS -> replacement.constraints();
            case VALIDATE -> replacement.validate();
            case SWAP -> replacement.swap();
            case ABANDON -> replacement.abandon();
        };
    }

    @Override
    default List<SqlStatement> savepoint(ControlOperation.Savepoint operation) {
        return ExistenceClauses.savepoint(all(operation.steps()), all(operation.onFailure()));
    }

    @Override
    default List<SqlStatement> ifNotExists(ControlOperation.IfNotExists operation) {
        return ExistenceClauses.ifNotExists(operation.create(), all(List.of(operation.create())));
    }

    @Override
    default List<SqlStatement> ifExists(ControlOperation.IfExists operation) {
        return ExistenceClauses.ifExists(operation.drop(), all(List.of(operation.drop())));
    }

    @Override
    default List<SqlStatement> setLocal(ControlOperation.SetLocal operation) {
        String setting = operation.setting();
        String value = Literals.quoted(operation.value());
        if (!SETTING.matcher(setting).matches()) {
            throw new MigrationException(
                    "'" + setting + "' is not the name of a setting.", "use a name that PostgreSQL's show all lists");
        }
        return LISTS.contains(setting)
                ? CompilerContext.one("select set_config(" + Literals.quoted(setting) + ", " + value + ", true)")
                : CompilerContext.one("set local " + setting + " = " + value);
    }

    @Override
    default List<SqlStatement> noOp(ControlOperation.NoOp operation) {
        return List.of();
    }

    /** Compiles each step against the schema after the steps before it. */
    private List<SqlStatement> all(List<Operation> steps) {
        List<SqlStatement> statements = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            statements.addAll(compiled(steps, i));
        }
        return statements;
    }

    private List<SqlStatement> compiled(List<Operation> steps, int index) {
        List<Operation> done = steps.subList(0, index);
        OperationCompiler compiler = new OperationCompiler(server(), () -> OperationList.apply(done, before().get()));
        return steps.get(index).accept(compiler);
    }
}
