package com.levymaster.app.reporting;

/** What an export holds. The order is that of the labels of the enum type in the database. */
public enum ExportType {
    TAX_DISTRICT,
    TAX_CODE,
    PROPERTY,
    RATE,
    LEVY,
    REPORT,
    ANALYSIS,
    OTHER
}
