package com.levymaster.migrate.rehearse;

import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.operation.AffectedObject;
import com.levymaster.migrate.operation.Backfill;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.plan.PreparedRevision;
import com.levymaster.migrate.sql.ReferencedNames;
import com.levymaster.migrate.sql.SqlReach;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which steps cannot run in a transaction that is rolled back, or would leave something behind. */
record NotRehearsable(boolean java) {

    /** Why a step is left out. */
    Optional<String> reason(PreparedRevision revision, PreparedRevision.Step step) {
        Operation operation = step.operation();
        List<Operation> leaves = OperationList.leaves(List.of(operation)).toList();
        if (leaves.stream().anyMatch(Backfill.class::isInstance)) {
            return Optional.of("a backfill commits each batch");
        }
        if (operation instanceof Autocommit block) {
            return Optional.of(
                    block.safely() == null
                            ? "it runs outside of a transaction"
                            : "each step of a safe form is committed by itself");
        }
        if (!revision.recording().definition().transactional()) {
            return Optional.of("its revision runs without a transaction");
        }
        if (step.statements().stream().anyMatch(sql -> !sql.transactional())) {
            return Optional.of("it cannot run in a transaction");
        }
        if (!java && leaves.stream().anyMatch(RunJava.class::isInstance)) {
            return Optional.of(
                    "Java may do something outside of the database; levymaster.migrate.rehearse.java=true runs it");
        }
        return leaves.stream()
                .filter(ExecuteSql.class::isInstance)
                .map(leaf -> reason(((ExecuteSql) leaf).sql()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> reason(String sql) {
        if (SqlReach.isPosition(sql)) {
            return Optional.of("it sets the position of a sequence, which a rollback does not restore");
        }
        return SqlReach.isOutside(sql) ? Optional.of("it has effects that a rollback does not undo") : Optional.empty();
    }

    /** Whether a step does what its operations do not tell: SQL of its own, or Java. */
    static boolean hasUnknownEffects(PreparedRevision.Step step) {
        return OperationList.leaves(List.of(step.operation()))
                .anyMatch(leaf -> leaf instanceof ExecuteSql || leaf instanceof RunJava);
    }

    /** The names of tables, types and other objects that a step is about, without their schemas. */
    static Set<String> names(PreparedRevision.Step step) {
        Set<String> names = new HashSet<>();
        for (SqlStatement sql : step.statements()) {
            names.addAll(ReferencedNames.of(sql.sql()));
        }
        OperationList.leaves(List.of(step.operation())).forEach(leaf -> {
            AffectedObject.of(leaf)
                    .ifPresent(affected -> names.add(affected.object().name()));
            if (leaf instanceof Backfill backfill) {
                names.add(backfill.table().name());
            }
        });
        return names;
    }
}
