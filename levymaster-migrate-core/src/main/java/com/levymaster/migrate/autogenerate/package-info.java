/** Compares entities with the database, and drafts the revision that makes the database match them. */
@NullMarked
package com.levymaster.migrate.autogenerate;

import org.jspecify.annotations.NullMarked;
