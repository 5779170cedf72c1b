package com.levymaster.migrate.alembic;

import com.levymaster.migrate.render.ReviewedOperation;
import com.levymaster.migrate.render.RevisionSource;
import com.levymaster.migrate.render.RevisionSource.Form;
import com.levymaster.migrate.revision.RevisionHeader;
import com.levymaster.migrate.schema.DatabaseSchema;
import java.util.List;
import java.util.stream.Stream;

/**
 * A revision of Alembic, translated.
 *
 * @param file the name of its file
 * @param schema what the revisions up to this one create, as far as their operations tell
 */
public record AlembicRevision(
        String file,
        RevisionHeader header,
        List<ReviewedOperation> upgrade,
        List<ReviewedOperation> downgrade,
        DatabaseSchema schema) {

    public AlembicRevision {
        upgrade = List.copyOf(upgrade);
        downgrade = List.copyOf(downgrade);
    }

    /** The number of steps that were not understood, and fail when they run. */
    public long failures() {
        return Stream.concat(upgrade.stream(), downgrade.stream())
                .filter(step -> !step.review().isBlank())
                .count();
    }

    /**
     * The Java source of the revision.
     *
     * @param adopted whether Alembic has applied it to the database that is adopted
     */
    public RevisionSource source(String packageName, boolean adopted) {
        Form form = adopted ? Form.TRANSLATED : Form.WRITTEN;
        return new RevisionSource(packageName, header, upgrade, downgrade, form, schema);
    }
}
