/** Compares two schemas and computes the ordered operations between them. */
@NullMarked
package com.levymaster.migrate.diff;

import org.jspecify.annotations.NullMarked;
