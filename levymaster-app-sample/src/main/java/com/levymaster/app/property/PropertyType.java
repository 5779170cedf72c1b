package com.levymaster.app.property;

/** What a property is used for. The order is that of the labels of the enum type in the database. */
public enum PropertyType {
    RESIDENTIAL,
    COMMERCIAL,
    INDUSTRIAL,
    AGRICULTURAL,
    PUBLIC,
    OTHER
}
