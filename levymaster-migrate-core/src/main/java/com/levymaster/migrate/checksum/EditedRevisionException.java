package com.levymaster.migrate.checksum;

import com.levymaster.migrate.error.MigrationException;
import java.io.Serial;
import java.util.List;

/** Applied revisions were edited since they were applied. */
public final class EditedRevisionException extends MigrationException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<EditedRevision> edited;

    EditedRevisionException(List<EditedRevision> edited) {
        super(EditedRevision.describe(edited) + " Nothing was changed.", EditedRevision.REMEDY);
        this.edited = List.copyOf(edited);
    }

    /** The edited revisions with their differences; never empty. */
    public List<EditedRevision> edited() {
        return edited;
    }
}
