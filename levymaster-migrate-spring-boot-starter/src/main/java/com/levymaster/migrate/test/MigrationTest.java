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
 * Starts the application, without a web server, so that its history can be held against the {@link MigrationLaws}:
 *
 * <pre>{@code
 * @MigrationTest
 * @Given(revision = "2a3b4c5d6e7f", sql = "insert into tax_district (id, name) values (1, 'Benton')")
 * class HistoryTest implements MigrationLaws {}
 * }</pre>
 *
 * <p>The application's own database is only asked to create others beside it, which go when the test ends; its user needs
 * {@code createdb}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
public @interface MigrationTest {

    /**
     * What the entities would change and shall not, since a mapping cannot say it: steps as the comparison describes them,
     * such as {@code drop index ix_property_search of property}.
     */
    String[] differences() default {};
}
