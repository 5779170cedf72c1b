package com.levymaster.app;

import com.levymaster.migrate.test.GivenData;
import com.levymaster.migrate.test.MigrationLaws;
import com.levymaster.migrate.test.MigrationTest;
import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
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

    @DynamicPropertySource
    static void useDatabase(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", database::url);
        registry.add("spring.datasource.username", database::user);
        registry.add("spring.datasource.password", database::password);
    }
}
