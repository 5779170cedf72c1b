package com.levymaster.migrate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Starts the application without a web server, to check its history with {@link MigrationLaws}:
 *
 * <pre>{@code
 * @MigrationTest
 * @GivenData(revision = "2a3b4c5d6e7f", sql = "insert into tax_district (id, name) values (1, 'Benton')")
 * class HistoryTest implements MigrationLaws {}
 * }</pre>
 *
 * <p>The tests run on temporary databases of the application's server, which are dropped at the end; the user needs the
 * privilege {@code createdb}. The application's own database is only asked to create them: nothing is upgraded in it, neither
 * Hibernate nor {@code schema.sql} changes it, and the application's beans are created only if a test asks for them. Only its
 * runners ({@code CommandLineRunner}, {@code ApplicationRunner}) run, as in each {@code @SpringBootTest}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(
        webEnvironment = WebEnvironment.NONE,
        properties = {
            "levymaster.migrate.startup.mode=none",
            "spring.jpa.hibernate.ddl-auto=none",
            "spring.main.lazy-initialization=true",
            "spring.sql.init.mode=never"
        })
public @interface MigrationTest {

    /**
     * Expected differences between the entities and the database, because a mapping cannot express everything:
     * operations as described by the comparison, such as {@code drop index ix_property_search of property}.
     */
    String[] differences() default {};
}
