package com.levymaster.migrate.analysis;

import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RevisionReplayTest {

    @Test
    void what_a_revision_only_drops_and_creates_again_it_has_not_made() {
        Table made = made(op -> op.alterTable("levy", t -> {
            t.dropIndex("ix_twice").was(i -> i.on("twice"));
            t.dropColumn("twice").was(integer()).generatedStored("amount * 2");
            t.addColumn("twice", integer()).generatedStored("amount * 2");
            t.addIndex("ix_twice").on("twice");
            t.addColumn("more", integer());
            t.addIndex("ix_more").on("more");
        }));

        assertThat(made.columns()).extracting(Column::name).containsExactly("more");
        assertThat(made.indexes()).containsOnlyKeys("ix_more");
    }

    @Test
    void a_drop_that_does_not_say_what_there_was_hides_nothing_that_the_revision_makes() {
        Table made = made(op -> op.alterTable("levy", t -> {
            t.dropColumn("legacy");
            t.addColumn("more", integer());
        }));

        assertThat(made.columns()).extracting(Column::name).containsExactly("more");
    }

    private static Table made(Consumer<Operations> upgrade) {
        RevisionDefinitions revisions =
                RevisionDefinitions.of(List.of(Revisions.script(RevisionHeader.of("a1"), true, upgrade)));
        DatabaseSchema actual = DatabaseSchema.empty("public").with(Table.of(ObjectName.of("levy"), List.of()));
        return new RevisionReplay(revisions, RunArguments.NONE, DatabaseSchema.NEWEST_SERVER)
                .made(List.of("a1"), actual)
                .catalog()
                .table(ObjectName.of("levy"))
                .orElseThrow();
    }
}
