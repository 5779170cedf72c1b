package com.levymaster.app.revisions;

import static com.levymaster.migrate.Types.doublePrecision;
import static com.levymaster.migrate.Types.numeric;

import com.levymaster.migrate.Migration;
import com.levymaster.migrate.Revision;
import com.levymaster.migrate.op.Operations;

/**
 * Changes floating-point columns to exact numbers: rates with six decimals, amounts with two. Each column is converted
 * through a temporary one: add, copy, drop, rename; constraints of the old column are recreated. The first revision of
 * branch {@code levy}.
 */
@Revision(
        id = "3c5e7f90a1b2",
        downRevision = "2a3b4c5d6e7f",
        branchLabels = "levy",
        message = "Keep levy rates as exact numbers")
class R3c5e7f90a1b2_KeepLevyRatesAsExactNumbers implements Migration {

    @Override
    public void upgrade(Operations op) {
        op.alterTable("levy_rate", t -> {
            t.convertColumn("levy_rate")
                    .from(doublePrecision())
                    .to(numeric(12, 6))
                    .using("round(levy_rate::numeric, 6)")
                    .reversedUsing("levy_rate::double precision");
            t.convertColumn("levy_amount")
                    .from(doublePrecision())
                    .to(numeric(15, 2))
                    .using("round(levy_amount::numeric, 2)")
                    .reversedUsing("levy_amount::double precision");
            t.convertColumn("assessed_value_basis")
                    .from(doublePrecision())
                    .to(numeric(17, 2))
                    .using("round(assessed_value_basis::numeric, 2)")
                    .reversedUsing("assessed_value_basis::double precision");
        });
    }

    @Override
    public void downgrade(Operations op) {
        op.undo(this::upgrade);
    }
}
