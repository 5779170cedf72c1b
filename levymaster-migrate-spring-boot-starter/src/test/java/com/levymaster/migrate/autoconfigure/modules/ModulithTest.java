package com.levymaster.migrate.autoconfigure.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.levymaster.migrate.autoconfigure.LevyMigrateAutoConfiguration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.support.GenericApplicationContext;

/** An application with Spring Modulith, of which only the annotation is compiled here. */
class ModulithTest {

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @TempDir
    private Path root;

    private final List<String> files = new ArrayList<>();

    @Test
    void packages_below_the_application_are_modules_and_the_annotation_names_them_otherwise()
            throws IOException, ClassNotFoundException {
        source("org.springframework.modulith", "ApplicationModule", """
            import java.lang.annotation.*;
            @Target(ElementType.PACKAGE)
            @Retention(RetentionPolicy.RUNTIME)
            public @interface ApplicationModule {
                String id() default "";
            }\
            """);
        revision("acme.orders.revisions", "CreateOrder", "o1");
        write("acme.billing", "package-info", """
            @org.springframework.modulith.ApplicationModule(id = "invoices")
            package acme.billing;\
            """);
        revision("acme.billing.revisions", "CreateInvoice", "b1");
        write("acme.shop.catalog", "package-info", """
            @org.springframework.modulith.ApplicationModule
            package acme.shop.catalog;\
            """);
        revision("acme.shop.catalog", "CreateProduct", "c1");
        revision("acme", "CreateCustomer", "a1");
        compile();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {root.toUri().toURL()}, getClass().getClassLoader())) {
            new ApplicationContextRunner()
                    .withClassLoader(loader)
                    .withConfiguration(AutoConfigurations.of(
                            DataSourceAutoConfiguration.class, LevyMigrateAutoConfiguration.class))
                    .withInitializer(context ->
                            AutoConfigurationPackages.register(((GenericApplicationContext) context), "acme"))
                    .withUserConfiguration(
                            loader.loadClass("acme.orders.revisions.CreateOrder"),
                            loader.loadClass("acme.billing.revisions.CreateInvoice"),
                            loader.loadClass("acme.shop.catalog.CreateProduct"),
                            loader.loadClass("acme.CreateCustomer"))
                    .withPropertyValues(
                            "spring.datasource.url=" + database.url(),
                            "spring.datasource.username=" + database.user(),
                            "spring.datasource.password=" + database.password())
                    .run(context -> assertThat(
                                    context.getBean(Migrator.class).graph().headers())
                            .extracting(RevisionHeader::id, RevisionHeader::module)
                            .containsExactlyInAnyOrder(
                                    tuple("o1", "orders"),
                                    tuple("b1", "invoices"),
                                    tuple("c1", "catalog"),
                                    tuple("a1", "")));
        }
    }

    private void revision(String packageName, String name, String id) throws IOException {
        source(packageName, name, """
            @com.levymaster.migrate.Revision(id = "%s")
            class %s implements com.levymaster.migrate.Migration {
                @Override
                public void upgrade(com.levymaster.migrate.op.Operations op) {}
                @Override
                public void downgrade(com.levymaster.migrate.op.Operations op) {}
            }\
            """.formatted(id, name));
    }

    private void source(String packageName, String name, String text) throws IOException {
        write(packageName, name, "package " + packageName + ";\n" + text);
    }

    private void write(String packageName, String name, String text) throws IOException {
        Path file = root.resolve(packageName.replace('.', '/')).resolve(name + ".java");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        files.add(Files.writeString(file, text).toString());
    }

    private void compile() {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", root.toString()));
        arguments.addAll(files);
        assertThat(Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
                        .run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }
}
