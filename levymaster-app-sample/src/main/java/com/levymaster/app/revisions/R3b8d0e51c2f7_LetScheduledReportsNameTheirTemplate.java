package com.levymaster.app.revisions;

import static com.levymaster.migrate.Types.integer;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/** Adds the template of a scheduled report. The first revision of branch {@code reporting}. */
@Revision(
        id = "3b8d0e51c2f7",
        downRevision = "2a3b4c5d6e7f",
        branchLabels = "reporting",
        message = "Let scheduled reports name their template")
class R3b8d0e51c2f7_LetScheduledReportsNameTheirTemplate implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("scheduled_report", t -> {
            t.addColumn("report_template_id", integer());
            t.addForeignKey("scheduled_report_report_template_id_fkey")
                    .on("report_template_id")
                    .references("report_template", "id");
            t.addIndex("ix_scheduled_report_report_template_id").on("report_template_id");
        });
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
