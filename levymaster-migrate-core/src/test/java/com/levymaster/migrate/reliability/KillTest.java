package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.migrator;
import static org.assertj.core.api.Assertions.assertThat;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Several processes migrate at once, and whichever has the lock is killed, stopped or disconnected at a random moment.
 * The seed is in the message of a failure. Rows 1, 4 to 7, 10 and 64 of the fault matrix.
 */
@DisabledOnOs(OS.WINDOWS)
class KillTest {

    private static final int PROCESSES = 3;

    @Test
    void processes_that_are_killed_leave_a_database_that_the_others_bring_to_head() throws Exception {
        rounds(4);
    }

    @Test
    @Tag("nightly")
    void processes_that_are_killed_leave_a_database_that_the_others_bring_to_head_five_hundred_times()
            throws Exception {
        rounds(500);
    }

    private static void rounds(int rounds) throws IOException, InterruptedException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (TestDatabase database = TestDatabase.create()) {
            for (int i = 0; i < rounds; i++) {
                database.execute("drop schema public cascade; create schema public");
                Overlap.prepare(database);
                round(database, random, i % 4);
                assertThat(state(database))
                        .as("round " + i + " of seed " + seed)
                        .isEqualTo("a1 b2 c3 d4 e5, a1 b2 c3 d4 e5, 0 invalid indexes, 0 locks");
                assertThat(Overlap.wasSeen(database))
                        .as("round " + i + " of seed " + seed)
                        .isFalse();
            }
        }
    }

    private static void round(TestDatabase database, Random random, int fault)
            throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(Child.start(database, "guarded"));
        }
        int revisions = random.nextInt(5);
        Optional<Holder> holder = holder(database, processes, revisions);
        if (holder.isPresent()) {
            strike(database, holder.get(), fault);
        }
        for (Process process : processes) {
            process.waitFor();
        }
        migrator(database.dataSource(), Overlap.revisions()).upgrade();
    }

    /** Who has the lock: a session of the server, and the process that it belongs to. */
    private record Holder(int session, long process) {}

    private static void strike(TestDatabase database, Holder holder, int fault)
            throws IOException, InterruptedException {
        String end = "select pg_terminate_backend(" + holder.session() + ")";
        if (fault == 0) {
            signal("KILL", holder);
        } else if (fault == 3) {
            signal("TERM", holder);
        } else if (fault == 1) {
            database.execute(end);
        } else {
            signal("STOP", holder);
            database.execute(end);
            signal("CONT", holder);
        }
    }

    /** As soon as so many revisions are applied; nothing when all processes were faster. */
    private static Optional<Holder> holder(TestDatabase database, List<Process> processes, int revisions) {
        String sql = "select l.pid || ' ' || substring(a.application_name from '([0-9]+)@') from pg_locks l join"
                + " pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted and l.objsubid = 1"
                + " and a.datname = current_database() and (to_regclass('levymaster_version') is null and " + revisions
                + " = 0 or (select count(*) from levymaster_history where event = 'upgrade') >= " + revisions + ")";
        while (processes.stream().anyMatch(Process::isAlive)) {
            Optional<String> found = asked(database, sql);
            if (found.isPresent()) {
                String[] numbers = found.get().split(" ");
                return Optional.of(new Holder(Integer.parseInt(numbers[0]), Long.parseLong(numbers[1])));
            }
        }
        return Optional.empty();
    }

    /** Nothing, too, while there is no history. */
    private static Optional<String> asked(TestDatabase database, String sql) {
        boolean there = database.jdbc()
                .sql("select to_regclass('levymaster_history') is not null")
                .query(Boolean.class)
                .single();
        return there
                ? database.jdbc().sql(sql).query(String.class).list().stream().findFirst()
                : Optional.empty();
    }

    private static void signal(String name, Holder holder) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(holder.process()))
                .start()
                .waitFor();
    }

    private static String state(TestDatabase database) {
        return database.jdbc()
                .sql("select (select string_agg(revision, ' ' order by ordinal) from levymaster_version) || ', ' ||"
                        + " (select string_agg(revision, ' ' order by id) from levymaster_history where event ="
                        + " 'upgrade') || ', ' || (select count(*) from pg_index where not indisvalid) ||"
                        + " ' invalid indexes, ' || (select count(*) from pg_locks l join pg_database d on d.oid ="
                        + " l.database where locktype = 'advisory' and d.datname = current_database()) || ' locks'")
                .query(String.class)
                .single();
    }
}
