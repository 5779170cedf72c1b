package com.levymaster.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencedNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create or replace view app.totals as select 1 | totals",
                "create trigger set_updated_at before update on app.property for each row execute function touch() | set_updated_at on property",
                "create or replace constraint trigger t after insert on only_one execute function f() | t on only_one",
                "create policy p on \"T t\" using (true) | p on T t",
                "create event trigger guard on ddl_command_start execute function f() | guard",
                "create function f() returns trigger language sql as 'select on' | f",
            })
    void a_trigger_and_a_policy_have_their_name_on_their_table_only(String sql, String subject) {
        assertThat(ReferencedNames.subject("create", sql)).contains(subject);
        assertThat(subject).startsWith(ReferencedNames.nameOf(subject));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop trigger if exists set_updated_at on t9 | set_updated_at on t9",
                "drop view if exists app.totals cascade | totals"
            })
    void what_is_dropped_has_the_same_name(String sql, String subject) {
        assertThat(ReferencedNames.subject("drop", sql)).contains(subject);
    }
}
