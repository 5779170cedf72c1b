/** Runs a plan in a transaction that is rolled back, and measures its statements: time, locks, rewrites, reads. */
@NullMarked
package com.levymaster.migrate.rehearse;

import org.jspecify.annotations.NullMarked;
