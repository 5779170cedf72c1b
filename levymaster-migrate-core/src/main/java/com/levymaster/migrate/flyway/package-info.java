/** Reads the migrations and the history of a Flyway project, and writes them as SQL revisions. */
@NullMarked
package com.levymaster.migrate.flyway;

import org.jspecify.annotations.NullMarked;
