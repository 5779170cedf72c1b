package com.levymaster.migrate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.levymaster.migrate.testing.ArchitecturePage;
import com.levymaster.migrate.testing.ArchitecturePage.Hop;
import com.levymaster.migrate.testing.PackageTable;
import com.levymaster.migrate.testing.Walk;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The architecture of the starter; and the walks of the architecture page, which cross both modules. */
@AnalyzeClasses(packages = StarterArchitectureTest.ROOT, importOptions = StarterArchitectureTest.OfTheStarter.class)
class StarterArchitectureTest {

    static final String ROOT = "com.levymaster.migrate";
    private static final int MIGRATE_HOPS = 20;
    private static final Path SOURCES = Path.of("src", "main", "java", "com", "levymaster", "migrate");

    /** Of the same root package, the core is a library here. */
    static final class OfTheStarter implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return location.contains("spring-boot-starter/target/classes");
        }
    }

    private static final PackageTable PACKAGES = new PackageTable(List.of(
            "autoconfigure.event",
            "autoconfigure.revision",
            "autoconfigure",
            "autoconfigure.container",
            "actuate",
            "actuate.endpoint",
            "cli.output",
            "cli.command",
            "cli",
            "test"));

    @ArchTest
    static final ArchRule every_package_uses_only_packages_that_are_earlier_in_the_table = classes()
            .should(PACKAGES.useOnlyEarlierPackages())
            .because("what starts the migrations does not know who reads their state");

    @ArchTest
    static final ArchRule every_package_is_in_the_table = classes().should(PACKAGES.beListed());

    @ArchTest
    static final ArchRule classes_are_public_only_where_others_need_them = all(packages())
            .should(PACKAGES.havePublicOnlyWhatOthersNeed(Map.of()))
            .because("each public class is a promise");

    @ArchTest
    static final ArchRule the_test_support_uses_neither_endpoint_nor_command_line = noClasses()
            .that()
            .resideInAPackage(ROOT + ".test..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".actuate..", ROOT + ".cli..");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_start_does_without_everything_optional = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".autoconfigure", ROOT + ".autoconfigure.event")
            .and()
            .haveNameNotMatching(".*\\.EntityModel(s|AutoConfiguration|PostProcessor)")
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
    void the_architecture_page_lists_the_packages_with_their_sentences() {
        Map<String, String> page = ArchitecturePage.read().packages("### Starter");

        Assertions.assertThat(page.keySet()).containsExactlyElementsOf(PACKAGES.packages());
        Assertions.assertThat(page).isEqualTo(ArchitecturePage.firstSentences(PACKAGES.packages()));
    }

    @Test
    void the_start_takes_the_walk_of_the_architecture_page() {
        List<Hop> hops = ArchitecturePage.read().walk("### Start with pending revisions");

        Assertions.assertThat(new Walk(allClasses(), hops).brokenHops(Set.of("LevyMigrateInitializer")))
                .isEmpty();
        Assertions.assertThat(hops.subList(hops.indexOf(new Hop("Migrator", "upgrade")), hops.size()))
                .hasSizeLessThanOrEqualTo(16);
    }

    @Test
    void db_migrate_takes_the_walk_of_the_architecture_page() {
        List<Hop> hops = ArchitecturePage.read().walk("### `db migrate`");

        Assertions.assertThat(new Walk(allClasses(), hops)
                        .brokenHops(Set.of(
                                "CommandLineRunListener", "CommandApplicationContextFactory", "EntityModelIntegrator")))
                .isEmpty();
        Assertions.assertThat(hops).hasSizeBetween(1, MIGRATE_HOPS);
    }

    private static JavaClasses allClasses() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(ROOT);
    }

    private static ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(JavaClasses classes) {
                return classes.stream()
                        .map(JavaClass::getPackage)
                        .filter(item -> PACKAGES.packages().contains(relative(item)))
                        .collect(Collectors.toSet());
            }
        };
    }

    private static String relative(JavaPackage item) {
        return item.getName().equals(ROOT) ? "" : item.getName().substring(ROOT.length() + 1);
    }

    @Test
    void every_class_of_the_starter_is_imported() {
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
