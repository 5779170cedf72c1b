/** Revisions of the database billing. */
@NullMarked
package com.levymaster.migrate.autoconfigure.many.shop.billing;

import org.jspecify.annotations.NullMarked;
