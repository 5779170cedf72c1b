/** Reads the change logs and the history of a Liquibase project, and writes them as SQL revisions. */
@NullMarked
package com.levymaster.migrate.liquibase;

import org.jspecify.annotations.NullMarked;
