package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class AdoptableDatabaseTest {

    @Test
    void tables_in_schemas_that_are_not_on_the_search_path_are_counted_apart() {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute("create schema audit", "create table audit.log (id bigint)");
            Migrator bare = Migrator.builder(database.dataSource()).build();
            assertThat(bare.status().adoptable()).isEmpty();

            database.execute("create table item (id bigint)");

            assertThat(bare.status().adoptable())
                    .hasValue("1 table and 1 in schemas that are not on the search path, no revision history:"
                            + " `db adopt` takes the database over");
        }
    }
}
