package com.levymaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionIndex;
import com.levymaster.migrate.test.GivenData;
import com.levymaster.migrate.test.MigrationLaws;
import com.levymaster.migrate.test.MigrationTest;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Every revision goes up, down and up again, the entities match what they make, and no row is lost on the way. */
@MigrationTest
@GivenData(
        revision = "2a3b4c5d6e7f",
        sql = "insert into import_log (filename, year, created_at, updated_at) values ('old.csv', 2024, now(), now())",
        holds = "select count(*) = 1 from import_log where filename = 'old.csv'")
class HistoryTest implements MigrationLaws {

    @AutoClose
    private static final TestDatabase database = TestDatabase.create();

    @Test
    void the_index_that_the_compiler_wrote_agrees_with_what_the_application_found(@Autowired Migrator migrator) {
        assertThat(RevisionIndex.read(getClass().getClassLoader()))
                .extracting(RevisionDefinition::header)
                .containsExactlyInAnyOrderElementsOf(migrator.graph().headers());
    }

    @DynamicPropertySource
    static void useDatabase(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", database::url);
        registry.add("spring.datasource.username", database::user);
        registry.add("spring.datasource.password", database::password);
    }
}
