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
import com.levymaster.migrate.sql.SqlStatements;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which steps cannot run in a transaction that is rolled back, or would leave something behind. */
record NotRehearsable(boolean java) {

    /** Of a function or procedure only the definition runs. */
    private static final Pattern DEFINITION =
            Pattern.compile("create (or replace )?(function|procedure|trigger|view|rule|event trigger)\\b.*");

    private static final Pattern POSITION = Pattern.compile(".*\\bsetval\\b.*");

    private static final Pattern OUTSIDE =
            Pattern.compile(".*(\\b(dblink\\w*|pg_terminate_backend|pg_cancel_backend|pg_reload_conf"
                    + "|pg_promote|pg_switch_wal|pg_logical_emit_message|pg_file_\\w+|lo_export|http_\\w+)\\b"
                    + "|^copy\\b.*\\bto (program )?'|\\b(from|to) program\\b).*");

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
        for (SqlStatements.Statement statement : SqlStatements.of(sql)) {
            String plain = SqlStatements.plain(statement.text());
            if (DEFINITION.matcher(plain).matches()) {
                continue;
            }
            String lower = plain.toLowerCase(Locale.ROOT);
            if (POSITION.matcher(lower).matches()) {
                return Optional.of("it sets the position of a sequence, which a rollback does not restore");
            }
            if (OUTSIDE.matcher(lower).matches()) {
                return Optional.of("it has effects that a rollback does not undo");
            }
        }
        return Optional.empty();
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
