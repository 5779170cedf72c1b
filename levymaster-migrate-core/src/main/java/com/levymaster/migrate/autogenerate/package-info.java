/** Drafts the revision that leads from the database to what the entities want. */
@NullMarked
package com.levymaster.migrate.autogenerate;

import org.jspecify.annotations.NullMarked;
