/** Compiles operations to SQL statements. */
@NullMarked
package com.levymaster.migrate.dialect;

import org.jspecify.annotations.NullMarked;
