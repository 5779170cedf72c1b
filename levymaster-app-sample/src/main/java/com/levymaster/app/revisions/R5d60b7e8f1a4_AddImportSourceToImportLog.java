package com.levymaster.app.revisions;

import static com.levymaster.migrate.Types.varchar;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/**
 * Where the records of an import come from. In production a script that was run by hand has added the column already;
 * there it is compared and kept, everywhere else it is added.
 */
@Revision(id = "5d60b7e8f1a4", downRevision = "3c5e7f90a1b2", message = "Add import source to import log")
class R5d60b7e8f1a4_AddImportSourceToImportLog implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.table("import_log").column("import_source").ifNotExists(varchar(50));
    }

    /** A guarded step is never undone by guesswork: this says what is wanted. */
    @Override
    public void downgrade(Operations op) {
        op.table("import_log").column("import_source").ifExists().drop();
    }
}
