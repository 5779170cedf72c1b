package com.levymaster.migrate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.Inspector;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said wrongly is refused when it is said, before anything has run. */
class OperationValidationTest {

    static List<ValidationCases.Case> refusals() {
        return ValidationCases.all().stream()
                .filter(c -> !c.refusal().isEmpty())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void a_sentence_that_is_unfinished_or_contradicts_itself_is_refused_when_it_is_recorded(
            ValidationCases.Case given) {
        String[] parts = given.refusal().split("→", -1);

        assertThatThrownBy(() -> Operations.record(given.body(), new Silent()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll(
                        List.of(parts).stream().map(String::strip).toArray(String[]::new));
    }

    @Test
    void every_word_of_an_author_is_in_the_table() {
        Set<String> told = ValidationCases.all().stream()
                .map(ValidationCases.Case::word)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(words());
    }

    private static Set<String> words() {
        Set<String> words = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.levymaster.migrate")) {
            if (type.getPackageName().equals("com.levymaster.migrate")
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.isInterface()
                    && !type.isEnum()) {
                type.getMethods().stream()
                        .filter(OperationValidationTest::isWord)
                        .forEach(method -> words.add(type.getSimpleName() + "." + method.getName()));
            }
        }
        return words;
    }

    private static boolean isWord(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !method.getName().equals("finish");
    }

    private static final class Silent implements OperationRecorder {

        @Override
        public void record(Operation operation) {
            assertThat(operation).isNotNull();
        }

        @Override
        public Inspector catalog() {
            return DatabaseSchema.empty("public").catalog();
        }
    }
}
