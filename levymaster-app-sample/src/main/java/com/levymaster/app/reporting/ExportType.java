package com.levymaster.app.reporting;

/** Content of an export. The order is that of the enum labels in the database. */
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
