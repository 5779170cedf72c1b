/** Revisions of the database orders. */
@NullMarked
package com.levymaster.migrate.autoconfigure.many.shop.orders;

import org.jspecify.annotations.NullMarked;
