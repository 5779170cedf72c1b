package com.levymaster.migrate.sqlrevision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.definition.GivenRows;
import com.levymaster.migrate.error.MigrationException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenFilesTest {

    private static List<GivenRows> read(String file, String text) {
        return SqlRevisionFiles.given(Map.of(file, text.getBytes(StandardCharsets.UTF_8)), Map.of("name", "Benton"));
    }

    @Test
    void a_file_names_its_revision_and_holds_rows_and_what_they_state() {
        assertThat(read(
                        "7c1e5b0a_two_counties.sql",
                        "insert into county values ('${name}');\n-- holds: select name = '${name}' from county;\n"))
                .containsExactly(new GivenRows(
                        "7c1e5b0a_two_counties",
                        "7c1e5b0a_two_counties.sql",
                        List.of("insert into county values ('Benton')"),
                        List.of("select name = 'Benton' from county")));
    }

    @Test
    void the_longest_id_with_which_the_name_of_a_file_begins_is_meant() {
        GivenRows rows = read("2024_01_two_counties.sql", "select 1;").get(0);

        assertThat(rows.at(List.of("2024", "2024_01", "2024_01_two_c"))
                        .orElseThrow()
                        .revision())
                .isEqualTo("2024_01");
        assertThat(rows.at(List.of("202", "2024_02"))).isEmpty();
    }

    @Test
    void sections_headers_and_copies_are_refused_together() {
        assertThatThrownBy(() -> read(
                        "a1.sql", "-- message: x\n-- upgrade\ninsert into t values (1);\ncopy t from stdin;\n1\n\\.\n"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("a file of rows has no header")
                .hasMessageContaining("has no meaning in a file of rows")
                .hasMessageContaining("rows are given by `insert`, not by `copy`");
    }
}
