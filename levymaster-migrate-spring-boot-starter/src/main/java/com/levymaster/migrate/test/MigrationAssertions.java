package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;

/**
 * AssertJ assertions for tests of an application:
 *
 * <pre>{@code
 * @SpringBootTest
 * class ModelTest {
 *     @Test
 *     void the_revisions_match_the_entities(@Autowired Migrator migrator) {
 *         assertThat(migrator).hasNoPendingModelChanges();
 *     }
 * }
 * }</pre>
 */
public final class MigrationAssertions {

    private MigrationAssertions() {}

    /** Starts an assertion on a migrator. */
    public static MigratorAssert assertThat(Migrator actual) {
        return new MigratorAssert(actual);
    }
}
