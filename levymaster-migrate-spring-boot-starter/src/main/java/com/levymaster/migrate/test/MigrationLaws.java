package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.springframework.context.ApplicationContext;

/**
 * What must be true of any history, each law a test of the class that implements this. Needs {@link MigrationTest}, or
 * another {@code @SpringBootTest}.
 */
public interface MigrationLaws {

    @Test
    default void the_history_has_one_head(ApplicationContext context) {
        Assertions.assertEquals(
                1,
                context.getBean(Migrator.class).graph().heads().size(),
                () -> "heads: " + context.getBean(Migrator.class).graph().heads());
    }

    /** Down leads back to where up came from, and up again to the same place; those without a way back are passed over. */
    @TestFactory
    default Stream<DynamicTest> every_revision_goes_up_down_and_up_again(ApplicationContext context) {
        RoundTripCheck walk = new RoundTripCheck(context);
        return Stream.concat(
                walk.revisions().stream()
                        .map(revision -> DynamicTest.dynamicTest(revision.title(), () -> walk.run(revision))),
                Stream.of(DynamicTest.dynamicTest("and the databases are gone", walk::close)));
    }

    @TestFactory
    default Stream<DynamicTest> data_survives_the_upgrade(ApplicationContext context, TestInfo test) {
        GivenData[] all = test.getTestClass().orElseThrow().getAnnotationsByType(GivenData.class);
        return Arrays.stream(all)
                .map(given -> DynamicTest.dynamicTest(
                        "data of " + given.revision(), () -> new DataSurvivalCheck(context, given).run()));
    }

    /** Where the application has entities and the test is a {@link MigrationTest}: nothing is left to be generated. */
    @Test
    default void the_entities_match_the_database(ApplicationContext context, TestInfo test) {
        MigrationTest annotation = test.getTestClass().orElseThrow().getAnnotation(MigrationTest.class);
        EntityMatchCheck.run(context, annotation == null ? List.of() : List.of(annotation.differences()));
    }
}
