package com.levymaster.migrate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.all;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.levymaster.migrate.testing.ArchitecturePage;
import com.levymaster.migrate.testing.PackageTable;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ClassesTransformer;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The architecture: a package uses only packages that are earlier in {@link #PACKAGES}. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    static final String ROOT = "com.levymaster.migrate";

    /** The empty name is the root package: what a migration author imports. */
    private static final PackageTable PACKAGES = new PackageTable(List.of(
            "error",
            "sql",
            "schema",
            "schema.effect",
            "revision",
            "diagram",
            "operation",
            "operation.validation",
            "operation.precondition",
            "op",
            "",
            "dialect",
            "diff",
            "render",
            "alembic",
            "lint",
            "definition",
            "sqlrevision",
            "flyway",
            "liquibase",
            "inspect",
            "store",
            "checksum",
            "plan",
            "lock",
            "runner",
            "analysis",
            "autogenerate",
            "adopt",
            "command",
            "verify",
            "hibernate"));

    /** Everything up to and including {@code lint} is a pure function over records. */
    private static final int PURE = PACKAGES.packages().indexOf("lint");

    /** Packages that may have more public classes than the others, with the reason. */
    private static final Map<String, String> PUBLIC_BY_PURPOSE = Map.of(
            "", "imported by migrations",
            "op", "the builders that migrations call",
            "operation", "values that every package reads",
            "sql", "tokens and statements of SQL, for all packages that read SQL",
            "schema", "values that every package reads",
            "schema.effect", "the rules that operations apply to a schema, one class per kind of change",
            "error", "exceptions that users catch");

    @ArchTest
    static final ArchRule every_package_uses_only_packages_that_are_earlier_in_the_table =
            classes().should(PACKAGES.useOnlyEarlierPackages()).because("dependencies go one way");

    @ArchTest
    static final ArchRule every_package_is_in_the_table =
            classes().should(PACKAGES.beListed()).because("each package has its place in the order");

    @ArchTest
    static final ArchRule classes_are_public_only_where_others_need_them = all(packages())
            .should(PACKAGES.havePublicOnlyWhatOthersNeed(PUBLIC_BY_PURPOSE))
            .because("each public class is a promise");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles =
            slices().matching("(**)").should().beFreeOfCycles().because("a cycle is one package that does not know it");

    @ArchTest
    static final ArchRule hibernate_is_used_by_one_package_only = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".hibernate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.hibernate..")
            .because("Hibernate is an optional dependency");

    @ArchTest
    static final ArchRule liquibase_is_used_by_one_package_only = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".liquibase..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("liquibase..")
            .because("Liquibase is an optional dependency");

    @ArchTest
    static final ArchRule flyway_is_used_by_one_package_only = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".flyway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.flywaydb..")
            .because("Flyway is an optional dependency");

    @ArchTest
    static final ArchRule the_core_does_not_know_spring_boot =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.boot..");

    @ArchTest
    static final ArchRule the_lower_packages_are_pure = classes()
            .that(new DescribedPredicate<>("belong to the pure packages") {
                @Override
                public boolean test(JavaClass type) {
                    return PACKAGES.position(type) <= PURE;
                }
            })
            .should(dependOnlyOn(ArchitectureTest::isPure))
            .because("pure functions over records are simple to test and to trust");

    @ArchTest
    static final ArchRule names_say_what_a_class_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveNameMatching(".*(Utils|Manager|Helper|Impl)");

    @ArchTest
    static final ArchRule static_state_is_immutable = fields().that()
            .areStatic()
            .should(new ArchCondition<>("be final and hold nothing that changes") {
                @Override
                public void check(JavaField field, ConditionEvents events) {
                    if (!field.getModifiers().contains(JavaModifier.SYNTHETIC) && isMutable(field)) {
                        events.add(SimpleConditionEvent.violated(field, field.getDescription() + " can change"));
                    }
                }
            })
            .because("static state that changes makes one test depend on another");

    @ArchTest
    static final ArchRule every_package_is_null_marked = all(packages())
            .should(new ArchCondition<>("have a package-info.java with @NullMarked") {
                @Override
                public void check(JavaPackage item, ConditionEvents events) {
                    boolean marked = item.tryGetPackageInfo()
                            .map(info -> info.isAnnotatedWith(NullMarked.class))
                            .orElse(false);
                    if (!marked) {
                        events.add(SimpleConditionEvent.violated(item, item.getName() + " is not @NullMarked"));
                    }
                }
            });

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|(?m)^\\s*//.*$");
    private static final Pattern ALTER_TABLE = Pattern.compile("(?i)alter\\s+table");

    @Test
    void only_the_dialect_writes_alter_table_but_for_our_own_tables() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> writers = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.toString().contains("/dialect/"))
                    .filter(path -> !path.endsWith("store/VersionTableDdl.java"))
                    .filter(path -> !path.endsWith("command/TableShapeCheck.java"))
                    // reads such statements
                    .filter(path -> !path.endsWith("analysis/NamedObjects.java"))
                    .filter(ArchitectureTest::writesAlterTable)
                    .map(Path::toString)
                    .toList();

            Assertions.assertThat(writers).isEmpty();
        }
    }

    @Test
    void the_architecture_page_lists_the_packages_with_their_sentences() {
        Map<String, String> page = ArchitecturePage.read().packages("### Core");

        Assertions.assertThat(page.keySet()).containsExactlyElementsOf(PACKAGES.packages());
        Assertions.assertThat(page).isEqualTo(ArchitecturePage.firstSentences(PACKAGES.packages()));
    }

    private static boolean writesAlterTable(Path source) {
        try {
            String code = COMMENT.matcher(Files.readString(source)).replaceAll("");
            return ALTER_TABLE.matcher(code).find();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isPure(JavaClass origin, JavaClass target) {
        String name = target.getName();
        String from = PACKAGES.packages().get(PACKAGES.position(origin));
        boolean seesJdbc = List.of("", "operation").contains(from);
        boolean isAuthors = from.isEmpty();
        return target.getBaseComponentType().isPrimitive()
                || resideInAPackage(ROOT + "..").test(target)
                || name.startsWith("java.") && (seesJdbc || !name.equals("java.sql.Connection"))
                || name.startsWith("org.jspecify.")
                || seesJdbc && name.startsWith("org.springframework.jdbc.core.")
                || isAuthors && name.startsWith("org.springframework.stereotype.")
                || isAuthors && name.startsWith("org.springframework.core.annotation.");
    }

    private static ArchCondition<JavaClass> dependOnlyOn(java.util.function.BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("depend only on java.*, JSpecify and each other") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    if (!allowed.test(origin, dependency.getTargetClass().getBaseComponentType())) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isMutable(JavaField field) {
        JavaClass type = field.getRawType();
        boolean isInterface = type.isInterface();
        return !field.getModifiers().contains(JavaModifier.FINAL)
                || type.isArray()
                || type.isAssignableTo(ThreadLocal.class)
                || type.getPackageName().startsWith("java.util.concurrent")
                || !isInterface && (type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class));
    }

    private static ClassesTransformer<JavaPackage> packages() {
        return new AbstractClassesTransformer<>("packages") {
            @Override
            public Iterable<JavaPackage> doTransform(com.tngtech.archunit.core.domain.JavaClasses classes) {
                return classes.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
            }
        };
    }
}
