/** The live database, read into a {@code Schema} in a constant number of catalog queries. */
@NullMarked
package com.levymaster.migrate.inspect;

import org.jspecify.annotations.NullMarked;
