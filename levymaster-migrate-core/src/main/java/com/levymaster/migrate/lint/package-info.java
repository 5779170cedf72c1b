/** Looks at operations before they run, and says which of them can hurt a database in use, and what to say instead. */
@NullMarked
package com.levymaster.migrate.lint;

import org.jspecify.annotations.NullMarked;
