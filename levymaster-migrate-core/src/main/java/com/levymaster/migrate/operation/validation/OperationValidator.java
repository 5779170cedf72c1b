package com.levymaster.migrate.operation.validation;

import com.levymaster.migrate.error.StorableText;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.ControlOperation.IfExists;
import com.levymaster.migrate.operation.ControlOperation.IfNotExists;
import com.levymaster.migrate.operation.ControlOperation.NoOp;
import com.levymaster.migrate.operation.ControlOperation.SafeStage;
import com.levymaster.migrate.operation.ControlOperation.Savepoint;
import com.levymaster.migrate.operation.ControlOperation.SetLocal;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds operations that are invalid on every server and database. */
public final class OperationValidator
        implements Operation.Visitor<List<String>>,
                TableValidator,
                ColumnOperationValidator,
                TypeValidator,
                ObjectValidator,
                DataValidator {

    private OperationValidator() {}

    /** Returns the faults, each as a clause about the operation: {@code a hash index cannot include columns}. */
    public static List<String> of(Operation operation) {
        return operation.accept(new OperationValidator());
    }

    @Override
    public List<String> autocommit(Autocommit operation) {
        List<String> faults = new ArrayList<>();
        if (operation.safely() != null) {
            faults.addAll(of(operation.safely()));
        }
        for (Operation step : operation.steps()) {
            if (step instanceof SetLocal) {
                faults.add(step.describe() + " has no effect outside of a transaction");
            }
            if (step instanceof Savepoint) {
                faults.add("there is no savepoint outside of a transaction");
            }
            if (step instanceof Backfill) {
                faults.addAll(of(step));
            }
        }
        return faults;
    }

    @Override
    public List<String> savepoint(Savepoint operation) {
        List<String> faults = new ArrayList<>(blank("the name of the savepoint", operation.name()));
        if (Stream.concat(operation.steps().stream(), operation.onFailure().stream())
                .anyMatch(Autocommit.class::isInstance)) {
            faults.add("a savepoint is part of a transaction, but op.autocommit(…) is outside of it");
        }
        OperationList.leaves(List.of(operation))
                .filter(OperationValidator::isConcurrent)
                .forEach(step -> faults.add(step.describe() + " cannot run inside of a transaction"));
        return faults;
    }

    private static boolean isConcurrent(Operation step) {
        return step instanceof CreateIndex create && create.concurrently()
                || step instanceof DropIndex drop && drop.concurrently()
                || step instanceof Backfill;
    }

    @Override
    public List<String> ifNotExists(IfNotExists operation) {
        return of(operation.create());
    }

    @Override
    public List<String> ifExists(IfExists operation) {
        return of(operation.drop());
    }

    @Override
    public List<String> setLocal(SetLocal operation) {
        return blank("the name of the setting", operation.setting());
    }

    @Override
    public List<String> noOp(NoOp operation) {
        return List.of();
    }

    @Override
    public List<String> stage(SafeStage operation) {
        return of(operation.change());
    }

    static List<String> blank(String what, @Nullable String text) {
        return text != null && text.isBlank() ? List.of(what + " is empty") : List.of();
    }

    /** NUL characters and the like, which the server does not accept. */
    static List<String> storable(String what, @Nullable String text) {
        String fault = text == null ? "" : StorableText.fault(text);
        return fault.isEmpty() ? List.of() : List.of(what + " " + fault);
    }

    /** PostgreSQL treats an empty comment as none. */
    static List<String> comment(@Nullable String text) {
        return text != null && text.isEmpty()
                ? List.of("the comment is empty, which means no comment")
                : storable("the comment", text);
    }

    static List<String> twice(String what, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        return names.filter(name -> !seen.add(name))
                .distinct()
                .map(name -> what + " " + name + " twice")
                .toList();
    }

    static List<String> same(String from, String to) {
        return from.equals(to) ? List.of("it already has the name " + to) : List.of();
    }

    @SafeVarargs
    static List<String> all(List<String>... faults) {
        return Stream.of(faults).flatMap(List::stream).toList();
    }
}
