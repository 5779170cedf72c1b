package com.levymaster.migrate.rehearse;

import com.levymaster.migrate.error.MigrationException;
import com.levymaster.migrate.error.SqlStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The positions of the sequences before a rehearsal, as far as the role may know them: a rollback does not restore them. */
final class SequencePositions {

    private static final String SQL = """
            select s.seqrelid::pg_catalog.int8, pg_catalog.pg_sequence_last_value(s.seqrelid) from pg_catalog.pg_sequence s
              join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) s.seqrelid
            where c.relpersistence operator(pg_catalog.<>) 't'
              and pg_catalog.has_sequence_privilege(s.seqrelid, 'select, usage')
              and (?::pg_catalog._int8 is null or s.seqrelid::pg_catalog.int8 operator(pg_catalog.=) any (?::pg_catalog._int8))""";

    private final Connection connection;
    private final Limit limit;
    private final Map<Long, Long> before;

    /** Sets the timeouts of the transaction that is open. */
    @FunctionalInterface
    interface Limit {

        void set() throws SQLException;
    }

    private SequencePositions(Connection connection, Limit limit, Map<Long, Long> before) {
        this.connection = connection;
        this.limit = limit;
        this.before = before;
    }

    /** @throws MigrationException if another session locks a sequence for longer than the limit */
    static SequencePositions read(Connection connection, Limit limit) throws SQLException {
        try {
            return new SequencePositions(connection, limit, positions(connection, limit, null));
        } catch (SQLException e) {
            if (!SqlStates.isLockNotAvailable(e)) {
                throw e;
            }
            throw new MigrationException(
                    "Another session has locked a sequence, so that its position cannot be read. Nothing was rehearsed.",
                    "rehearse again when that session has ended its transaction.",
                    e);
        }
    }

    /** The sequences of these that have another position now, one sentence each. */
    List<String> moved(Set<Long> used, KnownRelations known) {
        if (used.isEmpty()) {
            return List.of();
        }
        List<String> moved = new ArrayList<>();
        try {
            positions(connection, limit, used).forEach((id, position) -> {
                KnownRelations.Relation sequence = known.get(id);
                Long first = before.get(id);
                if (sequence != null && !position.equals(first)) {
                    moved.add("sequence " + sequence.title() + " was at " + (first == null ? "its start" : first)
                            + " and is at " + position);
                }
            });
        } catch (SQLException e) {
            new TreeSet<>(used).forEach(id -> {
                KnownRelations.Relation sequence = known.get(id);
                if (sequence != null) {
                    moved.add("sequence " + sequence.title() + ", of which the position cannot be read");
                }
            });
        }
        return moved;
    }

    /** In a transaction of its own, since reading a position locks the sequence. Those that were never used have none. */
    private static Map<Long, Long> positions(Connection connection, Limit limit, @Nullable Set<Long> ids)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            limit.set();
            Map<Long, Long> positions = new TreeMap<>();
            try (PreparedStatement statement = connection.prepareStatement(SQL)) {
                for (int i = 1; i <= 2; i++) {
                    statement.setArray(i, ids == null ? null : connection.createArrayOf("int8", ids.toArray()));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        long position = rows.getLong(2);
                        if (!rows.wasNull()) {
                            positions.put(rows.getLong(1), position);
                        }
                    }
                }
            }
            return positions;
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
