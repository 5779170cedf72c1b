package com.levymaster.migrate.rehearse;

import com.levymaster.migrate.rehearse.KnownRelations.Relation;
import com.levymaster.migrate.rehearse.Rehearsal.MeasuredStatement;
import com.levymaster.migrate.rehearse.Rehearsal.TakenLock;
import com.levymaster.migrate.runner.RehearsalStoppedException;
import com.levymaster.migrate.runner.StatementObserver;
import com.levymaster.migrate.sql.ReferencedNames;
import com.levymaster.migrate.sql.SqlStatements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Measures statements by what the server says of its own session after each of them. */
final class Measurement implements StatementObserver {

    private static final String LIMITS = """
            select pg_catalog.set_config('lock_timeout', ?, true), pg_catalog.set_config('statement_timeout', ?, true)""";

    private static final String STATE = """
            select l.relation::pg_catalog.int8, l.mode, coalesce(pg_catalog.pg_relation_filenode(l.relation)::pg_catalog.int8, 0),
              pg_catalog.pg_stat_get_xact_tuples_returned(l.relation)
            from pg_catalog.pg_locks l
            where l.locktype operator(pg_catalog.=) 'relation' and l.granted
              and l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()
              and l.database operator(pg_catalog.=) (select d.oid from pg_catalog.pg_database d
                where d.datname operator(pg_catalog.=) pg_catalog.current_database())""";

    private static final long SHORTEST = 100;

    /** Statements whose locks on what they name keep no writers waiting. */
    private static final Pattern WEAK =
            Pattern.compile("(select|with|insert|update|delete|merge|copy|comment|set|analyze)\\b.*"
                    + "|create (or replace )?(view|materialized view|function|procedure|sequence|statistics)\\b.*"
                    + "|alter (foreign )?table \\S+( \\. \\S+)? validate constraint [^,]*");

    private final Connection connection;
    private final RehearsalSettings settings;
    private final KnownRelations known;
    private final long begin = System.nanoTime();
    private final Map<Long, LockMode> held = new HashMap<>();
    private final Map<Long, LockMode> heldBefore = new HashMap<>();
    private final Map<Long, LockMode> ofRevision = new HashMap<>();
    private final Map<Long, Long> nodes = new HashMap<>();
    private final Map<Long, Long> read = new HashMap<>();
    private final Set<Long> sequences = new HashSet<>();
    private final List<UnfinishedStatement> statements = new ArrayList<>();
    private Duration spent = Duration.ZERO;
    private long start;

    /**
     * A statement of which it is not known yet how long its locks are held.
     *
     * @param begin since the beginning of its revision
     */
    record UnfinishedStatement(MeasuredStatement statement, Duration begin) {

        MeasuredStatement heldUntil(Duration end) {
            return new MeasuredStatement(
                    statement.sql(),
                    statement.duration(),
                    statement.rows(),
                    statement.locks().stream()
                            .map(lock -> new TakenLock(
                                    lock.table(), lock.tableRows(), lock.mode(), lock.atMost(), end.minus(begin)))
                            .toList(),
                    statement.rewritten(),
                    statement.read());
        }
    }

    Measurement(Connection connection, RehearsalSettings settings, KnownRelations known) {
        this.connection = connection;
        this.settings = settings;
        this.known = known;
    }

    /** The locks of the revisions before are held on, so that it cannot be seen that the next one takes them too. */
    void beginRevision() {
        heldBefore.clear();
        heldBefore.putAll(held);
        ofRevision.clear();
        spent = Duration.ZERO;
    }

    /** Returns the statements since the last call. */
    List<UnfinishedStatement> take() {
        List<UnfinishedStatement> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    /** The sum of the statements of the revision. */
    Duration spent() {
        return spent;
    }

    /**
     * The sequences that the transaction has used, also in statements that failed: their locks stay until its end. If a step has
     * ended it, only those that are known already.
     */
    Set<Long> sequences() {
        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery(STATE)) {
            while (state.next()) {
                Relation relation = known.get(state.getLong(1));
                if (relation != null && relation.isSequence()) {
                    sequences.add(state.getLong(1));
                }
            }
        } catch (SQLException e) {
            return sequences;
        }
        return sequences;
    }

    @Override
    public void before() throws SQLException {
        long left = settings.totalTimeout().toMillis()
                - Duration.ofNanos(System.nanoTime() - begin).toMillis();
        if (left <= 0) {
            throw new RehearsalStoppedException(
                    "The rehearsal has taken " + settings.totalTimeout().toMillis()
                            + " ms, and holds its locks meanwhile.",
                    "rehearse on a clone (--url) with a longer levymaster.migrate.rehearse.total-timeout.");
        }
        limit(Math.max(SHORTEST, Math.min(left, settings.statementTimeout().toMillis())));
        start = System.nanoTime();
    }

    /** Sets the timeouts of a transaction in which something is only read. */
    void limit() throws SQLException {
        limit(settings.statementTimeout().toMillis());
    }

    private void limit(long statement) throws SQLException {
        try (PreparedStatement limits = connection.prepareStatement(LIMITS)) {
            limits.setString(1, String.valueOf(settings.lockTimeout().toMillis()));
            limits.setString(2, String.valueOf(statement));
            limits.execute();
        }
    }

    @Override
    public void after(String sql, long rows) throws SQLException {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        List<TakenLock> locks = new ArrayList<>(alreadyHeld(sql));
        Set<String> rewritten = new HashSet<>();
        Set<String> scanned = new HashSet<>();
        Map<Long, LockMode> now = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet state = statement.executeQuery(STATE)) {
            while (state.next()) {
                long id = state.getLong(1);
                Relation relation = known.get(id);
                if (relation != null) {
                    now.merge(id, LockMode.of(state.getString(2)), Measurement::stronger);
                    compare(id, relation, state.getLong(3), state.getLong(4), rewritten, scanned);
                }
            }
        }
        now.forEach((id, mode) -> {
            if (mode != held.put(id, mode)) {
                add(id, mode, false, locks);
            }
        });
        statements.add(new UnfinishedStatement(
                new MeasuredStatement(sql, duration, rows, locks, sorted(rewritten), sorted(scanned)), spent));
        spent = spent.plus(duration);
    }

    private void compare(
            long id, Relation relation, long node, long tuples, Set<String> rewritten, Set<String> scanned) {
        if (relation.isSequence()) {
            sequences.add(id);
            return;
        }
        Long before = nodes.put(id, node);
        if (node != 0 && node != (before == null ? relation.node() : before)) {
            rewritten.add(relation.kind() == 'i' ? "index " + relation.title() : relation.title());
        }
        Long earlier = read.put(id, tuples);
        if (relation.isTable() && tuples > (earlier == null ? 0 : earlier)) {
            scanned.add(relation.title());
        }
    }

    private void add(long id, LockMode mode, boolean atMost, List<TakenLock> locks) {
        Relation relation = known.get(id);
        LockMode before = ofRevision.get(id);
        if (relation != null && relation.isTable() && (before == null || before.compareTo(mode) < 0)) {
            ofRevision.put(id, mode);
            locks.add(new TakenLock(relation.title(), relation.rows(), mode, atMost, Duration.ZERO));
        }
    }

    /** Locks of earlier revisions that the statement may take too: those on the tables that it names, as far as its command does. */
    private List<TakenLock> alreadyHeld(String sql) {
        List<TakenLock> locks = new ArrayList<>();
        LockMode most = strongest(SqlStatements.plain(sql));
        if (!heldBefore.isEmpty() && most.isStrong()) {
            Set<String> names = ReferencedNames.of(sql);
            new TreeMap<>(heldBefore).forEach((id, mode) -> {
                Relation relation = known.get(id);
                if (relation != null && mode.isStrong() && names.contains(relation.name())) {
                    add(id, mode.compareTo(most) < 0 ? mode : most, true, locks);
                }
            });
        }
        return locks;
    }

    private static LockMode strongest(String plain) {
        if (WEAK.matcher(plain).matches()) {
            return LockMode.ACCESS_SHARE;
        }
        if (plain.matches("create (unique )?index\\b.*")) {
            return LockMode.SHARE;
        }
        return plain.matches("create (or replace )?(constraint )?trigger\\b.*")
                ? LockMode.SHARE_ROW_EXCLUSIVE
                : LockMode.ACCESS_EXCLUSIVE;
    }

    private static LockMode stronger(LockMode one, LockMode other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
