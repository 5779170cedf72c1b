package com.levymaster.migrate.op;

import static com.levymaster.migrate.Types.integer;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Every word that an author can say, and what is refused when it is said wrongly or not to its end. */
final class ValidationCases {

    /**
     * @param word such as {@code IndexSpec.include}
     * @param refusal what the error says; empty for a word that cannot be said wrongly
     */
    record Case(String word, String refusal, Consumer<Operations> body) {

        @Override
        public String toString() {
            return word + ": " + refusal;
        }
    }

    private ValidationCases() {}

    static List<Case> all() {
        return Stream.of(
                        TableValidationCases.all(),
                        ColumnValidationCases.all(),
                        KeyValidationCases.all(),
                        ObjectValidationCases.all())
                .flatMap(List::stream)
                .toList();
    }

    @SafeVarargs
    static List<Case> cases(List<Case>... cases) {
        return Stream.of(cases).flatMap(List::stream).toList();
    }

    static List<Case> free(String type, String words) {
        return Arrays.stream(words.split(" "))
                .map(word -> new Case(type + "." + word, "", op -> {}))
                .toList();
    }

    static List<Case> wrong(String word, String refusal, Consumer<Operations> body) {
        return List.of(new Case(word, refusal, body));
    }

    static List<Case> alter(String word, String refusal, Consumer<AlterTableSpec> body) {
        return wrong(word, refusal, op -> op.alterTable("t", body));
    }

    static List<Case> column(String word, String refusal, Consumer<ColumnSpec> body) {
        return alter("ColumnSpec." + word, refusal, t -> body.accept(t.addColumn("c", integer())));
    }

    static List<Case> index(String word, String refusal, Consumer<IndexSpec> body) {
        return alter("IndexSpec." + word, refusal, t -> body.accept(t.addIndex("i")));
    }

    static List<Case> type(String word, String refusal, Consumer<TypeOperations> body) {
        return types("TypeWords." + word, refusal, body);
    }

    static List<Case> types(String word, String refusal, Consumer<TypeOperations> body) {
        return wrong(word, refusal, op -> body.accept(op.types()));
    }

    static List<Case> sequence(String word, String refusal, Consumer<SequenceSpec> body) {
        String of = word.contains(".") ? word : "SequenceWords." + word;
        return wrong(of, refusal, op -> op.sequences().create("s", body));
    }

    static List<Case> view(String word, String refusal, Consumer<ViewOperations> body) {
        return wrong("ViewWords." + word, refusal, op -> body.accept(op.views()));
    }

    static List<Case> insert(String word, String refusal, Consumer<InsertSpec> body) {
        return wrong("InsertSpec." + word, refusal, op -> body.accept(op.insert("t")));
    }

    static List<Case> guardedConstraint(
            String word, String missing, Consumer<ConditionalTable.ConditionalConstraint> body) {
        return wrong(
                "GuardedConstraint." + word,
                "→ " + missing,
                op -> body.accept(op.table("t").constraint("k")));
    }

    static Consumer<Operations> table(Consumer<TableSpec> body) {
        return op -> op.createTable("t", body);
    }
}
