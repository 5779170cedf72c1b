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
final class CommitPrevention {

    private static final String CREATE = "create temporary table pg_temp.levymaster_rehearsal (n pg_catalog.int4,"
            + " constraint levymaster_rehearsal_is_rolled_back unique (n) deferrable initially deferred) on commit drop";

    /**
     * Names of constraints that a transaction may defer, and whether one of them is deferred at its beginning. Names that the role
     * cannot look up, or that constraints which cannot be deferred have too, would be refused.
     */
    private static final String DEFERRABLE = """
            select pg_catalog.format('%I.%I', n.nspname, k.conname), pg_catalog.bool_or(k.condeferred) from pg_catalog.pg_constraint k
              join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) k.connamespace
            where n.nspname operator(pg_catalog.!~) '^pg_temp' and pg_catalog.has_schema_privilege(n.oid, 'usage')
            group by 1 having pg_catalog.bool_and(k.condeferrable)""";

    private final Connection connection;
    private boolean created;

    CommitPrevention(Connection connection) {
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
        execute("set constraints pg_temp.levymaster_rehearsal_is_rolled_back deferred");
        execute("insert into pg_temp.levymaster_rehearsal values (1), (1)");
        return true;
    }

    /** What a commit finds now is valid. */
    void disarm() throws SQLException {
        execute("delete from pg_temp.levymaster_rehearsal");
    }

    /**
     * Checks what is deferred, as a commit does. By name, since {@code all} would also be true of constraints that later revisions
     * create, and of our own.
     */
    void checkDeferred() throws SQLException {
        List<String> all = new ArrayList<>();
        List<String> deferred = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(DEFERRABLE)) {
            while (rows.next()) {
                all.add(rows.getString(1));
                if (rows.getBoolean(2)) {
                    deferred.add(rows.getString(1));
                }
            }
        }
        set(all, "immediate");
        set(deferred, "deferred");
    }

    private void set(List<String> constraints, String mode) throws SQLException {
        if (!constraints.isEmpty()) {
            execute("set constraints " + String.join(", ", constraints) + " " + mode);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
