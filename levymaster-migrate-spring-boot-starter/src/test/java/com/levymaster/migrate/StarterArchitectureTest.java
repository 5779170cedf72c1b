package com.levymaster.migrate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The starter's part of the house. */
@AnalyzeClasses(packages = StarterArchitectureTest.ROOT, importOptions = StarterArchitectureTest.OfTheStarter.class)
class StarterArchitectureTest {

    static final String ROOT = "com.levymaster.migrate";
    private static final Path SOURCES = Path.of("src", "main", "java", "com", "levymaster", "migrate");

    /** Of the same root package, the core is a library here. */
    static final class OfTheStarter implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return location.contains("spring-boot-starter/target/classes");
        }
    }

    @ArchTest
    static final ArchRule each_package_knows_only_those_below_it = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("autoconfigure")
            .definedBy(ROOT + ".autoconfigure..")
            .layer("actuate")
            .definedBy(ROOT + ".actuate..")
            .layer("cli")
            .definedBy(ROOT + ".cli..")
            .layer("test")
            .definedBy(ROOT + ".test..")
            .whereLayer("test")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("actuate")
            .mayOnlyBeAccessedByLayers("cli")
            .because("what starts the migrations knows nothing of those who look at them");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_start_does_without_everything_optional = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".autoconfigure", ROOT + ".autoconfigure.event")
            .and()
            .doNotHaveSimpleName("EntityModelAutoConfiguration")
            .and()
            .doNotHaveSimpleName("PersistenceUnits")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.hibernate..",
                    "jakarta..",
                    "io.micrometer..",
                    "org.springframework.boot.actuate..",
                    "org.springframework.boot.health..",
                    "org.springframework.boot.testcontainers..",
                    "org.testcontainers..",
                    "org.junit..",
                    "picocli..")
            .because("the starter runs without them");

    @ArchTest
    static final ArchRule the_page_does_without_the_actuator = noClasses()
            .that()
            .haveSimpleName("MigrationsPage")
            .or()
            .haveSimpleName("GraphSection")
            .or()
            .haveSimpleName("MigrationState")
            .or()
            .haveSimpleName("EventDescriptor")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.boot.actuate..", "io.micrometer..")
            .because("db report writes it in applications that have none");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            noClasses().should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)");

    @ArchTest
    static final ArchRule static_fields_are_final = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
            .should()
            .beFinal()
            .because("the class loader of a restart must be able to go");

    @Test
    void every_class_of_the_starter_is_looked_at() {
        JavaClasses classes =
                new ClassFileImporter().withImportOption(new OfTheStarter()).importPackages(ROOT);

        Assertions.assertThat(classes.size()).isGreaterThan(100);
    }

    @Test
    void every_package_is_null_marked() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            List<Path> unmarked = all.filter(Files::isDirectory)
                    .filter(StarterArchitectureTest::hasClasses)
                    .filter(directory -> !isMarked(directory))
                    .toList();

            Assertions.assertThat(unmarked).isEmpty();
        }
    }

    private static boolean hasClasses(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isMarked(Path directory) {
        try {
            Path info = directory.resolve("package-info.java");
            return Files.exists(info) && Files.readString(info).contains("@NullMarked");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
