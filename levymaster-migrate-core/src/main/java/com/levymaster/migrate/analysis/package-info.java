/** Reads recorded plans: data loss, conflicts between branches, and the schema that revisions produce. */
@NullMarked
package com.levymaster.migrate.analysis;

import org.jspecify.annotations.NullMarked;
