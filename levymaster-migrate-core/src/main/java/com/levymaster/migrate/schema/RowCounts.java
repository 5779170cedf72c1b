package com.levymaster.migrate.schema;

import java.util.List;

/** Counts what a change would lose. Names are those in the database before the change. */
public interface RowCounts {

    /** Knows nothing, as without a database: no rows, no values, no casts. */
    RowCounts UNKNOWN = new RowCounts() {
        @Override
        public long rows(ObjectName table) {
            return 0;
        }

        @Override
        public long values(ObjectName table, String column) {
            return 0;
        }

        @Override
        public long matching(String query) {
            return -1;
        }

        @Override
        public boolean hasCasts(ObjectName type) {
            return true;
        }

        @Override
        public List<String> definedWith(String literal) {
            return List.of();
        }
    };

    /** The number of rows in the table. */
    long rows(ObjectName table);

    /** The number of rows in which the column is not null. */
    long values(ObjectName table, String column);

    /** The number of rows that the query yields; negative if it fails or is not known. */
    long matching(String query);

    /** Whether there is a cast from or to the type, such as those that Hibernate creates for an enum type; true if it is not known. */
    boolean hasCasts(ObjectName type);

    /** The policies, triggers, rules and routines whose definition contains the literal, as PostgreSQL describes them. */
    List<String> definedWith(String literal);
}
