/** Measures ourselves against the peers and against what is least possible, and writes the report. */
@NullMarked
package com.levymaster.migrate.bench;

import org.jspecify.annotations.NullMarked;
