package com.levymaster.migrate.operation;

import com.levymaster.migrate.operation.FlowOperation.Autocommit;
import com.levymaster.migrate.operation.FlowOperation.IfMissing;
import com.levymaster.migrate.operation.FlowOperation.IfPresent;
import com.levymaster.migrate.operation.FlowOperation.Nothing;
import com.levymaster.migrate.operation.FlowOperation.Savepoint;
import com.levymaster.migrate.operation.FlowOperation.SetLocal;
import com.levymaster.migrate.operation.IndexOperation.CreateIndex;
import com.levymaster.migrate.operation.IndexOperation.DropIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operation says and cannot mean, on no server and for no database. */
public final class Contradictions
        implements Operation.Visitor<List<String>>,
                TableContradictions,
                ColumnContradictions,
                TypeContradictions,
                ObjectContradictions,
                DataContradictions {

    private Contradictions() {}

    /** The faults, each as a clause that tells of the operation: {@code a hash index cannot include columns}. */
    public static List<String> of(Operation operation) {
        return operation.accept(new Contradictions());
    }

    @Override
    public List<String> autocommit(Autocommit operation) {
        List<String> faults = new ArrayList<>();
        for (Operation step : operation.steps()) {
            if (step instanceof SetLocal) {
                faults.add(step.describe() + " has no effect outside of a transaction");
            }
            if (step instanceof Savepoint) {
                faults.add("there is no savepoint outside of a transaction");
            }
        }
        return faults;
    }

    @Override
    public List<String> savepoint(Savepoint operation) {
        List<String> faults = new ArrayList<>(blank("the name of the savepoint", operation.name()));
        if (Stream.concat(operation.steps().stream(), operation.onFailure().stream())
                .anyMatch(Autocommit.class::isInstance)) {
            faults.add("a savepoint is part of a transaction, and op.autocommit(…) stands outside of it");
        }
        Flow.leaves(List.of(operation))
                .filter(Contradictions::isConcurrent)
                .forEach(step -> faults.add(step.describe() + " cannot run inside of a transaction"));
        return faults;
    }

    private static boolean isConcurrent(Operation step) {
        return step instanceof CreateIndex create && create.concurrently()
                || step instanceof DropIndex drop && drop.concurrently();
    }

    @Override
    public List<String> ifMissing(IfMissing operation) {
        return of(operation.create());
    }

    @Override
    public List<String> ifPresent(IfPresent operation) {
        return of(operation.drop());
    }

    @Override
    public List<String> setLocal(SetLocal operation) {
        return blank("the name of the setting", operation.setting());
    }

    @Override
    public List<String> nothing(Nothing operation) {
        return List.of();
    }

    static List<String> blank(String what, @Nullable String text) {
        return text != null && text.isBlank() ? List.of(what + " is empty") : List.of();
    }

    /** PostgreSQL takes an empty comment for none. */
    static List<String> comment(@Nullable String text) {
        return text != null && text.isEmpty() ? List.of("the comment is empty, which is none") : List.of();
    }

    static List<String> twice(String what, Stream<String> names) {
        Set<String> seen = new HashSet<>();
        return names.filter(name -> !seen.add(name))
                .distinct()
                .map(name -> what + " " + name + " twice")
                .toList();
    }

    static List<String> same(String from, String to) {
        return from.equals(to) ? List.of("it is called " + to + " already") : List.of();
    }

    @SafeVarargs
    static List<String> all(List<String>... faults) {
        return Stream.of(faults).flatMap(List::stream).toList();
    }
}
