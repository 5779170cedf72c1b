package com.levymaster.migrate.dialect;

import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.operation.Flow;
import com.levymaster.migrate.operation.FlowOperation;
import com.levymaster.migrate.operation.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How and whether other operations run: the form for scripts, since the runner sees to it by itself. */
interface FlowSql extends Family, FlowOperation.Visitor<List<Statement>> {

    Pattern SETTING = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*");

    /** Settings that are lists of names; {@code set} would take a list in quotes for one name. */
    Set<String> LISTS = Set.of("search_path", "temp_tablespaces");

    @Override
    default List<Statement> autocommit(FlowOperation.Autocommit operation) {
        return all(operation.steps()).stream()
                .map(s -> Statement.alone(s.sql()))
                .toList();
    }

    @Override
    default List<Statement> savepoint(FlowOperation.Savepoint operation) {
        return Guard.savepoint(all(operation.steps()), all(operation.onFailure()));
    }

    @Override
    default List<Statement> ifMissing(FlowOperation.IfMissing operation) {
        return Guard.ifMissing(operation.create(), all(List.of(operation.create())));
    }

    @Override
    default List<Statement> ifPresent(FlowOperation.IfPresent operation) {
        return Guard.ifPresent(operation.drop(), all(List.of(operation.drop())));
    }

    @Override
    default List<Statement> setLocal(FlowOperation.SetLocal operation) {
        String setting = operation.setting();
        String value = Literals.quoted(operation.value());
        if (!SETTING.matcher(setting).matches()) {
            throw new MigrateException(
                    "'" + setting + "' is not the name of a setting.", "take a name as PostgreSQL's show all lists it");
        }
        return LISTS.contains(setting)
                ? Family.one("select set_config(" + Literals.quoted(setting) + ", " + value + ", true)")
                : Family.one("set local " + setting + " = " + value);
    }

    @Override
    default List<Statement> nothing(FlowOperation.Nothing operation) {
        return List.of();
    }

    /** Each step sees what the steps before it have done. */
    private List<Statement> all(List<Operation> steps) {
        List<Statement> statements = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Operation> done = steps.subList(0, i);
            Compiler compiler = new Compiler(server(), () -> Flow.apply(done, before().get()));
            statements.addAll(steps.get(i).accept(compiler));
        }
        return statements;
    }
}
