package com.levymaster.migrate.liquibase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LiquibaseProjectTest {

    @Test
    void without_its_library_the_dependency_that_is_needed_is_named() {
        ClassLoader without = ClassLoader.getPlatformClassLoader();
        assertThatThrownBy(() -> LiquibaseProject.requireLibrary(without))
                .hasMessageContaining(
                        "The library of Liquibase, which writes the SQL of change sets, is not on the class path."
                                + " Nothing was written.")
                .hasMessageContaining("add the dependency org.liquibase:liquibase-core");
    }

    @Test
    void paths_are_compared_as_liquibase_compares_them() {
        for (String path : new String[] {
            "db/a.xml",
            "classpath:db/a.xml",
            "classpath:/db/a.xml",
            "/db/a.xml",
            "db\\a.xml",
            "C:/db/a.xml",
            "./db/./a.xml",
            "db/x/../y/../a.xml",
            "db//a.xml"
        }) {
            assertThat(new ChangeSetKey(path, "1", "me")).hasToString("db/a.xml::1::me");
        }
        assertThat(new ChangeSetKey("../a.xml", "1", "me")).hasToString("../a.xml::1::me");
    }
}
