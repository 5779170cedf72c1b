package com.levymaster.app.imports;

/** What an import brings. The order is that of the labels of the enum type in the database. */
public enum ImportType {
    TAX_DISTRICT,
    TAX_CODE,
    PROPERTY,
    RATE,
    LEVY,
    OTHER
}
