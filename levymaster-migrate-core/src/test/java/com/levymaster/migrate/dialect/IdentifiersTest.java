package com.levymaster.migrate.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("row-58")
@Tag("row-59")
class IdentifiersTest {

    @AutoClose
    static final TestDatabase database = TestDatabase.create();

    private static final List<String> PIECES = List.of(
            "a", "z", "_", "0", "9", "$", "A", " ", "\"", "'", ".", "-", "é", "ß", "名", "😀", "select", "user", "order",
            "\t", "\n", "\\", ";", "--", "/*", "%", "?");

    @Test
    void every_name_is_quoted_exactly_when_the_server_would_quote_it() {
        List<String> names = names(5000);
        names.addAll(database.jdbc()
                .sql("select word from pg_get_keywords()")
                .query(String.class)
                .list());

        assertThat(names.stream().map(Identifiers::quote).toList()).isEqualTo(quotedByServer(names));
    }

    @Test
    void every_name_comes_back_from_the_catalog_as_it_was_given() {
        List<String> names = names(300).stream().distinct().toList();
        String columns = names.stream().map(n -> Identifiers.quote(n) + " int").collect(Collectors.joining(", "));

        database.execute("create table fuzzed (" + columns + ")");

        assertThat(database.jdbc()
                        .sql("select attname from pg_attribute where attrelid = 'fuzzed'::regclass and attnum > 0"
                                + " order by attnum")
                        .query(String.class)
                        .list())
                .isEqualTo(names);
    }

    @Test
    void a_name_of_a_schema_is_quoted_part_by_part() {
        assertThat(Identifiers.quote(ObjectName.of("Tax", "order"))).isEqualTo("\"Tax\".\"order\"");
        assertThat(Identifiers.quote(ObjectName.of("tax.district"))).isEqualTo("\"tax.district\"");
    }

    @Test
    void a_name_that_the_server_would_cut_off_is_refused() {
        String sixtyThree = "é".repeat(31) + "x";

        assertThat(Identifiers.quote(sixtyThree)).isEqualTo('"' + sixtyThree + '"');
        assertThatThrownBy(() -> Identifiers.quote(sixtyThree + "y"))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("is 64 bytes long; PostgreSQL keeps 63");
    }

    @Test
    void names_that_are_none_are_refused() {
        assertThatThrownBy(() -> Identifiers.quote("")).hasMessageContaining("A name is empty");
        assertThatThrownBy(() -> Identifiers.quote("a\0b")).hasMessageContaining("'a\\0b' contains a NUL character");
    }

    private static List<String> names(int count) {
        Random random = new Random(20261123);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder();
            int pieces = 1 + random.nextInt(6);
            for (int j = 0; j < pieces; j++) {
                name.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            names.add(name.toString());
        }
        return names;
    }

    private static List<String> quotedByServer(List<String> names) {
        return database.jdbc()
                .sql("select quote_ident(n) from unnest(:names::text[]) with ordinality as u (n, i) order by i")
                .params(Map.of("names", names.toArray(String[]::new)))
                .query(String.class)
                .list();
    }
}
