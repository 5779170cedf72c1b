package com.levymaster.migrate.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.definition.AppliedRepeatables;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.DataOperation.ExecuteSql;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.store.StepPosition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an earlier version has recorded is still what it was. */
class CommittedStepsTest {

    private static final ExecuteSql WINDOWS = new ExecuteSql("select 'a\r\nb'", null, "a1.sql:3", null);

    /** As versions that did not make line ends equal have recorded it. */
    private static final String RECORDED = Checksums.ofSteps(List.of(new ExecuteSql("select 'a\r\nb'", null)));

    @Test
    void a_safe_form_that_is_half_done_is_that_of_a_version_that_did_not_mark_it() {
        List<Operation> steps = List.of(new ExecuteSql("select 1", null), new ExecuteSql("select 2", null));
        Autocommit safe = new Autocommit(steps, new ExecuteSql("select 3", null), false);
        String recorded = Checksums.ofSteps(List.of(new Autocommit(steps.subList(0, 1))));

        assertThat(CommittedSteps.areOf(recorded, List.of(safe), new StepPosition(1, 2)))
                .isTrue();
    }

    @Test
    void steps_that_were_recorded_with_the_line_ends_of_windows_are_the_same() {
        List<Operation> block = List.of(new Autocommit(List.of(WINDOWS)));

        assertThat(CommittedSteps.areOf(RECORDED, List.of(WINDOWS, WINDOWS), new StepPosition(2, 0)))
                .isTrue();
        assertThat(CommittedSteps.areOf(
                        Checksums.ofSteps(List.of(new Autocommit(List.of(new ExecuteSql("select 'a\r\nb'", null))))),
                        List.of(block.get(0), WINDOWS),
                        new StepPosition(2, 0)))
                .isTrue();
        assertThat(CommittedSteps.areOf(
                        RECORDED,
                        List.of(new ExecuteSql("select 'a b'", null, "a1.sql:3", null), WINDOWS),
                        new StepPosition(2, 0)))
                .isFalse();
    }

    @Test
    void a_repeatable_that_was_recorded_with_them_is_applied() {
        RepeatableContent content = new RepeatableContent("v", "new", "text", "old");

        assertThat(new AppliedRepeatables(Map.of("v", "old")).has(content)).isTrue();
        assertThat(new AppliedRepeatables(Map.of("v", "other")).has(content)).isFalse();
        assertThat(AppliedRepeatables.NONE.has(content)).isFalse();
    }
}
