package com.levymaster.migrate.sqlrevision;

import com.levymaster.migrate.operation.CopyRows;
import com.levymaster.migrate.sql.RowsMarker;
import java.util.List;

/**
 * The text of a file.
 *
 * @param text with a {@link RowsMarker} in the place of rows that were left out
 * @param rows those, in the order of the file
 */
record SqlFileText(String text, List<CopyRows> rows) {

    SqlFileText {
        rows = List.copyOf(rows);
    }

    /** Text with all of its rows. */
    static SqlFileText complete(String text) {
        return new SqlFileText(text, List.of());
    }

    /** The rows of a statement. */
    CopyRows rows(String ofStatement) {
        return RowsMarker.of(ofStatement)
                .map(marker -> rows.get(marker.number()))
                .orElseGet(() -> CopyRows.of(ofStatement));
    }
}
