package com.levymaster.migrate.schema.effect;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.UnknownSql;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlReferencesTest {

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
            rate(code) = rate             | rate(code) = levy
            code = 'x'::rate              | code = 'x'::rate
            cast(code as rate) = rate     | cast(code as rate) = levy
            rate '1' < rate               | rate '1' < levy
            (pair).rate > 0               | (pair).rate > 0
            f(rate => 1) > rate           | f(rate => 1) > levy
            code collate rate > ''        | code collate rate > ''
            case when rate then rate end  | case when levy then levy end
            rate between 1 and rate       | levy between 1 and levy
            rate[1:rate] is null          | levy[1:levy] is null
            """)
    void only_references_to_the_column_are_renamed(String sql, String renamed) {
        ColumnReferences references = new ColumnReferences("t", "rate");

        assertThat(references.replaced(sql, "levy")).isEqualTo(renamed);
        assertThat(references.mayBeIn(sql)).isEqualTo(!sql.equals(renamed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            user | user <> 'root'                               | no
            user | "user" <> 'root' and user <> ''              | yes
            date | date > date '2020-01-01'                     | yes
            zone | (seen at time zone 'utc') > zone             | yes
            year | extract(year from seen) > year               | yes
            year | seen > interval '1' year                     | no
            time | time > '10:00'                               | unknown
            rate | other.rate > 0                               | unknown
            rate | code rate                                    | unknown
            """)
    void a_word_of_the_grammar_is_no_column(String column, String sql, String reference) {
        ColumnReferences references = new ColumnReferences("t", column);

        String renamed = references.replaced(sql, "x");

        assertThat(UnknownSql.isUnknown(renamed)).isEqualTo(reference.equals("unknown"));
        assertThat(references.mayBeIn(sql)).isEqualTo(!reference.equals("no"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            status <> 'B'::status          | status <> 'B'::s
            (status)::text = 'x'           | (status)::text = 'x'
            status = any ('{A}'::status[]) | status = any ('{A}'::s[])
            cast(code as status) = status  | cast(code as s) = status
            """)
    void a_column_that_is_named_as_its_type_keeps_its_name(String sql, String renamed) {
        assertThat(new TypeReferences(ObjectName.of("status")).replaced(sql, "s"))
                .isEqualTo(renamed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nextval('sq'::regclass)        | nextval('"Sq 2"'::regclass)
            nextval('public.sq')           | nextval('"Sq 2"')
            nextval('sq'::text)            | nextval('sq'::text)
            nextval('sq_2'::regclass)      | nextval('sq_2'::regclass)
            lower('sq')                    | lower('sq')
            """)
    void a_sequence_is_renamed_in_defaults(String sql, String renamed) {
        SequenceReferences references = new SequenceReferences(DatabaseSchema.empty("public"), ObjectName.of("sq"));

        assertThat(references.replaced(sql, "'\"Sq 2\"'")).isEqualTo(renamed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            select id, status from county                                           | county
            select * from a, b x join only c on true where d.e > 0                  | a b c
            select extract(year from d) from (select 1 from a) s, lateral f(x)      | a
            with w as (select 1 from a) select a is distinct from b from w          | a
            select 1 from s."T" union all (select (select max(x) from b) from c)    | s.T b c
            select 1 from (a join b on true) where exists (select from d order by 1)| a b d
            """)
    void the_relations_of_a_query_are_those_of_its_from_clauses(String query, String relations) {
        Set<String> found = QueryRelations.of(query).stream()
                .map(ObjectName::toString)
                .collect(java.util.stream.Collectors.toSet());

        assertThat(found).containsExactlyInAnyOrder(relations.split(" "));
    }

    @Test
    void a_literal_without_a_cast_may_be_a_label() {
        LabelReferences references = new LabelReferences(ObjectName.of("st"), "A", true);

        assertThat(references.replaced("a = 'A'::st or b = 'A'::text", "'B'"))
                .isEqualTo("a = 'B'::st or b = 'A'::text");
        assertThat(UnknownSql.isUnknown(references.replaced("a = 'A'", "'B'"))).isTrue();
    }
}
