package com.levymaster.app.property;

/** Use of a property. The order is that of the enum labels in the database. */
public enum PropertyType {
    RESIDENTIAL,
    COMMERCIAL,
    INDUSTRIAL,
    AGRICULTURAL,
    PUBLIC,
    OTHER
}
