package com.levymaster.app.imports;

import java.util.List;

/** How one kind of file is taken over, row by row. */
interface RowImport {

    ImportType type();

    /** The columns that the file must have; it may have more, in any order. */
    List<String> columns();

    /**
     * Takes over one row.
     *
     * @throws RejectedRow if the row is wrong; nothing of it has been taken over then
     */
    void load(Row row, int year) throws RejectedRow;
}
