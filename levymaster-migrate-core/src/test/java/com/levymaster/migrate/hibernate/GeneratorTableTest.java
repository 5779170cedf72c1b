package com.levymaster.migrate.hibernate;

import static com.levymaster.migrate.hibernate.DraftRoundTrip.EVERYTHING;
import static com.levymaster.migrate.hibernate.EvolvingDatabase.KEEPING;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.autogenerate.AutogenerateOptions;
import com.levymaster.migrate.autogenerate.Comparison;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number of a table generator counts, not only the rows that are there: those that were deleted had numbers, too. */
class GeneratorTableTest {

    private static final String TABLE = thing("@GeneratedValue(strategy = GenerationType.TABLE, generator = \"g\")"
            + " @TableGenerator(name = \"g\", table = \"gens\")");
    private static final String SEQUENCE = thing("@GeneratedValue");
    private static final String IDENTITY = thing("@GeneratedValue(strategy = GenerationType.IDENTITY)");

    @AutoClose
    private static final EvolvingDatabase database = new EvolvingDatabase();

    @BeforeEach
    void empty() {
        database.empty();
    }

    private static String thing(String generated) {
        return "@Entity class Thing { @Id " + generated + " Long id; String name; }";
    }

    private static Comparison fromTable(String newer, AutogenerateOptions options) {
        database.create(TABLE);
        database.execute("update gens set next_val = 500", "insert into thing values (77, 'a')");
        return database.evolve(newer, options);
    }

    @Test
    void a_new_sequence_counts_on_behind_it_whether_its_table_is_kept_or_dropped() {
        fromTable(SEQUENCE, KEEPING);
        assertThat(database.rows("select nextval('thing_seq') > 500")).containsExactly("t");
        database.empty();
        fromTable(SEQUENCE, EVERYTHING);
        assertThat(database.rows("select nextval('thing_seq') > 500")).containsExactly("t");
    }

    @Test
    void a_new_identity_counts_on_behind_it_whether_its_table_is_kept_or_dropped() {
        fromTable(IDENTITY, KEEPING);
        assertThat(database.rows("insert into thing (name) values ('b') returning id"))
                .containsExactly("501");
        database.empty();
        fromTable(IDENTITY, EVERYTHING);
        assertThat(database.rows("insert into thing (name) values ('b') returning id"))
                .containsExactly("501");
    }

    @Test
    void a_counter_that_the_downgrade_brings_back_counts_on_behind_it() {
        for (String older : new String[] {SEQUENCE, IDENTITY}) {
            for (AutogenerateOptions options : new AutogenerateOptions[] {KEEPING, EVERYTHING}) {
                database.empty();
                database.create(older);
                Comparison comparison = database.evolve(TABLE, options);
                database.execute("update gens set next_val = 900", "insert into thing (id, name) values (78, 'c')");
                database.run(comparison.downgrade());
                assertThat(database.rows(
                                older.equals(SEQUENCE)
                                        ? "select nextval('thing_seq') > 900"
                                        : "insert into thing (name) values ('b') returning id > 900"))
                        .containsExactly("t");
            }
        }
    }

    @Test
    void its_row_counts_on_behind_the_counter_that_it_replaces_and_that_replaced_it() {
        database.create(SEQUENCE);
        database.execute("select setval('thing_seq', 700)", "insert into thing values (79, 'd')");
        database.evolve(TABLE, EVERYTHING);
        assertThat(database.rows("select next_val > 700 from gens")).containsExactly("t");
        for (String newer : new String[] {SEQUENCE, IDENTITY}) {
            database.empty();
            Comparison comparison = fromTable(newer, KEEPING);
            database.execute(
                    newer.equals(SEQUENCE)
                            ? "select setval('thing_seq', 900)"
                            : "select setval(pg_get_serial_sequence('thing', 'id'), 900)");
            database.run(comparison.downgrade());
            assertThat(database.rows("select next_val > 900 from gens")).containsExactly("t");
        }
    }
}
