package com.levymaster.app.revisions;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/** Adds indexes for full-text search of property ids, and for queries by time of change. */
@Revision(id = "2a3b4c5d6e7f", downRevision = "1a2b3c4d5e6f", message = "Add search index to Property table")
class R2a3b4c5d6e7f_AddSearchIndexToPropertyTable implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("property", t -> {
            t.addIndex("idx_property_search")
                    .onExpression("to_tsvector('english', property_id)")
                    .using("gin");
            t.addIndex("ix_property_updated_at").on("updated_at");
        });
        op.alterTable("tax_code", t -> t.addIndex("ix_tax_code_updated_at").on("updated_at"));
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
