/** Reads the live database into a {@code DatabaseSchema} in a constant number of catalog queries. */
@NullMarked
package com.levymaster.migrate.inspect;

import org.jspecify.annotations.NullMarked;
