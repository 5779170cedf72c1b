package com.levymaster.migrate.rehearse;

import com.levymaster.migrate.operation.DataOperation.RunJava;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.plan.PreparedRevision;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a transaction one that cannot be committed, while Java of a revision runs in it: a deferred constraint is violated, so that
 * the server rolls back instead.
 */
final class CommitGuard {

    private static final String CREATE = "create temporary table levymaster_rehearsal (n pg_catalog.int4,"
            + " constraint levymaster_rehearsal_is_rolled_back unique (n) deferrable initially deferred) on commit drop";

    /** The constraints that a commit would check, and that are deferred again in the next revision. */
    private static final String DEFERRED = """
            select pg_catalog.format('%I.%I', n.nspname, k.conname) from pg_catalog.pg_constraint k
              join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) k.connamespace
            where k.condeferred and k.conparentid operator(pg_catalog.=) 0 and n.nspname operator(pg_catalog.!~) '^pg_temp'""";

    private final Connection connection;
    private boolean created;

    CommitGuard(Connection connection) {
        this.connection = connection;
    }

    /** Returns whether the step has Java, so that the guard is needed. */
    boolean arm(PreparedRevision.Step step) throws SQLException {
        if (OperationList.leaves(List.of(step.operation())).noneMatch(RunJava.class::isInstance)) {
            return false;
        }
        if (!created) {
            execute(CREATE);
            created = true;
        }
        execute("insert into pg_temp.levymaster_rehearsal values (1), (1)");
        return true;
    }

    /** What a commit finds now is valid. */
    void disarm() throws SQLException {
        execute("delete from pg_temp.levymaster_rehearsal");
    }

    /** Checks what is deferred, as a commit does; in the next revision it is deferred again. */
    void checkDeferred() throws SQLException {
        List<String> deferred = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DEFERRED)) {
            while (rows.next()) {
                deferred.add(rows.getString(1));
            }
        }
        execute("set constraints all immediate");
        if (!deferred.isEmpty()) {
            execute("set constraints " + String.join(", ", deferred) + " deferred");
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
