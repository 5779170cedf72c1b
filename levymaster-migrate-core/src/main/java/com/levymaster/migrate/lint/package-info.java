/** Checks operations before they run and reports those that can harm a database in use, with a safer alternative. */
@NullMarked
package com.levymaster.migrate.lint;

import org.jspecify.annotations.NullMarked;
