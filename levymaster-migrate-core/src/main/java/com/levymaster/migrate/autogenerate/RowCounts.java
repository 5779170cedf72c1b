package com.levymaster.migrate.autogenerate;

import com.levymaster.migrate.schema.ObjectName;

/** How much stands to be lost. Tables and columns are named as they are called in the database now. */
interface RowCounts {

    /** Rows of a table. */
    long of(ObjectName table);

    /** Rows that have a value in the column. */
    long withValue(ObjectName table, String column);

    /** Whether somebody can use the enum type as text without saying so, as Hibernate arranges it. */
    boolean castsOf(ObjectName enumType);

    /** Nothing is known, as without a database. */
    RowCounts UNKNOWN = new RowCounts() {
        @Override
        public long of(ObjectName table) {
            return 0;
        }

        @Override
        public long withValue(ObjectName table, String column) {
            return 0;
        }

        @Override
        public boolean castsOf(ObjectName enumType) {
            return false;
        }
    };
}
