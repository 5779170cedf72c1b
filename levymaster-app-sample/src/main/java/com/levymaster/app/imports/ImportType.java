package com.levymaster.app.imports;

/** Content of an import. The order is that of the enum labels in the database. */
public enum ImportType {
    TAX_DISTRICT,
    TAX_CODE,
    PROPERTY,
    RATE,
    LEVY,
    OTHER
}
