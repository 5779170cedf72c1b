package com.levymaster.app.imports;

import java.util.List;

/** Imports one type of file, row by row. */
interface RowImport {

    ImportType type();

    /** The columns that the file must have; it may have more, in any order. */
    List<String> columns();

    /**
     * Imports one row.
     *
     * @throws RejectedRow if the row is invalid; nothing of it is imported then
     */
    void load(Row row, int year) throws RejectedRow;
}
