package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.definition.Repeatable;
import com.levymaster.migrate.definition.RepeatableContent;
import com.levymaster.migrate.definition.RevisionDefinition;
import com.levymaster.migrate.definition.RevisionOptions;
import com.levymaster.migrate.definition.Sha256;
import com.levymaster.migrate.definition.SqlCallbacks;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.operation.CopyRows;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.sql.ReferencedNames;
import com.levymaster.migrate.sql.SqlStatements;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The migration of a SQL file: one operation for each statement. */
final class SqlRevision implements Migration {

    private final String file;
    private final String text;
    private final RevisionHeader header;
    private final RevisionOptions options;
    private final List<SqlStep> upgrade;
    private final @Nullable List<SqlStep> downgrade;
    private final String reason;

    /**
     * @param text of the file, with placeholders as written
     * @param downgrade {@code null} if the file has no such section
     * @param reason why there is none
     */
    SqlRevision(
            String file,
            String text,
            RevisionHeader header,
            RevisionOptions options,
            List<SqlStep> upgrade,
            @Nullable List<SqlStep> downgrade,
            String reason) {
        this.file = file;
        this.text = text;
        this.header = header;
        this.options = options;
        this.upgrade = List.copyOf(upgrade);
        this.downgrade = downgrade == null ? null : List.copyOf(downgrade);
        this.reason = reason;
    }

    String file() {
        return file;
    }

    /** The statements of a callback. */
    List<SqlCallbacks.Statement> statements() {
        return upgrade.stream()
                .map(step -> new SqlCallbacks.Statement(step.sql(), step.source()))
                .toList();
    }

    RevisionHeader header() {
        return header;
    }

    RevisionDefinition definition() {
        return new RevisionDefinition(header, options, () -> this);
    }

    Repeatable repeatable() {
        Set<String> names = new HashSet<>();
        Set<String> created = new HashSet<>();
        StringBuilder statements = new StringBuilder();
        StringBuilder former = new StringBuilder();
        for (SqlStep step : steps()) {
            names.addAll(ReferencedNames.of(step.sql()));
            ReferencedNames.subject("create", step.sql()).ifPresent(created::add);
            CopyRows copied = step.rows();
            String rows = copied == null ? null : copied.text();
            statements
                    .append(SqlStatements.canonical(step.sql()))
                    .append(";\n")
                    .append(rows == null ? null : SqlStatements.withUnixLineEnds(rows));
            former.append(SqlStatements.canonicalWithLineEnds(step.sql()))
                    .append(";\n")
                    .append(rows);
        }
        RepeatableContent content = new RepeatableContent(
                header.repeatableName(),
                Sha256.of(statements.toString()),
                text,
                former.compareTo(statements) == 0 ? null : Sha256.of(former.toString()));
        return new Repeatable(
                new RevisionDefinition(header, options, () -> this, content), downgrade != null, created, names);
    }

    private List<SqlStep> steps() {
        return Stream.concat(upgrade.stream(), Stream.ofNullable(downgrade).flatMap(List::stream))
                .toList();
    }

    @Override
    public void upgrade(Operations op) {
        upgrade.forEach(step -> record(step, op));
    }

    @Override
    public void downgrade(Operations op) {
        if (downgrade == null) {
            op.irreversible(reason);
        } else {
            downgrade.forEach(step -> record(step, op));
        }
    }

    private void record(SqlStep step, Operations op) {
        if (step.autocommit()) {
            op.autocommit(() -> execute(step, op));
        } else {
            execute(step, op);
        }
    }

    private void execute(SqlStep step, Operations op) {
        CopyRows rows = step.rows();
        if (rows == null) {
            op.execute(step.sql()).from(step.source());
        } else {
            op.execute(step.sql()).from(step.source(), rows);
        }
    }
}
