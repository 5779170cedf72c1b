package com.levymaster.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands over random graphs, on the server: what is applied keeps the laws of the graph. */
class RandomCommandsTest {

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_is_commanded_the_rows_are_closed_under_ancestors_in_order_and_as_the_history_tells(long seed) {
        Random random = new Random(seed);
        RandomGraph graph = new RandomGraph(seed);
        Migrator migrator = Migrator.builder(database.dataSource())
                .scripts(graph.shuffled().stream()
                        .map(RandomCommandsTest::script)
                        .toList())
                .build();
        Set<String> applied = graph.applied();
        migrator.stamp(heads(migrator.graph(), applied));
        assertThat(migrator.status().applied()).isEqualTo(applied);
        for (int i = 0; i < 12; i++) {
            check(migrator, command(migrator, graph, random));
        }
    }

    /** Stamped revisions have made no table, and those that were stamped away have left theirs. */
    private static RevisionDefinition script(RevisionHeader header) {
        return new RevisionDefinition(header, true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.execute("create table if not exists \"t" + header.id() + "\" (id int)");
            }

            @Override
            public void downgrade(Operations op) {
                op.execute("drop table if exists \"t" + header.id() + "\"");
            }
        });
    }

    private static String[] heads(RevisionGraph graph, Set<String> applied) {
        return applied.isEmpty()
                ? new String[] {"base"}
                : graph.headsOf(applied).stream().map(RevisionHeader::id).toArray(String[]::new);
    }

    /** One that makes no sense is refused, and changes nothing; of the others, the simple ones are foretold. */
    private static String command(Migrator migrator, RandomGraph graph, Random random) {
        Set<String> before = migrator.status().applied();
        String verb = List.of("upgrade", "downgrade", "stamp").get(random.nextInt(3));
        String target =
                List.of("heads", "base", graph.id(), graph.id(), graph.target()).get(random.nextInt(5));
        String line = verb + " " + target;
        try {
            switch (verb) {
                case "upgrade" -> migrator.upgrade(target);
                case "downgrade" -> migrator.downgrade(target);
                default -> migrator.stamp(target);
            }
        } catch (MigrationException e) {
            assertThat(migrator.status().applied()).as(line).isEqualTo(before);
            return line;
        }
        Set<String> after = migrator.status().applied();
        assertThat(after)
                .as(line)
                .isEqualTo(foretold(verb, target, before, graph).orElse(after));
        return line;
    }

    private static Optional<Set<String>> foretold(String verb, String target, Set<String> before, RandomGraph graph) {
        Set<String> after = new TreeSet<>(before);
        if (target.equals("base")) {
            return Optional.of(verb.equals("upgrade") ? after : Set.of());
        }
        if (verb.equals("downgrade") || !graph.ids().contains(target)) {
            return Optional.empty();
        }
        if (verb.equals("stamp")) {
            after.removeIf(id -> graph.ancestors(id).contains(target));
        }
        after.addAll(graph.ancestors(target));
        return Optional.of(after);
    }

    private void check(Migrator migrator, String line) {
        List<String> rows = strings("select revision from levymaster_version order by ordinal");
        List<String> earlier = new ArrayList<>();
        for (String row : rows) {
            assertThat(migrator.graph().needs(row))
                    .as(line)
                    .extracting(RevisionHeader::id)
                    .isSubsetOf(earlier);
            earlier.add(row);
        }
        assertThat(migrator.status().current())
                .as(line)
                .isEqualTo(migrator.graph().current(rows));
        assertThat(replayed("'upgrade', 'stamp'", "'downgrade', 'unstamp'"))
                .as(line)
                .containsExactlyInAnyOrderElementsOf(rows);
        assertThat(strings("select substr(relname, 2) from pg_class where relkind = 'r' and relname ~ '^t[0-9a-f]+$'"))
                .as(line)
                .containsExactlyInAnyOrderElementsOf(replayed("'upgrade'", "'downgrade'"));
    }

    /** Those of which the history says that what happened to them last is one of these. */
    private List<String> replayed(String there, String gone) {
        return strings("select revision from (select distinct on (revision) revision, event from levymaster_history"
                + " where event in (" + there + ", " + gone + ") order by revision, id desc) latest where event in ("
                + there + ")");
    }

    private List<String> strings(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }
}
