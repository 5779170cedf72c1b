package com.levymaster.migrate.reliability;

import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells whether two migrators ever ran at once, by another lock than theirs: each revision asks for it, and notes when
 * somebody else has it. It is given back by the end of the revision's transaction, whatever that end is.
 */
public final class OverlapDetector {

    private OverlapDetector() {}

    public static void prepare(TestDatabase database) {
        database.execute("create sequence seen_overlaps");
    }

    /** Five revisions that take a while; one builds an index outside of its transaction. */
    static RevisionDefinition[] revisions() {
        return new RevisionDefinition[] {
            guarded(null, "a1", op -> op.execute("create table t1 (id int)")),
            guarded("a1", "b2", op -> op.execute("create table t2 (id int)")),
            guarded("b2", "c3", op -> {
                op.execute("insert into t1 select generate_series(1, 2000)");
                op.autocommit(() ->
                        op.alterTable("t1", t -> t.addIndex("ix_t1").on("id").concurrently()));
            }),
            guarded("c3", "d4", op -> op.execute("create table t4 (id int)")),
            guarded("d4", "e5", op -> op.execute("create table t5 (id int)"))
        };
    }

    public static RevisionDefinition guarded(String down, String id, java.util.function.Consumer<Operations> body) {
        java.util.function.Consumer<Operations> all = op -> {
            op.data("look for another migrator", jdbc -> look(jdbc, id));
            body.accept(op);
        };
        return down == null ? Revisions.base(id, all) : Revisions.after(down, id, all);
    }

    private static void look(JdbcClient jdbc, String id) {
        boolean alone = jdbc.sql("select pg_try_advisory_xact_lock(77, 77)")
                .query(Boolean.class)
                .single();
        if (!alone) {
            jdbc.sql("select nextval('seen_overlaps')").query().singleValue();
            throw new IllegalStateException("Two migrators run at once, at " + id);
        }
        jdbc.sql("select pg_sleep(0.02)").query().singleValue();
    }

    /** A sequence is not rolled back: it remembers what a transaction that failed has seen. */
    public static boolean wasSeen(TestDatabase database) {
        return database.jdbc()
                .sql("select is_called from seen_overlaps")
                .query(Boolean.class)
                .single();
    }
}
