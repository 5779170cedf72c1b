package com.levymaster.migrate.analysis;

import static com.levymaster.migrate.Types.integer;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.reliability.Revisions;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class RevisionReplayTest {

    @Test
    void what_a_revision_only_drops_and_creates_again_it_has_not_made() {
        RevisionDefinitions revisions = RevisionDefinitions.of(List.of(Revisions.script(
                RevisionHeader.of("a1"),
                true,
                op -> op.alterTable("levy", t -> {
                    t.dropIndex("ix_twice").was(i -> i.on("twice"));
                    t.dropColumn("twice").was(integer()).generatedStored("amount * 2");
                    t.addColumn("twice", integer()).generatedStored("amount * 2");
                    t.addIndex("ix_twice").on("twice");
                    t.addColumn("more", integer());
                    t.addIndex("ix_more").on("more");
                }))));
        DatabaseSchema actual = DatabaseSchema.empty("public").with(Table.of(ObjectName.of("levy"), List.of()));

        Table made = new RevisionReplay(revisions, RunArguments.NONE)
                .made(List.of("a1"), actual)
                .catalog()
                .table(ObjectName.of("levy"))
                .orElseThrow();

        assertThat(made.columns()).extracting(Column::name).containsExactly("more");
        assertThat(made.indexes()).containsOnlyKeys("ix_more");
    }
}
