package com.levymaster.migrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.analysis.BranchConflict;
import com.levymaster.migrate.analysis.RevisionReplay;
import com.levymaster.migrate.definition.RevisionDefinitions;
import com.levymaster.migrate.definition.RunArguments;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.Column;
import com.levymaster.migrate.schema.DatabaseSchema;
import com.levymaster.migrate.schema.ObjectName;
import com.levymaster.migrate.schema.Table;
import com.levymaster.migrate.sqlrevision.SqlRevisionFiles;
import com.levymaster.migrate.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What revisions with SQL of their own do to the schema. */
class RawSqlEffectsTest {

    private static final ObjectName DISTRICT = ObjectName.of("district");

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final Map<String, byte[]> files = new LinkedHashMap<>();

    @Test
    void on_a_scratch_database_it_is_known_what_a_sql_revision_made_but_not_what_an_adopted_one_describes() {
        file("a1", "", "-- adopted: true", "create table district (id bigint primary key);");
        file("b2", "a1", "", "alter table district add name text not null default '';");
        file("c3", "b2", "", "do $$ begin create index ix_name on district (name); end $$;");

        Map<String, List<Operation>> effects =
                new ScratchEffects(revisions(), MigratorSettings.DEFAULT).of(Set.of("b2", "c3"), scratch());

        DatabaseSchema actual = DatabaseSchema.empty("public").with(Table.of(DISTRICT, List.of()));
        RevisionReplay replay = new RevisionReplay(revisions(), RunArguments.NONE, DatabaseSchema.NEWEST_SERVER);
        assertThat(replay.unknown(Set.of("a1", "b2", "c3")).keySet())
                .extracting(RevisionHeader::id)
                .containsExactly("b2", "c3");
        assertThat(Objects.requireNonNull(replay.made(Set.of("a1", "b2", "c3"), actual)
                                .tables()
                                .get(DISTRICT))
                        .columns())
                .isEmpty();
        RevisionReplay observing = replay.observing(effects);
        Table made = Objects.requireNonNull(
                observing.made(Set.of("a1", "b2", "c3"), actual).tables().get(DISTRICT));
        assertThat(made.columns()).extracting(Column::name).containsExactly("name");
        assertThat(made.indexes()).containsOnlyKeys("ix_name");
        assertThat(observing.unknown(Set.of("a1", "b2", "c3"))).isEmpty();
    }

    @Test
    void branches_conflict_if_their_sql_names_the_same_object_unless_each_adds_a_column_of_its_own() {
        file("a1", "", "", "create table district (id bigint); create table levy (id bigint);");
        file("b2", "a1", "", "alter table district add county text;\nalter table levy drop id;");
        file("c3", "a1", "", "alter table district add state text;\nalter table \"levy\" rename to tax;");

        assertThat(conflicts(null)).extracting(BranchConflict::object).containsExactly("levy");
        assertThat(conflicts(scratch())).extracting(BranchConflict::object).containsExactly("levy");
    }

    @Test
    void what_no_name_tells_is_named_without_a_scratch_database_and_known_with_one() {
        file("a1", "", "", "create table district (id bigint);");
        file("b2", "a1", "", "do $$ begin execute 'alter table district alter id type numeric'; end $$;");
        file("c3", "a1", "", "do $$ begin alter table district alter id type integer; end $$;");

        assertThat(conflicts(null)).isEmpty();
        assertThat(migrator().unknownChanges(tips()))
                .extracting(change -> change.revision().id())
                .containsExactly("b2", "c3");
        assertThat(conflicts(scratch())).extracting(BranchConflict::object).containsExactly("district");
    }

    private void file(String id, String parent, String more, String sql) {
        String text = "-- revision: " + id + "\n" + (parent.isEmpty() ? "" : "-- down_revision: " + parent + "\n")
                + more + "\n-- upgrade\n" + sql;
        files.put(id + ".sql", text.getBytes(StandardCharsets.UTF_8));
    }

    private RevisionDefinitions revisions() {
        return RevisionDefinitions.of(SqlRevisionFiles.read(files, Map.of()));
    }

    private Migrator migrator() {
        return Migrator.builder(database.dataSource())
                .scripts(SqlRevisionFiles.read(files, Map.of()))
                .build();
    }

    private List<RevisionHeader> tips() {
        return List.copyOf(revisions().graph().heads());
    }

    private Collection<BranchConflict> conflicts(@Nullable ScratchServer scratch) {
        return migrator().conflicts(tips(), scratch);
    }

    private ScratchServer scratch() {
        return new ScratchServer(database.url(), database.user(), database.password());
    }
}
