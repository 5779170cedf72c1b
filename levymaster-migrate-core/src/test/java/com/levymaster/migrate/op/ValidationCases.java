package com.levymaster.migrate.op;

import static com.levymaster.migrate.Types.integer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every public method of the author API, and the errors of incomplete or invalid calls. */
final class ValidationCases {

    /**
     * @param method such as {@code IndexSpec.include}
     * @param refusal parts of the error message, separated by {@code →}; empty for a method that accepts any argument
     */
    record Case(String method, String refusal, Consumer<Operations> body) {

        @Override
        public String toString() {
            return method + ": " + refusal;
        }
    }

    private ValidationCases() {}

    static List<Case> all() {
        return Stream.of(
                        TableValidationCases.all(),
                        ColumnValidationCases.all(),
                        KeyValidationCases.all(),
                        ObjectValidationCases.all(),
                        DefinitionValidationCases.all())
                .flatMap(List::stream)
                .toList();
    }

    @SafeVarargs
    static List<Case> cases(List<Case>... cases) {
        return Stream.of(cases).flatMap(List::stream).toList();
    }

    static List<Case> free(String type, String methods) {
        return Arrays.stream(methods.split(" "))
                .map(method -> new Case(type + "." + method, "", op -> {}))
                .toList();
    }

    static List<Case> wrong(String method, String refusal, Consumer<Operations> body) {
        return List.of(new Case(method, refusal, body));
    }

    static List<Case> alter(String method, String refusal, Consumer<AlterTableSpec> body) {
        return wrong(method, refusal, op -> op.alterTable("t", body));
    }

    static List<Case> column(String method, String refusal, Consumer<ColumnSpec> body) {
        return alter("ColumnSpec." + method, refusal, t -> body.accept(t.addColumn("c", integer())));
    }

    static List<Case> index(String method, String refusal, Consumer<IndexSpec> body) {
        return alter("IndexSpec." + method, refusal, t -> body.accept(t.addIndex("i")));
    }

    static List<Case> type(String method, String refusal, Consumer<TypeOperations> body) {
        return types("TypeOperations." + method, refusal, body);
    }

    static List<Case> types(String method, String refusal, Consumer<TypeOperations> body) {
        return wrong(method, refusal, op -> body.accept(op.types()));
    }

    static List<Case> sequence(String method, String refusal, Consumer<SequenceSpec> body) {
        String of = method.contains(".") ? method : "SequenceOperations." + method;
        return wrong(of, refusal, op -> op.sequences().create("s", body));
    }

    static List<Case> view(String method, String refusal, Consumer<ViewOperations> body) {
        return wrong("ViewOperations." + method, refusal, op -> body.accept(op.views()));
    }

    static List<Case> insert(String method, String refusal, Consumer<InsertSpec> body) {
        return wrong("InsertSpec." + method, refusal, op -> body.accept(op.insert("t")));
    }

    static List<Case> backfill(String method, String refusal, Consumer<BackfillSpec> body) {
        return wrong("BackfillSpec." + method, refusal, op -> body.accept(op.backfill("t")));
    }

    static List<Case> conditionalConstraint(
            String method, String missing, Consumer<ConditionalTable.ConditionalConstraint> body) {
        return wrong(
                "ConditionalConstraint." + method,
                "→ " + missing,
                op -> body.accept(op.table("t").constraint("k")));
    }

    static Consumer<Operations> table(Consumer<TableSpec> body) {
        return op -> op.createTable("t", body);
    }
}
