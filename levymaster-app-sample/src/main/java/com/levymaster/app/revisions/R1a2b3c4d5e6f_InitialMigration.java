package com.levymaster.app.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;
import com.levymaster.migrate.op.TypeOperations;

/** Creates the 22 tables and three enum types that existed when migrations were introduced, on 1 April 2025. */
@Revision(id = "1a2b3c4d5e6f", message = "Initial migration")
class R1a2b3c4d5e6f_InitialMigration implements Migration {

    @Override
    public void upgrade(Operations op) {
        TypeOperations types = op.types();
        types.createEnum("propertytype", "RESIDENTIAL", "COMMERCIAL", "INDUSTRIAL", "AGRICULTURAL", "PUBLIC", "OTHER");
        types.createEnum("importtype", "TAX_DISTRICT", "TAX_CODE", "PROPERTY", "RATE", "LEVY", "OTHER");
        types.createEnum(
                "exporttype", "TAX_DISTRICT", "TAX_CODE", "PROPERTY", "RATE", "LEVY", "REPORT", "ANALYSIS", "OTHER");
        InitialOfficeTables.create(op);
        InitialTaxTables.create(op);
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
