package com.levymaster.migrate;

import com.levymaster.migrate.op.Operations;

/**
 * One revision of the database: how to get there, and how to get back. A class that is annotated with {@link Revision}
 * and found as a bean of the application:
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
 * <p>Both methods say what is to be done; it is done later, in one transaction, after the whole plan has been checked.
 * They may be called more than once, so every effect goes through {@code op}.
 */
public interface Migration {

    /** Brings the database from the revision before to this one. */
    void upgrade(Operations op);

    /**
     * Brings the database from this revision to the one before. {@code op.undo(this::upgrade)} inverts what the upgrade
     * recorded; {@code op.irreversible("why")} says that there is no way back.
     */
    void downgrade(Operations op);
}
