package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sql.SqlStatements;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The migration of a SQL file: one operation for each statement. */
final class SqlRevision implements Migration {

    private final String file;
    private final RevisionHeader header;
    private final RevisionOptions options;
    private final List<SqlStep> upgrade;
    private final @Nullable List<SqlStep> downgrade;

    /** @param downgrade {@code null} if the file has no such section */
    SqlRevision(
            String file,
            RevisionHeader header,
            RevisionOptions options,
            List<SqlStep> upgrade,
            @Nullable List<SqlStep> downgrade) {
        this.file = file;
        this.header = header;
        this.options = options;
        this.upgrade = List.copyOf(upgrade);
        this.downgrade = downgrade == null ? null : List.copyOf(downgrade);
    }

    RevisionHeader header() {
        return header;
    }

    RevisionDefinition definition() {
        return new RevisionDefinition(header, options, () -> this);
    }

    @Override
    public void upgrade(Operations op) {
        upgrade.forEach(step -> record(step, op));
    }

    @Override
    public void downgrade(Operations op) {
        if (downgrade == null) {
            op.irreversible(file + " has no section `-- downgrade`");
        } else {
            downgrade.forEach(step -> record(step, op));
        }
    }

    private void record(SqlStep step, Operations op) {
        String source = file + ":" + step.line();
        String rows = step.rows();
        if (rows != null) {
            op.dataWithConnection(description(step.sql(), rows), connection -> copy(connection, step.sql(), rows));
        } else if (step.autocommit()) {
            op.autocommit(() -> op.execute(step.sql()).from(source));
        } else {
            op.execute(step.sql()).from(source);
        }
    }

    /** With a digest, so that the checksum of the revision depends on the rows. */
    private static String description(String sql, String rows) {
        CRC32 digest = new CRC32();
        digest.update(rows.getBytes(StandardCharsets.UTF_8));
        return SqlStatements.plain(sql) + " (" + rows.lines().count() + " lines, " + Long.toHexString(digest.getValue())
                + ")";
    }

    private static void copy(Connection connection, String sql, String rows) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(rows));
    }
}
