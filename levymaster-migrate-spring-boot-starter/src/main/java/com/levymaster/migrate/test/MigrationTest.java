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
 * <p>The tests run on temporary databases of the application's server, which are dropped at the end; the application's
 * own database is not changed. The user needs the privilege {@code createdb}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
public @interface MigrationTest {

    /**
     * Expected differences between the entities and the database, because a mapping cannot express everything:
     * operations as described by the comparison, such as {@code drop index ix_property_search of property}.
     */
    String[] differences() default {};
}
