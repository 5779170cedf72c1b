package com.levymaster.migrate;

import com.levymaster.migrate.op.Operations;

/**
 * The upgrade and downgrade of one revision, a class with the annotation {@link Revision}.
 *
 * <pre>{@code
 * @Revision(id = "7c1e5b0a", downRevision = "5b0a91d3", message = "add county to tax district")
 * class R7c1e5b0a_AddCountyToTaxDistrict implements Migration {
 *
 *     public void upgrade(Operations op) {
 *         op.alterTable("tax_district", t -> t.addColumn("county_id", bigint()));
 *     }
 *
 *     public void downgrade(Operations op) {
 *         op.undo(this::upgrade);
 *     }
 * }
 * }</pre>
 *
 * <p>Both methods only record operations, which are executed in one transaction after the whole plan has been checked.
 * They may be called several times, so they must have no effects other than calls of {@code op}.
 */
public interface Migration {

    /** Records the operations that upgrade the database from the down revision to this revision. */
    void upgrade(Operations op);

    /**
     * Records the operations that downgrade the database from this revision to its down revision.
     * {@code op.undo(this::upgrade)} records the inverse of the upgrade; {@code op.irreversible("why")} states that
     * there is none.
     */
    void downgrade(Operations op);
}
