package com.levymaster.migrate.schema.effect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnRenameInSqlTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rate > 0                      | levy > 0
            RATE > 0 and t.rate < 9       | levy > 0 and t.levy < 9
            "rate" > 0                    | levy > 0
            "Rate" > 0                    | "Rate" > 0
            rates > 0 or rate_2 > 0       | rates > 0 or rate_2 > 0
            kind <> 'rate' and rate > 0   | kind <> 'rate' and levy > 0
            kind <> E'\\'rate' and rate>0 | kind <> E'\\'rate' and levy>0
            kind <> $$rate$$              | kind <> $$rate$$
            (rate)::numeric(5,2) > 1.5    | (levy)::numeric(5,2) > 1.5
            """)
    void only_whole_identifiers_outside_of_literals_are_renamed(String sql, String renamed) {
        assertThat(ColumnRenameInSql.renamed(sql, "rate", "levy")).isEqualTo(renamed);
        assertThat(ColumnRenameInSql.mentions(sql, "rate")).isEqualTo(!sql.equals(renamed));
    }

    @Test
    void the_new_name_is_quoted_where_it_has_to_be() {
        assertThat(ColumnRenameInSql.renamed("rate > 0", "rate", "Levy \"1\"")).isEqualTo("\"Levy \"\"1\"\"\" > 0");
    }
}
