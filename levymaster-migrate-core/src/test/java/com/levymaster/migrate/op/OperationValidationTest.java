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

/** Incomplete and invalid operations are refused while they are recorded, before anything is executed. */
class OperationValidationTest {

    private static final Set<String> PACKAGES = Set.of("com.levymaster.migrate", "com.levymaster.migrate.op");

    static List<ValidationCases.Case> refusals() {
        return ValidationCases.all().stream()
                .filter(c -> !c.refusal().isEmpty())
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void an_incomplete_or_invalid_operation_is_refused_when_it_is_recorded(ValidationCases.Case given) {
        String[] parts = given.refusal().split("→", -1);

        assertThatThrownBy(() -> Operations.record(given.body(), new Silent()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContainingAll(
                        List.of(parts).stream().map(String::strip).toArray(String[]::new));
    }

    @Test
    void every_public_method_of_the_author_api_has_a_case() {
        Set<String> covered = ValidationCases.all().stream()
                .map(ValidationCases.Case::method)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(covered).containsExactlyInAnyOrderElementsOf(methods());
    }

    private static Set<String> methods() {
        Set<String> methods = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.levymaster.migrate")) {
            if (PACKAGES.contains(type.getPackageName())
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.isInterface()
                    && !type.isEnum()) {
                type.getMethods().stream()
                        .filter(OperationValidationTest::isAuthorMethod)
                        .forEach(method -> methods.add(type.getSimpleName() + "." + method.getName()));
            }
        }
        return methods;
    }

    private static boolean isAuthorMethod(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC)
                && !method.getName().equals("build");
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
