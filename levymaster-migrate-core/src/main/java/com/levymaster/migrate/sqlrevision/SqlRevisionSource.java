package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.dialect.Dialect;
import com.levymaster.migrate.dialect.SqlStatement;
import com.levymaster.migrate.operation.ControlOperation.Autocommit;
import com.levymaster.migrate.operation.Operation;
import com.levymaster.migrate.operation.OperationList;
import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.render.RevisionSource.Form;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;
import java.util.Locale;

/** The text of a new SQL revision; see {@link SqlRevisionFiles}. */
public final class SqlRevisionSource {

    private final RevisionHeader header;
    private final List<ReviewedOperation> upgrade;
    private final List<ReviewedOperation> downgrade;
    private final boolean reversible;
    private final DatabaseSchema target;
    private final Dialect dialect;

    /** Creates the source of a revision without statements. */
    public SqlRevisionSource(RevisionHeader header) {
        this(header, List.of(), List.of(), true, DatabaseSchema.empty("public"));
    }

    private SqlRevisionSource(
            RevisionHeader header,
            List<ReviewedOperation> upgrade,
            List<ReviewedOperation> downgrade,
            boolean reversible,
            DatabaseSchema target) {
        this.header = header;
        this.upgrade = List.copyOf(upgrade);
        this.downgrade = List.copyOf(downgrade);
        this.reversible = reversible;
        this.target = target;
        this.dialect = Dialect.postgresql(target.serverVersion() * 10_000);
    }

    /** Creates the source of a drafted revision: the SQL of its operations. */
    public static SqlRevisionSource of(RevisionSource draft) {
        return new SqlRevisionSource(
                draft.header(), draft.upgrade(), draft.downgrade(), draft.form() != Form.IRREVERSIBLE, draft.known());
    }

    /** Returns the name of the file: {@code 7c1e5b0a_add_county.sql}. */
    public String fileName() {
        String words = header.message()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_|_$", "");
        return header.id() + (words.isEmpty() ? "" : "_" + words) + ".sql";
    }

    /** Returns the text. If a statement has <code>${</code>, placeholders are not replaced in it. */
    public String text() {
        StringBuilder text = new StringBuilder("-- revision: " + header.id() + "\n");
        append(text, "down_revision", header.down());
        append(text, "depends_on", header.dependsOn());
        append(text, "labels", header.labels());
        append(text, "message", header.message().isEmpty() ? List.of() : List.of(header.displayMessage()));
        append(text, "replaces", header.replaces());
        append(text, "module", header.module().isEmpty() ? List.of() : List.of(header.module()));
        append(text, "phase", header.isContract() ? List.of("contract") : List.of());
        append(text, "irreversible", reversible ? List.of() : List.of(RevisionSource.NO_DOWNGRADE));
        String sections = sections();
        if (sections.contains("${")) {
            text.append("-- placeholders: false\n");
        }
        return text.append(sections).toString();
    }

    private String sections() {
        StringBuilder text = new StringBuilder("\n-- upgrade\n");
        List<Operation> back =
                downgrade.stream().map(ReviewedOperation::operation).toList();
        section(text, upgrade, upgrade.isEmpty() ? target : OperationList.apply(back, target));
        if (reversible) {
            text.append("\n-- downgrade\n");
            section(text, downgrade, target);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, List<String> values) {
        if (!values.isEmpty()) {
            text.append("-- ")
                    .append(name)
                    .append(": ")
                    .append(String.join(", ", values))
                    .append("\n");
        }
    }

    private void section(StringBuilder text, List<ReviewedOperation> steps, DatabaseSchema before) {
        DatabaseSchema schema = before;
        boolean transactional = true;
        for (ReviewedOperation drafted : steps) {
            ReviewedOperation step = plain(drafted);
            step.comment()
                    .lines()
                    .forEach(line -> text.append("-- ").append(line).append("\n"));
            DatabaseSchema now = schema;
            for (SqlStatement statement : dialect.compile(step.operation(), () -> now)) {
                if (statement.transactional() != transactional) {
                    transactional = statement.transactional();
                    text.append(transactional ? "-- transaction\n" : "-- autocommit\n");
                }
                text.append(statement.script()).append("\n");
            }
            schema = step.operation().applyTo(now);
        }
    }

    /** A file cannot wait for a lock, pause, and try again. */
    private static ReviewedOperation plain(ReviewedOperation step) {
        return step.operation() instanceof Autocommit block && block.safely() != null
                ? new ReviewedOperation(block.safely(), step.review())
                        .withRemark("not in its safe form, which only revisions in Java have: op.safely(…)")
                : step;
    }
}
