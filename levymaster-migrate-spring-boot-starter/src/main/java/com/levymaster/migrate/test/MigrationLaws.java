package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.revision.RevisionGraph;
import com.levymaster.migrate.revision.RevisionHeader;
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
 * Tests that every revision history must pass. A test class inherits them by implementing this interface; it must be
 * annotated with {@link MigrationTest} or another {@code @SpringBootTest}.
 */
public interface MigrationLaws {

    /** The graph has a single head, or one in each module. */
    @Test
    default void the_history_has_one_head(ApplicationContext context) {
        RevisionGraph graph = context.getBean(Migrator.class).graph();
        boolean several = !graph.competingHeads().isEmpty();
        List<String> heads = (several || graph.modules().isEmpty()
                        ? graph.heads()
                        : graph.heads().subList(0, 1))
                .stream().map(RevisionHeader::title).toList();
        Assertions.assertEquals(
                1,
                heads.size(),
                () -> "The history has " + heads.size() + " heads: " + String.join(", ", heads)
                        + ". Join them with `db merge`.");
    }

    /**
     * Each downgrade restores the schema before its upgrade, and a second upgrade equals the first. Irreversible ones
     * are skipped.
     */
    @TestFactory
    default Stream<DynamicTest> every_revision_goes_up_down_and_up_again(ApplicationContext context) {
        RoundTripCheck check = new RoundTripCheck(context);
        return Stream.concat(
                check.revisions().stream()
                        .map(revision -> DynamicTest.dynamicTest(revision.title(), () -> check.run(revision))),
                Stream.of(DynamicTest.dynamicTest("the databases are dropped", check::close)));
    }

    /** The data of each {@link GivenData} survives the upgrade to the heads. */
    @TestFactory
    default Stream<DynamicTest> data_survives_the_upgrade(ApplicationContext context, TestInfo test) {
        GivenData[] all = test.getTestClass().orElseThrow().getAnnotationsByType(GivenData.class);
        return Arrays.stream(all)
                .map(given -> DynamicTest.dynamicTest(
                        "data of " + given.revision(), () -> new DataSurvivalCheck(context, given).run()));
    }

    /**
     * The entities match the upgraded database, except for {@link MigrationTest#differences()}. Skipped without
     * entities.
     */
    @Test
    default void the_entities_match_the_database(ApplicationContext context, TestInfo test) {
        MigrationTest annotation = test.getTestClass().orElseThrow().getAnnotation(MigrationTest.class);
        EntityMatchCheck.run(context, annotation == null ? List.of() : List.of(annotation.differences()));
    }
}
