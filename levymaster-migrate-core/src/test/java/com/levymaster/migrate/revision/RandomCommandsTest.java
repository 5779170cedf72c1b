package com.levymaster.migrate.revision;

import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Operations;
import com.levymaster.migrate.command.Migrator;
import com.levymaster.migrate.error.MigrateException;
import com.levymaster.migrate.script.Script;
import com.levymaster.migrate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        Migrator migrator = Migrator.builder(database.dataSource())
                .scripts(new RandomGraph(seed)
                        .shuffled().stream().map(RandomCommandsTest::script).toList())
                .build();
        migrator.upgrade("heads");
        check(migrator, "upgrade heads");
        for (int i = 0; i < 10; i++) {
            check(migrator, command(migrator, random));
        }
    }

    private static Script script(RevisionHeader header) {
        return new Script(header, true, () -> new Migration() {
            @Override
            public void upgrade(Operations op) {
                op.execute("create table \"t" + header.id() + "\" (id int)")
                        .reversedBy("drop table \"t" + header.id() + "\"");
            }

            @Override
            public void downgrade(Operations op) {
                op.undo(this::upgrade);
            }
        });
    }

    /** One that makes no sense is refused, and changes nothing. */
    private String command(Migrator migrator, Random random) {
        List<RevisionHeader> all = migrator.graph().headers();
        String id = all.get(random.nextInt(all.size())).id();
        Set<String> before = migrator.status().applied();
        String line = "";
        try {
            switch (random.nextInt(5)) {
                case 0 -> {
                    line = "upgrade " + id;
                    migrator.upgrade(id);
                }
                case 1 -> {
                    line = "downgrade " + id;
                    migrator.downgrade(id);
                }
                case 2 -> {
                    line = "downgrade base";
                    migrator.downgrade("base");
                }
                case 3 -> {
                    line = "downgrade " + id + "@-1";
                    migrator.downgrade(id + "@-1");
                }
                default -> {
                    line = "upgrade heads";
                    migrator.upgrade("heads");
                }
            }
        } catch (MigrateException e) {
            assertThat(migrator.status().applied()).as(line).isEqualTo(before);
        }
        return line;
    }

    private void check(Migrator migrator, String line) {
        List<String> rows = database.jdbc()
                .sql("select revision from levymaster_version order by ordinal")
                .query(String.class)
                .list();
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
        assertThat(tables()).as(line).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(replayed()).as(line).containsExactlyInAnyOrderElementsOf(rows);
    }

    private List<String> tables() {
        return database.jdbc()
                .sql("select substr(relname, 2) from pg_class where relkind = 'r' and relname ~ '^t[0-9a-f]+$'")
                .query(String.class)
                .list();
    }

    private List<String> replayed() {
        return database.jdbc()
                .sql(
                        "select revision from levymaster_history where event in ('upgrade', 'downgrade') group by revision"
                                + " having count(*) filter (where event = 'upgrade') > count(*) filter (where event = 'downgrade')")
                .query(String.class)
                .list();
    }
}
