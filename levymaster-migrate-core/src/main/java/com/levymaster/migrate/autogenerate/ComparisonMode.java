package com.levymaster.migrate.autogenerate;

/** When a part of a mapped table is compared with the mapping. */
public enum ComparisonMode {
    /** If the mapping states it, or if a typed operation of a revision made it. All else stays as it is. */
    STATED,
    /** Always: what the mapping does not state is removed. */
    ALWAYS,
    /** Never: it stays as it is in the database. */
    NEVER
}
