/** Pairs the header of a revision with its migration, and records what the migration says. */
@NullMarked
package com.levymaster.migrate.script;

import org.jspecify.annotations.NullMarked;
