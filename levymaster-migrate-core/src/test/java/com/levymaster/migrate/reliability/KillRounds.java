package com.levymaster.migrate.reliability;

import static com.levymaster.migrate.reliability.Revisions.migrator;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.lock.BrokenLock;
import com.levymaster.migrate.testing.CatalogSnapshot;
import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Several processes start to migrate one empty database at once, and one of them meets a fault at a random moment. What
 * must be so afterwards, whatever happened: those who met no fault have succeeded; never were two at work at once; each
 * revision is applied once; the database is as if nothing had happened; no lock and no invalid index is left.
 */
public final class KillRounds implements AutoCloseable {

    private static final int PROCESSES = 3;
    private static final String AT_HEAD = "a1 b2 c3 d4 e5, a1 b2 c3 d4 e5, 0 invalid indexes, 0 locks";

    private final TestDatabase database = TestDatabase.create();
    private final BrokenLock lock;
    private final List<MigrationWorkerProcess> workers = new ArrayList<>();
    private final List<TcpProxy> proxies = new ArrayList<>();
    private final Connection watching;
    private final CatalogSnapshot undisturbed;

    public KillRounds(BrokenLock lock) throws IOException, SQLException {
        this.lock = lock;
        this.watching = database.connection();
        for (int i = 0; i < PROCESSES; i++) {
            proxies.add(new TcpProxy(database.url()));
            workers.add(MigrationWorkerProcess.start(lock));
        }
        empty();
        migrator(database.dataSource(), OverlapDetector.revisions()).upgrade();
        this.undisturbed = CatalogSnapshot.of(database);
    }

    /**
     * One round.
     *
     * @param seed of all that is left to chance
     * @return what was wrong; empty when nothing was
     */
    public String round(long seed, ProcessFault... faults) throws IOException, InterruptedException, SQLException {
        Random random = new Random(seed);
        ProcessFault fault = faults[random.nextInt(faults.length)];
        int revisions = random.nextInt(6) - 1;
        boolean holder = random.nextInt(4) > 0;
        int bystander = random.nextInt(PROCESSES);
        long millis = random.nextInt(300);
        empty();
        List<CompletableFuture<String>> ends = start();
        int victim = await(revisions, ends) ? strike(fault, holder, bystander, millis) : -1;
        String failures = failures(ends, victim);
        proxies.forEach(TcpProxy::heal);
        String wrong = failures + last() + wrong();
        return wrong.isEmpty() ? "" : fault + " at revision " + revisions + ":" + wrong;
    }

    /** A process is killed each time that it has the lock, and started again; the last one is left alone. */
    String loop(int kills) throws IOException, InterruptedException, SQLException {
        empty();
        for (int i = 0; i < kills; i++) {
            CompletableFuture<String> end = migrate(0);
            if (await(-1, List.of(end))) {
                workers.get(0).signal("KILL");
            }
            end.join();
        }
        return last() + wrong();
    }

    /** A process is killed while the server builds an index for it, which the server goes on with. */
    String killWhileAnIndexIsBuilt() throws IOException, InterruptedException, SQLException {
        empty();
        migrator(database.dataSource(), OverlapDetector.revisions()).upgrade("b2");
        boolean held;
        try (Connection writer = database.connection();
                Statement statement = writer.createStatement()) {
            writer.setAutoCommit(false);
            statement.execute("insert into t1 values (0)");
            CompletableFuture<String> end = migrate(0);
            while (one("select pid from pg_stat_activity where query like 'create index concurrently%' and"
                            + " wait_event_type = 'Lock' and datname = current_database()")
                    .isEmpty()) {
                LockSupport.parkNanos(1_000_000);
            }
            workers.get(0).signal("KILL");
            end.join();
            held = holder()[0] != ProcessFault.NO_SESSION;
            writer.commit();
        }
        return (held ? "" : "the lock was free while the index was built; ") + last() + wrong();
    }

    /** Whatever is left to do. */
    private String last() {
        try {
            migrator(database.dataSource(), OverlapDetector.revisions()).upgrade();
            return "";
        } catch (MigrationException e) {
            return " the last one failed: " + e.getMessage();
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        workers.forEach(MigrationWorkerProcess::close);
        for (TcpProxy proxy : proxies) {
            proxy.close();
        }
        watching.close();
        database.close();
    }

    private void empty() {
        database.execute("drop schema public cascade; create schema public");
        OverlapDetector.prepare(database);
    }

    private List<CompletableFuture<String>> start() {
        List<CompletableFuture<String>> ends = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            ends.add(migrate(i));
        }
        return ends;
    }

    private CompletableFuture<String> migrate(int i) {
        if (!workers.get(i).isAlive()) {
            workers.set(i, MigrationWorkerProcess.start(lock));
        }
        String url = proxies.get(i).url(database, "socketTimeout=5");
        return workers.get(i).migrate(url, database.user(), database.password());
    }

    /** Until so many revisions are applied, or somebody has the lock; false when all processes were faster. */
    private boolean await(int revisions, List<CompletableFuture<String>> ends) throws SQLException {
        while (!ends.stream().allMatch(CompletableFuture::isDone)) {
            if (revisions < 0 ? holder()[0] != ProcessFault.NO_SESSION : applied() >= revisions) {
                return true;
            }
            LockSupport.parkNanos(1_000_000); // the processes need the processor more
        }
        return false;
    }

    private int applied() throws SQLException {
        return one("select to_regclass('levymaster_history') is null").equals("t")
                ? -1
                : Integer.parseInt(one("select count(*) from levymaster_history where event = 'upgrade'"));
    }

    /** The session that has the lock, and its process; zeros where nobody has. */
    private int[] holder() throws SQLException {
        String found = one("select l.pid || ' ' || coalesce(substring(a.application_name from '([0-9]+)@'), '0') from"
                + " pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.granted and"
                + " l.objsubid = 1 and a.datname = current_database()");
        String[] numbers = (found.isEmpty() ? "0 0" : found).split(" ");
        return new int[] {Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])};
    }

    /** @return who met the fault */
    private int strike(ProcessFault fault, boolean holder, int bystander, long millis)
            throws IOException, InterruptedException, SQLException {
        int[] found = holder();
        while (lock == BrokenLock.NONE && found[0] != ProcessFault.NO_SESSION && found[1] == 0) {
            found = holder(); // who has just got the lock says its name a moment later
        }
        int victim = bystander;
        int session = ProcessFault.NO_SESSION;
        for (int i = 0; holder && i < PROCESSES; i++) {
            if (workers.get(i).pid() == found[1]) {
                victim = i;
            }
        }
        if (holder) {
            session = found[0];
        }
        fault.strike(database, workers.get(victim), proxies.get(victim), session, millis);
        return victim;
    }

    private String failures(List<CompletableFuture<String>> ends, int victim) {
        StringBuilder failures = new StringBuilder();
        for (int i = 0; i < PROCESSES; i++) {
            String end = ends.get(i).join();
            if (i != victim && !end.equals("ok")) {
                failures.append(" process ").append(i).append(" failed: ").append(end);
            }
        }
        return failures.toString();
    }

    private String wrong() throws SQLException {
        StringBuilder wrong = new StringBuilder();
        if (OverlapDetector.wasSeen(database)) {
            wrong.append(" two were at work at once;");
        }
        String state = state();
        for (long end = System.nanoTime() + 60_000_000_000L;
                lock == BrokenLock.NONE && !state.equals(AT_HEAD) && System.nanoTime() < end; ) {
            state = state();
        }
        if (!state.equals(AT_HEAD)) {
            wrong.append(" the database is at ").append(state).append(';');
        }
        if (!CatalogSnapshot.of(database).equals(undisturbed)) {
            wrong.append(" the schema is another;");
        }
        return wrong.toString();
    }

    /** The sessions of processes that are gone end a moment later. */
    private String state() throws SQLException {
        return one("select (select string_agg(revision, ' ' order by ordinal) from levymaster_version) || ', ' ||"
                + " (select string_agg(revision, ' ' order by id) from levymaster_history where event ="
                + " 'upgrade') || ', ' || (select count(*) from pg_index where not indisvalid) ||"
                + " ' invalid indexes, ' || (select count(*) from pg_locks l join pg_database d on d.oid ="
                + " l.database where locktype = 'advisory' and d.datname = current_database()) || ' locks'");
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = watching.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
