package com.levymaster.app.revisions;

import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/**
 * Adds the source of an import. In production the column was already added by a manual script; there it is compared and
 * kept, in other environments it is added.
 */
@Revision(id = "5d60b7e8f1a4", downRevision = "3c5e7f90a1b2", message = "Add import source to import log")
class R5d60b7e8f1a4_AddImportSourceToImportLog implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.table("import_log").column("import_source").ifNotExists(varchar(50));
    }

    /** The inverse of a guarded step is not derived automatically, so the downgrade is explicit. */
    @Override
    public void downgrade(Operations op) {
        op.table("import_log").column("import_source").ifExists().drop();
    }
}
