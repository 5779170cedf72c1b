package com.levymaster.migrate.autoconfigure.app;

import com.levymaster.migrate.test.GivenData;
import com.levymaster.migrate.test.MigrationLaws;
import com.levymaster.migrate.test.MigrationTest;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The kit, as an application uses it. */
@MigrationTest
@GivenData(
        revision = "b1",
        sql = "insert into note (title) values ('older')",
        holds = "select count(*) = 2 from note where title in ('older', 'first')")
@DirtiesContext
class NoteHistoryTest implements MigrationLaws {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", database::url);
        registry.add("spring.datasource.username", database::user);
        registry.add("spring.datasource.password", database::password);
    }
}
