package com.levymaster.migrate.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import com.levymaster.migrate.diff.RenameHint;
import com.levymaster.migrate.schema.ObjectName;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of values, and of what is defined with them, when the mapping stores them in another way. */
class DraftedValuesTest {

    private static final String NAMED = "@Entity class Thing { @Id Long id; %s size;"
            + " @JdbcTypeCode(SqlTypes.NAMED_ENUM) Mood mood; } enum Mood { SAD, %s }";

    private static final AutogenerateOptions RENAMED = AutogenerateOptions.DEFAULT.withRenames(
            List.of(RenameHint.column(ObjectName.of("thing", "mood"), "GLAD", "HAPPY", "--rename")));

    @AutoClose
    private static final EvolvingDatabase database = new EvolvingDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void what_uses_a_value_of_an_enum_type_follows_its_rename_and_is_created_again_with_it() {
        database.create(NAMED.formatted("int", "HAPPY"));
        database.execute(
                "create view happy as select id, size from thing where mood = 'HAPPY'",
                "alter table thing add constraint ck check (mood <> 'HAPPY' or size > 0)",
                "create index ix on thing (id) where mood = 'HAPPY'",
                "create policy large on thing using (mood = 'HAPPY' and size > 1)",
                "insert into thing (id, size, mood) values (1, 2, 'HAPPY')");

        Comparison alone = database.evolve(NAMED.formatted("int", "GLAD"), RENAMED);
        assertThat(alone.operations()).hasSize(1);
        database.run(alone.downgrade());

        Comparison retyped = database.evolve(NAMED.formatted("long", "GLAD"), RENAMED);
        assertThat(database.rows("select id::text from happy")).containsExactly("1");
        database.run(retyped.downgrade());
        assertThat(database.rows("select id::text from happy")).containsExactly("1");
    }

    @Test
    void what_uses_a_value_that_is_removed_or_within_an_array_is_refused_by_name() {
        database.create(NAMED.formatted("int", "HAPPY"));
        database.execute(
                "create view happy as select id, size from thing where mood = 'HAPPY'",
                "create view either as select id, size from thing where mood = any ('{SAD,HAPPY}')",
                "create policy large on thing using (mood = 'HAPPY' and size > 1)");

        assertThat(database.compare(
                                database.model(NAMED.formatted("long", "GLAD")), EvolvingDatabase.KEEPING)
                        .obstacles())
                .containsExactly(
                        "policy large on table thing uses the value HAPPY of enum mood, which is removed",
                        "view either uses the value HAPPY of enum mood, which is removed",
                        "view happy uses the value HAPPY of enum mood, which is removed");
        assertThat(database.compare(database.model(NAMED.formatted("long", "GLAD")), RENAMED)
                        .obstacles())
                .containsExactly("view either uses a value of an enum that is renamed, in an array or a row");
    }
}
