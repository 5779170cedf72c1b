/** Revisions of the database orders. */
@NullMarked
package com.levymaster.migrate.autoconfigure.many.orders;

import org.jspecify.annotations.NullMarked;
