package com.levymaster.migrate.autoconfigure;

import javax.sql.DataSource;

/** Names connections of the application after its build. */
interface ConnectionNames {

    /** Names the connections to a database that has contract revisions, whose run asks which builds are connected. */
    void require(DataSource database);
}
