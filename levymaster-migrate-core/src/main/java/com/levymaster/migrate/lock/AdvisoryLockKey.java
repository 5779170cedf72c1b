package com.levymaster.migrate.lock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The key of an advisory lock. Locks of different databases are independent on the server. */
record AdvisoryLockKey(long value) {

    /** 64 bits of a digest, so that two version tables of one database do not share a lock by chance. */
    static AdvisoryLockKey of(LockSettings settings, String table) {
        if (settings.key() != null) {
            return new AdvisoryLockKey(settings.key());
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("levymaster-migrate/1\0" + table).getBytes(StandardCharsets.UTF_8));
            return new AdvisoryLockKey(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The condition, in SQL, for the row of {@code pg_locks} of a session of this database that holds the lock. */
    String held() {
        return "l.locktype operator(pg_catalog.=) 'advisory' and l.granted and l.objsubid operator(pg_catalog.=) 1"
                + " and l.classid operator(pg_catalog.=) " + (value >>> 32)
                + "::pg_catalog.oid and l.objid operator(pg_catalog.=) "
                + (value & 0xFFFFFFFFL) + "::pg_catalog.oid and l.database operator(pg_catalog.=) (select d.oid from"
                + " pg_catalog.pg_database d where d.datname operator(pg_catalog.=) pg_catalog.current_database())";
    }

    /** The condition, in SQL, that the current session holds the lock. */
    String heldCondition() {
        return "exists (select from pg_catalog.pg_locks l where l.pid operator(pg_catalog.=) pg_catalog.pg_backend_pid()"
                + " and " + held() + ")";
    }

    /**
     * The condition, in SQL, that no other session holds the lock: it acquires the lock once more, until the transaction
     * ends. For the session that holds it, this costs a tenth of reading all locks of the server.
     */
    String notHeldByOthersCondition() {
        return "pg_catalog.pg_try_advisory_xact_lock(" + value + ")";
    }
}
