package com.levymaster.migrate.test;

import com.levymaster.migrate.command.Migrator;

/**
 * Assertions for tests of an application, with AssertJ:
 *
 * <pre>{@code
 * @SpringBootTest
 * class ModelTest {
 *     @Test
 *     void the_revisions_make_what_the_entities_want(@Autowired Migrator migrator) {
 *         assertThat(migrator).hasNoPendingModelChanges();
 *     }
 * }
 * }</pre>
 */
public final class MigrationAssertions {

    private MigrationAssertions() {}

    public static MigratorAssert assertThat(Migrator actual) {
        return new MigratorAssert(actual);
    }
}
